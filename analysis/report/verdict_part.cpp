// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

// Of keys and classes: name_of says "not met" for people.
const char* key_of(Answer answer) {
  if (answer == Answer::met) return "met";
  return answer == Answer::not_met ? "not_met" : "undecided";
}

// Not by colour alone.
const char* mark_of(Answer answer) {
  if (answer == Answer::met) return "✓";
  return answer == Answer::not_met ? "✗" : "?";
}

std::string doubt_of(const Language& words, const CriterionVerdict& verdict) {
  const auto count = [&](std::uint32_t value) { return words.number(value, 0); };
  switch (verdict.doubt) {
    case Doubt::none:
      return "";
    case Doubt::interval:
      if (verdict.would_decide == 0) return words.say("doubt.interval");
      if (verdict.would_decide > most_replications) {
        return words.say("doubt.interval") + " " +
               words.say("doubt.never", {{"count", count(most_replications)}});
      }
      return words.say("doubt.interval") + " " +
             words.say(
                 "doubt.decide",
                 {{"count", count(verdict.would_decide)}, {"have", count(verdict.replications)}});
    case Doubt::one_replication:
      return words.say("doubt.one_replication");
    case Doubt::drifting:
      return words.say("doubt.drifting");
    case Doubt::sample:
      return words.say("doubt.sample") + " " +
             words.say(fmt::format("verdict.by_numbers.{}", key_of(verdict.by_numbers)));
    case Doubt::no_value:
      return words.say("doubt.no_value");
  }
  return "";
}

std::string value_of(const Language& words, const CriterionVerdict& verdict, double value) {
  if (verdict.units == "%") return words.number(value, 2) + "\u202f%";
  return scenarios::is_change(verdict.criterion.demand) ? words.change(verdict.entry, value)
                                                        : words.level(verdict.entry, value);
}

std::string found_in(const Language& words, const CriterionVerdict& verdict) {
  if (!std::isfinite(verdict.value)) return "";
  const std::string value = value_of(words, verdict, verdict.value);
  if (!std::isfinite(verdict.low)) return words.say("criterion.found.point", {{"value", value}});
  return words.say(
      "criterion.found",
      {{"value", value},
       {"low", value_of(words, verdict, verdict.low)},
       {"high", value_of(words, verdict, verdict.high)},
       {"confidence", words.number(fmt::format("{:g}", std::round(verdict.level * 1e4) / 1e2))}});
}

std::string criterion_html(const Language& words, const CriterionVerdict& verdict) {
  const scenarios::Criterion& criterion = verdict.criterion;
  std::string threshold = words.number(fmt::format("{:g}", criterion.number));
  if (!criterion.unit.empty())
    threshold += "\u00a0" + words.say_or("unit." + criterion.unit, criterion.unit);
  const std::string demand =
      words.html(fmt::format("demand.{}", scenarios::name_of(criterion.demand)),
                 {{"threshold", escaped(threshold)}});
  const std::string title =
      verdict.entry.indicator.empty() ? criterion.indicator : words.title(verdict.entry);
  return fmt::format(
      "<li class='{0}'><span class='tag'><span aria-hidden='true'>{1}</span> {2}</span> "
      "<span><b>{3}</b> · {4} · {5}. {6} {7}</span></li>\n",
      key_of(verdict.answer),
      mark_of(verdict.answer),
      words.html(fmt::format("answer.{}", key_of(verdict.answer))),
      escaped(title),
      scope_title(words, criterion.scope),
      demand,
      escaped(found_in(words, verdict)),
      escaped(doubt_of(words, verdict)));
}

}  // namespace

std::string verdict_html(const Part& part) {
  const Language& words = part.words;
  if (part.verdict == nullptr) {
    return fmt::format("<div class='verdict none'><p class='answer'>{}</p></div>\n",
                       words.html("verdict.none"));
  }
  const Verdict& verdict = *part.verdict;
  const char* key = key_of(verdict.answer);
  std::string html = fmt::format(
      "<div class='verdict {0}'><p class='answer'><span class='mark' aria-hidden='true'>{1}</span> "
      "{2}</p>\n<ul class='criteria'>\n",
      key,
      mark_of(verdict.answer),
      words.html(fmt::format("verdict.{}", key), {{"need", escaped(verdict.need)}}));
  for (const CriterionVerdict& one : verdict.criteria) html += criterion_html(words, one);
  return html + "</ul></div>\n";
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

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
             words.say(fmt::format("verdict.by_numbers.{}", answer_key(verdict.by_numbers)));
    case Doubt::no_value:
      return words.say("doubt.no_value");
  }
  return "";
}

// Of a demand for no change: that an effect isn't seen is not that there is none.
std::string effect_of(const Language& words, const CriterionVerdict& verdict) {
  if (verdict.criterion.demand != scenarios::Demand::changes_by_at_most) return "";
  if (verdict.answer == Answer::met) return words.say("effect.none") + " ";
  if (verdict.answer == Answer::not_met) return words.say("effect.some") + " ";
  return verdict.doubt == Doubt::interval ? words.say("effect.open") + " " : "";
}

// One of several territories that share the need answers for itself alone.
std::string shared_html(const Language& words, const Verdict& verdict) {
  if (verdict.territories < 2) return "";
  const bool all = verdict.minimum_of_them == verdict.territories;
  return shared_note_html(words.html(all ? "shared.alone.all" : "shared.alone",
                                     {{"territory", escaped(verdict.territory)},
                                      {"all", fmt::to_string(verdict.territories)},
                                      {"minimum", fmt::to_string(verdict.minimum_of_them)}}));
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
  return words.say("criterion.found",
                   {{"value", value},
                    {"low", value_of(words, verdict, verdict.low)},
                    {"high", value_of(words, verdict, verdict.high)},
                    {"confidence", words.number(percent_of_level(verdict.level))}});
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
  const char* key = answer_key(verdict.answer);
  return answer_item_html(
      key,
      answer_mark(verdict.answer),
      words.html(fmt::format("answer.{}", key)),
      fmt::format("<b>{}</b> · {} · {}. {} {}",
                  escaped(title),
                  scope_title(words, criterion.scope),
                  demand,
                  escaped(found_in(words, verdict)),
                  escaped(effect_of(words, verdict) + doubt_of(words, verdict))));
}

}  // namespace

const char* answer_key(Answer answer) {
  if (answer == Answer::met) return "met";
  return answer == Answer::not_met ? "not_met" : "undecided";
}

const char* answer_mark(Answer answer) {
  if (answer == Answer::met) return "✓";
  return answer == Answer::not_met ? "✗" : "?";
}

std::string answer_item_html(const char* style,
                             const char* mark,
                             const std::string& tag,
                             const std::string& text) {
  return fmt::format(
      "<li class='{}'><span class='tag'><span aria-hidden='true'>{}</span> {}</span> "
      "<span>{}</span></li>\n",
      style,
      mark,
      tag,
      text);
}

std::string answer_box_html(const char* style,
                            const char* mark,
                            const std::string& answer,
                            const std::string& inside) {
  return fmt::format(
      "<div class='verdict {}'><p class='answer'><span class='mark' aria-hidden='true'>{}</span> "
      "{}</p>\n{}</div>\n",
      style,
      mark,
      answer,
      inside);
}

std::string shared_note_html(const std::string& text) {
  return fmt::format("<p class='shared'>{}</p>\n", text);
}

std::string criteria_html(const Language& words, const std::vector<CriterionVerdict>& criteria) {
  std::string html = "<ul class='criteria'>\n";
  for (const CriterionVerdict& one : criteria) html += criterion_html(words, one);
  return html + "</ul>\n";
}

std::string verdict_html(const Part& part) {
  const Language& words = part.words;
  if (part.verdict == nullptr) {
    return fmt::format("<div class='verdict none'><p class='answer'>{}</p></div>\n",
                       words.html("verdict.none"));
  }
  const Verdict& verdict = *part.verdict;
  const char* key = answer_key(verdict.answer);
  return answer_box_html(
      key,
      answer_mark(verdict.answer),
      words.html(fmt::format("verdict.{}", key), {{"need", escaped(verdict.need)}}),
      criteria_html(words, verdict.criteria) + shared_html(words, verdict));
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "analysis/report/html.hpp"
#include "analysis/report/looks.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

std::string list_html(const std::string& items) {
  return items.empty() ? "" : fmt::format("<ul class='criteria'>\n{}</ul>\n", items);
}

// "±0.41 points", three figures, in the unit in which it was asked.
std::string half_width(const Language& words, const Precision& precision, double half) {
  const double amount = half / precision.asked * precision.number;
  const double size = amount > 0.0 ? std::floor(std::log10(amount)) : 0.0;
  const int decimals = std::clamp(2 - static_cast<int>(size), 0, 8);
  const std::string number = half == precision.asked ? words.number(fmt::format("{:.6g}", amount))
                                                     : words.number(amount, decimals);
  if (precision.unit.empty()) return "±\u202f" + number;
  return fmt::format(
      "±\u202f{}\u00a0{}", number, words.say_or("unit." + precision.unit, precision.unit));
}

bool can_be_counted(const Precision& precision) {
  return precision.have + precision.more <= most_replications;
}

// What it would take; empty where it is reached.
std::string what_it_takes(const Language& words, const Precision& precision) {
  if (precision.have == 0)
    return words.html(precision.of_level && precision.units == "%" ? "sure.more.no_base"
                                                                   : "sure.more.none");
  if (precision.have == 1) return words.html("sure.more.one");
  if (precision.reached) return "";
  if (!can_be_counted(precision))
    return words.html("sure.more.many", {{"most", words.number(most_replications, 0)}});
  return precision.more == 1
             ? words.html("sure.more.single")
             : words.html("sure.more", {{"count", words.number(precision.more, 0)}});
}

std::string precision_item(const Part& part, const Precision& precision) {
  const Language& words = part.words;
  const Entry* entry = find(part.comparison, precision.scope, precision.indicator);
  std::string text =
      fmt::format("<b>{}</b>{} · {}.",
                  escaped(entry == nullptr ? precision.indicator : words.title(*entry)),
                  scope_after(words, precision.scope),
                  words.html("sure.asked",
                             {{"asked", escaped(half_width(words, precision, precision.asked))}}));
  if (std::isfinite(precision.seen)) {
    text += " " + words.html("sure.seen",
                             {{"seen", escaped(half_width(words, precision, precision.seen))},
                              {"have", words.number(precision.have, 0)}});
  }
  if (const std::string takes = what_it_takes(words, precision); !takes.empty())
    text += fmt::format(" <b>{}</b>", takes);
  if (precision.of_level && precision.have > 0) text += " " + words.html("sure.of_level");
  return precision.reached
             ? answer_item_html("met", "✓", words.html("sure.reached"), text)
             : answer_item_html("undecided", "?", words.html("sure.not_reached"), text);
}

std::string precision_html(const Part& part) {
  const Language& words = part.words;
  const std::vector<Precision>& all = part.comparison.precisions;
  if (all.empty()) return "";
  std::string items;
  std::uint32_t most = 0;  // replications in all; 0: all is reached, or it can't be told
  bool countable = true;
  for (const Precision& one : all) {
    items += precision_item(part, one);
    if (one.reached) continue;
    countable = countable && one.have > 1 && can_be_counted(one);
    most = std::max(most, one.have + one.more);
  }
  std::string in_all;
  if (countable && most > 0 && all.size() > 1)
    in_all = fmt::format("<p class='small'>{}</p>\n",
                         words.html("sure.in_all", {{"count", words.number(most, 0)}}));
  const auto have = static_cast<double>(part.comparison.source.replications.size());
  return panel_html(words.html("sure.precision"),
                    words.html("sure.precision.under", {{"have", words.number(have, 0)}}),
                    list_html(items) + in_all);
}

std::string looks_html(const Part& part) {
  const Language& words = part.words;
  const Source& source = part.comparison.source;
  if (!has_looks(source)) return "";
  const LookNow now = look_now(source);
  const bool past = now.number == 0;
  const char* key = past                     ? "sure.looks.past"
                    : now.pairs == now.after ? "sure.looks.at"
                                             : "sure.looks.between";
  const auto count = [&](std::size_t number) {
    return words.number(static_cast<double>(number), 0);
  };
  std::string text = fmt::format("<p><b>{}</b>",
                                 words.html(key,
                                            {{"look", count(now.number)},
                                             {"all", count(source.looks.at.size())},
                                             {"pairs", count(now.pairs)}}));
  if (now.pairs == now.after) {
    const bool last = now.number == source.looks.at.size();
    text += " " +
            (last ? words.html("sure.looks.last")
                  : words.html("sure.looks.next", {{"next", count(source.looks.at[now.number])}}));
  }
  text += "</p>\n";
  if (!past) {
    text += fmt::format(
        "<p>{} {}</p>\n",
        words.html("sure.looks.level", {{"level", words.number(percent_of_level(now.level))}}),
        words.html(fmt::format("sure.looks.{}", name_of(source.looks.spending))));
  }
  return panel_html(
      words.html("sure.looks"),
      words.html("sure.looks.planned", {{"list", list_of_looks(words, source.looks)}}),
      text);
}

// What a reader of the report's first pages asks of: the territory's and the services' figures.
bool leads(const Entry& entry) {
  return entry.scope == "territory" || entry.scope.starts_with("service:");
}

std::string named(const Language& words, const Entry& entry) {
  return escaped(words.title(entry)) + scope_after(words, entry.scope);
}

// Few enough to be read one by one; the others are only counted.
bool stands_out(const Entry& entry) {
  const std::span<const std::string_view> main = headlines();
  return entry.scope != "territory" || entry.definition == "mode_share" ||
         std::find(main.begin(), main.end(), entry.indicator) != main.end();
}

// How one answer to the test of no effect is shown.
struct EffectAnswer {
  Equivalence answer;
  const char* key;
  const char* style;
  const char* mark;
};

constexpr std::array<EffectAnswer, 3> effect_answers = {
    {{Equivalence::equivalent, "equivalent", "met", "="},
     {Equivalence::not_equivalent, "not_equivalent", "told", "≠"},
     {Equivalence::undecided, "undecided", "undecided", "?"}}};

// The figures that have it, with their changes.
std::string effect_item(const Part& part, const EffectAnswer& shown) {
  const Language& words = part.words;
  std::vector<std::string> told;
  std::size_t others = 0;
  for (const Entry& entry : part.comparison.entries) {
    // What there is nothing of in the base has no change in percent of it.
    if (!leads(entry) || entry.equivalence != shown.answer || entry.base == 0.0) continue;
    if (!stands_out(entry)) {
      ++others;
      continue;
    }
    told.push_back(fmt::format(
        "{} <span class='ci'>({})</span>",
        named(words, entry),
        entry.finding == Finding::none_exactly ? "0" : words.change(entry, entry.difference)));
  }
  if (others > 0)
    told.push_back(words.html(others == 1 ? "sure.none.other" : "sure.none.others",
                              {{"count", words.number(static_cast<double>(others), 0)}}));
  if (told.empty()) return "";
  const std::string key = fmt::format("sure.none.{}", shown.key);
  return answer_item_html(
      shown.style,
      shown.mark,
      words.html(key),
      fmt::format("<b>{}</b> {}.", words.html(key + ".under"), joined_list(words, told)));
}

std::string no_effect_html(const Part& part) {
  const Language& words = part.words;
  const double margin = part.comparison.source.equivalent_within;
  if (!(margin > 0.0)) return "";
  std::string items;
  for (const EffectAnswer& answer : effect_answers) items += effect_item(part, answer);
  return panel_html(words.html("sure.none"),
                    words.html("sure.none.under", {{"margin", margin_text(words, margin)}}),
                    list_html(items));
}

/// Under a ten-thousandth of its level a figure reads the same, wherever it moves.
bool reads_the_same(const Entry& entry) {
  const double seen = 1e-4 * std::fabs(entry.base);
  return std::fabs(entry.drift) < seen && std::fabs(entry.difference) < seen;
}

std::string drift_html(const Part& part) {
  const Language& words = part.words;
  std::string items;
  for (const Entry& entry : part.comparison.entries) {
    if (!leads(entry) || entry.finding != Finding::drifting || reads_the_same(entry)) continue;
    Entry drift = entry;
    drift.difference = entry.drift;
    drift.low = entry.drift_low;
    drift.high = entry.drift_high;
    items += fmt::format("<li>{}</li>\n",
                         words.html("sure.drift.row",
                                    {{"title", named(words, entry)},
                                     {"size", change_html(words, entry)},
                                     {"drift", change_html(words, drift)}}));
  }
  return panel_html(words.html("sure.drift"),
                    words.html("sure.drift.under"),
                    items.empty() ? "" : fmt::format("<ul>\n{}</ul>\n", items));
}

}  // namespace

std::string margin_text(const Language& words, double margin) {
  return words.number(fmt::format("{:g}", margin * 100.0));
}

std::string sure_html(const Part& part) {
  const std::string panels =
      precision_html(part) + looks_html(part) + no_effect_html(part) + drift_html(part);
  if (panels.empty()) return "";
  return fmt::format(
      "<section class='sure'><h2>{}</h2>\n<div class='panels'>\n{}</div></section>\n",
      part.words.html("sure.heading"),
      panels);
}

}  // namespace eveil::analysis

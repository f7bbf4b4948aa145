// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "analysis/report/html.hpp"
#include "analysis/report/looks.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

// Scopes of many rows have tables of their own.
bool has_own_table(const Entry& entry) {
  return entry.scope.starts_with("zone:") || entry.scope.starts_with("class:") ||
         entry.scope.starts_with("generator:");
}

// Causes that never came up and what has no number in either tell a reader nothing.
bool worth_a_row(const Entry& entry) {
  if (entry.finding == Finding::no_value) return false;
  const bool one_of_many =
      entry.definition == "service.refusals" || entry.definition == "trips.failed";
  return !one_of_many || entry.base != 0.0 || entry.variant != 0.0;
}

std::string finding_key(const Entry& entry) {
  switch (entry.finding) {
    case Finding::different:
      return entry.difference > 0.0 ? "higher" : "lower";
    case Finding::undecided:
      return entry.equivalence == Equivalence::equivalent ? "no_effect" : "undecided";
    case Finding::drifting:
      return "drifting";
    case Finding::none_exactly:
      return "none_exactly";
    case Finding::one_replication:
      return "one_replication";
    case Finding::only_variant:
      return entry.scope.starts_with("service:") ? "level" : "only_variant";
    case Finding::only_base:
      return "only_base";
    case Finding::no_value:
      return "no_value";
  }
  return "no_value";
}

// What a difference is among the many of its family, and whether it is shown not to matter.
std::string many_text(const Language& words, const Entry& entry) {
  std::string text;
  if (entry.finding == Finding::different && std::isfinite(entry.p_adjusted)) {
    text += words.html(lasts_correction(entry) ? "finding.lasts" : "finding.not_after",
                       {{"p",
                         entry.p_adjusted < 0.001 ? "<\u00a0" + words.number(0.001, 3)
                                                  : words.number(entry.p_adjusted, 3)}});
  }
  // Of an undecided difference "no effect" is the finding itself.
  const bool said =
      entry.finding == Finding::undecided && entry.equivalence == Equivalence::equivalent;
  if (entry.equivalence != Equivalence::not_asked && !said) {
    if (!text.empty()) text += "; ";
    const char* key = entry.equivalence == Equivalence::equivalent ? "finding.equivalent"
                      : entry.equivalence == Equivalence::not_equivalent
                          ? "finding.not_equivalent"
                          : "finding.equivalence_open";
    text += words.html(key);
  }
  return text.empty() ? "" : fmt::format(" <span class='ci'>{}</span>", text);
}

std::string finding_text(const Language& words, const Entry& entry, std::size_t pairs) {
  std::string text = words.html("finding." + finding_key(entry)) + many_text(words, entry);
  if (entry.finding != Finding::no_value && entry.replications < pairs) {
    text += " " + words.html("table.pairs",
                             {{"count", fmt::to_string(entry.replications)},
                              {"all", fmt::to_string(pairs)}});
  }
  return text;
}

std::string variant_cell(const Language& words, const Entry& entry) {
  std::string cell = words.level(entry, entry.variant);
  // Where nothing pairs, chance shows in the level's own interval.
  if (entry.finding == Finding::only_variant) cell += in_brackets(words.level_interval(entry));
  return cell;
}

std::string difference_cell(const Language& words, const Entry& entry) {
  if (entry.finding == Finding::none_exactly) return "0";
  return fmt::format("<span class='change'>{}</span>{}",
                     words.change(entry, entry.difference),
                     in_brackets(words.change_interval(entry)));
}

std::string row_of(const Language& words, const Entry& entry, std::size_t pairs) {
  return fmt::format(
      "<tr class='{}'><th scope='row' title='{}'>{}</th><td data-label='{}'>{}</td>"
      "<td data-label='{}'>{}</td><td data-label='{}'>{}</td><td class='finding'>{}</td></tr>\n",
      entry.finding == Finding::different ? "told" : "other",
      escaped(words.meaning(entry.definition)),
      escaped(words.title(entry)),
      words.html("table.base"),
      words.level(entry, entry.base),
      words.html("table.variant"),
      variant_cell(words, entry),
      words.html("table.difference"),
      difference_cell(words, entry),
      finding_text(words, entry, pairs));
}

std::string note_of(const Part& part, const std::string& scope) {
  const Entry* requests = find(part.comparison, scope, "service.requests");
  if (requests == nullptr) return "";
  std::string note;
  if (requests->only_variant) note += part.words.html("table.only_variant") + " ";
  if (!part.comparison.source.fleet_not_scaled.empty()) note += part.words.html("table.not_scaled");
  return note.empty() ? "" : fmt::format("<p class='small'>{}</p>\n", note);
}

std::string scope_table(const Part& part, const std::string& scope, const std::string& rows) {
  const Language& words = part.words;
  return fmt::format(
      "<h3>{}</h3>\n{}<table class='figures'><thead><tr><th scope='col'>{}</th>"
      "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th>"
      "<th scope='col' class='finding'>{}</th></tr></thead><tbody>\n{}</tbody></table>\n",
      scope_title(words, scope),
      note_of(part, scope),
      words.html("table.indicator"),
      words.html("table.base"),
      words.html("table.variant"),
      words.html("table.difference"),
      words.html("table.finding"),
      rows);
}

std::string all_tables(const Part& part) {
  std::string html;
  std::string scope;
  std::string rows;
  std::size_t left_out = 0;
  const auto close = [&] {
    if (!rows.empty()) html += scope_table(part, scope, rows);
    rows.clear();
  };
  for (const Entry& entry : part.comparison.entries) {
    if (has_own_table(entry)) continue;
    if (!worth_a_row(entry)) {
      ++left_out;
      continue;
    }
    if (entry.scope != scope) close();
    scope = entry.scope;
    rows += row_of(part.words, entry, part.comparison.source.replications.size());
  }
  close();
  if (left_out > 0) {
    html += fmt::format("<p class='small'>{}</p>\n",
                        part.words.html("table.left_out", {{"count", fmt::to_string(left_out)}}));
  }
  return html;
}

// How the intervals were had, what pairing saved, and what is held to be too small to matter.
std::string method_text(const Part& part) {
  const Language& words = part.words;
  const Source& source = part.comparison.source;
  const bool bootstrap = source.replications.size() >= bootstrap_from;
  std::string text = words.html(bootstrap ? "table.method.bootstrap" : "table.method.t");
  text += " " + words.html("table.method.many");
  if (source.equivalent_within > 0.0) {
    text += " " + words.html("table.method.equivalence",
                             {{"margin", margin_text(words, source.equivalent_within)}});
  }
  if (has_looks(source)) {
    const std::string rule = fmt::format("sure.looks.rule.{}", name_of(source.looks.spending));
    text += " " + words.html("table.method.looks",
                             {{"list", list_of_looks(words, source.looks)},
                              {"rule", words.html(rule)},
                              {"level", words.number(percent_of_level(look_now(source).level))}});
  }
  return text;
}

// Rises over the observed days, of the territory's main indicators.
std::string drifts(const Part& part) {
  const Language& words = part.words;
  std::string items;
  for (const std::string_view key : headlines()) {
    const Entry* entry = find(part.comparison, "territory", key);
    if (entry == nullptr || !std::isfinite(entry->drift)) continue;
    Entry drift = *entry;
    drift.difference = entry->drift;
    drift.low = entry->drift_low;
    drift.high = entry->drift_high;
    items += fmt::format(
        "<li>{}</li>\n",
        words.html("table.drift.row",
                   {{"title", escaped(words.title(*entry))},
                    {"base", words.number(readable_difference(*entry, entry->base_drift))},
                    {"variant", words.number(readable_difference(*entry, entry->variant_drift))},
                    {"drift", change_html(words, drift)}}));
  }
  if (items.empty()) return "";
  return fmt::format(
      "<details><summary>{}</summary>\n<p class='small'>{}</p>\n<ul>\n{}</ul></details>\n",
      words.html("table.drift"),
      words.html("table.drift.under"),
      items);
}

std::string definitions(const Part& part) {
  std::set<std::string_view> told;
  std::string items;
  for (const Entry& entry : part.comparison.entries) {
    if (!told.insert(entry.definition).second) continue;
    const std::string meaning = part.words.meaning(entry.definition);
    if (meaning.empty()) continue;
    Entry plain = entry;
    plain.indicator = plain.definition;
    items += fmt::format("<dt>{} <code>{}</code></dt><dd>{}</dd>\n",
                         escaped(part.words.title(plain)),
                         escaped(entry.definition),
                         escaped(meaning));
  }
  return fmt::format("<details><summary>{}</summary>\n<dl>\n{}</dl></details>\n",
                     part.words.html("table.definitions"),
                     items);
}

}  // namespace

std::string tables_html(const Part& part) {
  const Language& words = part.words;
  return fmt::format(
      "<details class='all'><summary>{}</summary>\n<p class='small'>{} {} "
      "{}</p>\n{}</details>\n{}{}{}",
      words.html("table.heading"),
      words.html("table.legend"),
      method_text(part),
      words.html("table.data", {{"data", escaped(years_of_data(words, part.comparison.source))}}),
      all_tables(part),
      places_html(part),
      drifts(part),
      definitions(part));
}

}  // namespace eveil::analysis

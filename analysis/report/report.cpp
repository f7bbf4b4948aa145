// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <set>

#include "analysis/report/forest_chart.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/style.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

std::string scope_title(const std::string& scope) {
  if (scope == "territory") return "The territory, on an average day";
  const std::size_t colon = scope.find(':');
  if (colon == std::string::npos) return scope;
  const std::string name = scope.substr(colon + 1);
  if (scope.starts_with("service:")) return fmt::format("The service {}", name);
  if (scope.starts_with("generator:")) return fmt::format("The mobility generator {}", name);
  return scope;
}

std::string scope_row(const std::string& scope, const Comparison& comparison) {
  const Source& source = comparison.source;
  const Entry* requests = find(comparison, scope, "service.requests");
  std::string note;
  if (requests != nullptr && requests->only_variant)
    note =
        "The base doesn't have it: what is counted compares with 0; its levels (wait, cost …) "
        "stand with their own 95 % intervals. ";
  if (requests != nullptr && !source.fleet_not_scaled.empty())
    note += "Fleet not scaled to the sample: as simulated, unexpanded, flattering.";
  return fmt::format("<tr class='scope'><th colspan='5'>{}{}</th></tr>\n",
                     escaped(scope_title(scope)),
                     note.empty() ? "" : fmt::format("<span class='small'>{}</span>", note));
}

// "61.3 %" with a quiet unit.
std::string amount(const std::string& number, const std::string& unit) {
  if (unit.empty() || number == "–") return number;
  return fmt::format("{} <span class='unit'>{}</span>", number, escaped(unit));
}

std::string in_brackets(const std::string& low, const std::string& high) {
  return fmt::format("<span class='interval'>{} to {}</span>", low, high);
}

std::string variant_cell(const Entry& entry) {
  std::string cell = amount(readable(entry, entry.variant), unit_of(entry, false));
  // Where nothing pairs, chance shows in the level's own interval.
  if (entry.finding == Finding::only_variant && std::isfinite(entry.variant_low))
    cell += in_brackets(readable(entry, entry.variant_low), readable(entry, entry.variant_high));
  return cell;
}

std::string difference_cell(const Entry& entry) {
  if (entry.finding == Finding::none_exactly) return "0";
  std::string cell =
      fmt::format("<span class='change'>{}</span>",
                  amount(readable_difference(entry, entry.difference), unit_of(entry, true)));
  if (std::isfinite(entry.low))
    cell +=
        in_brackets(readable_difference(entry, entry.low), readable_difference(entry, entry.high));
  return cell;
}

std::string finding_cell(const Entry& entry, std::size_t pairs) {
  std::string text(name_of(entry.finding));
  if (entry.finding == Finding::different) text = entry.difference > 0.0 ? "higher" : "lower";
  if (entry.finding == Finding::only_variant && entry.scope.starts_with("service:")) text = "level";
  if (entry.finding != Finding::no_value && entry.replications < pairs)
    text += fmt::format(" ({} of {} pairs)", entry.replications, pairs);
  return text;
}

std::string row_of(const Entry& entry, std::size_t pairs) {
  return fmt::format(
      "<tr class='{}'><td>{}</td><td data-label='Base'>{}</td><td data-label='Variant'>{}</td>"
      "<td data-label='Difference'>{}</td><td>{}</td></tr>\n",
      entry.finding == Finding::different ? "told" : "other",
      escaped(title_of(entry)),
      amount(readable(entry, entry.base), unit_of(entry, false)),
      variant_cell(entry),
      difference_cell(entry),
      finding_cell(entry, pairs));
}

// Causes that never came up and what has no number in either tell a reader nothing.
bool worth_a_row(const Entry& entry) {
  if (entry.finding == Finding::no_value) return false;
  const bool one_of_many =
      entry.definition == "service.refusals" || entry.definition == "trips.failed";
  return !one_of_many || entry.base != 0.0 || entry.variant != 0.0;
}

std::string table_of(const Comparison& comparison) {
  std::string html =
      "<table><thead><tr><th>Indicator</th><th>Base</th><th>Variant</th>"
      "<th>Difference, 95 % interval</th><th>Finding</th></tr></thead><tbody>\n";
  std::string scope;
  std::size_t left_out = 0;
  for (const Entry& entry : comparison.entries) {
    if (entry.scope.starts_with("zone:") || entry.scope.starts_with("class:")) continue;
    if (!worth_a_row(entry)) {
      ++left_out;
      continue;
    }
    if (entry.scope != scope) {
      scope = entry.scope;
      html += scope_row(scope, comparison);
    }
    html += row_of(entry, comparison.source.replications.size());
  }
  html +=
      "</tbody></table>\n<p class='legend'>A difference is variant − base, paired run by run. "
      "Higher, lower: its 95 % interval leaves out zero. Undecided: the interval holds zero, so "
      "that these runs can't tell.";
  if (left_out > 0)
    html += fmt::format(
        " {} indicators without any count or value are left out here; "
        "comparison.csv has them.",
        left_out);
  return html + "</p>\n";
}

std::string list_of(const std::vector<std::string>& lines) {
  std::string html = "<ul>\n";
  for (const std::string& line : lines) html += fmt::format("<li>{}</li>\n", escaped(line));
  return html + "</ul>\n";
}

// How much base, variant and their difference still moved over the observed days.
std::string drifts_of(const Comparison& comparison) {
  std::vector<std::string> lines;
  for (const std::string_view key : headlines()) {
    const Entry* entry = find(comparison, "territory", key);
    if (entry == nullptr || !std::isfinite(entry->drift)) continue;
    const std::string interval = std::isfinite(entry->drift_low)
                                     ? fmt::format(" ({} to {})",
                                                   readable_difference(*entry, entry->drift_low),
                                                   readable_difference(*entry, entry->drift_high))
                                     : "";
    lines.push_back(
        fmt::format("{}: base {}, variant {}, their difference {}{}",
                    title_of(*entry),
                    readable_difference(*entry, entry->base_drift),
                    readable_difference(*entry, entry->variant_drift),
                    with_unit(readable_difference(*entry, entry->drift), unit_of(*entry, true)),
                    interval));
  }
  if (lines.empty()) return "";
  return "<details><summary>Drift over the observed days</summary>\n<p class='small'>What a line "
         "through the days rises from the first to the last, mean of the runs, with the 95 % "
         "interval of the paired difference. Where that leaves out zero and is more than a third "
         "of "
         "the difference, the finding is undecided.</p>\n" +
         list_of(lines) + "</details>\n";
}

std::string definitions_of(const std::vector<Comparison>& comparisons) {
  std::set<std::string> told;
  std::string html = "<details><summary>What each indicator is</summary>\n<dl>\n";
  for (const Comparison& comparison : comparisons) {
    for (const Entry& entry : comparison.entries) {
      const std::string_view meaning = meaning_of(entry.definition);
      if (meaning.empty() || !told.insert(entry.definition).second) continue;
      Entry plain = entry;
      plain.indicator = plain.definition;
      html += fmt::format("<dt>{} <span class='small'>{}</span></dt><dd>{}</dd>\n",
                          escaped(title_of(plain)),
                          escaped(entry.definition),
                          escaped(meaning));
    }
  }
  return html + "</dl></details>\n";
}

std::string section_of(const Comparison& comparison) {
  const Source& source = comparison.source;
  std::string html = fmt::format("<h2>“{}” against “{}”</h2>\n<div class='findings'>\n",
                                 escaped(source.variant_scenario),
                                 escaped(source.base_scenario));
  for (const std::string& sentence : findings(comparison))
    html += fmt::format("<p>{}</p>\n", escaped(sentence));
  html += "</div>\n";
  const std::string chart = forest_chart(comparison);
  if (!chart.empty()) {
    html += "<h2>What changes in the territory</h2>\n" + chart +
            "<p class='legend'>Points are differences, lines their 95 % intervals, in percent of "
            "the base; the numbers on the right are in their own units. Blue and filled: the "
            "interval leaves out zero. Grey and open: no difference can be told.</p>\n";
  }
  return html + "<h2>All figures</h2>\n" + table_of(comparison) + drifts_of(comparison);
}

std::string sources_of(const Source& source) {
  std::vector<std::string> lines = {
      fmt::format(
          "Territory {}; seed {}; pairs of runs: {}; days after the fork: {}; an observation "
          "is the mean of the last {} days.",
          source.territory,
          source.seed,
          source.replications.size(),
          source.fork_days,
          source.average_days),
      source.learnt_from.empty()
          ? fmt::format("Made with Éveil {}.", source.program_version)
          : fmt::format("Made with Éveil {}; both sides start from the learnt state {}….",
                        source.program_version,
                        source.learnt_from.substr(0, 16))};
  for (const std::string& years : source.data_years)
    lines.push_back("Dates of the transit feed " + years + ".");
  lines.insert(lines.end(), source.licences.begin(), source.licences.end());
  return "<h2>Where this comes from</h2>\n" + list_of(lines);
}

}  // namespace

std::string report_html(const std::vector<Comparison>& comparisons) {
  if (comparisons.empty()) return "";
  const Source& source = comparisons.front().source;
  std::string html = fmt::format(
      "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
      "<meta name='viewport' content='width=device-width, initial-scale=1'>"
      "<title>{0}: what changes</title>\n<style>{1}</style></head>\n<body><main>\n"
      "<h1>{0}: what changes, and how sure that is</h1>\n"
      "<p class='under'>The same modelled people on the same days, with and without. Every "
      "difference comes with its 95 % interval.</p>\n",
      escaped(source.territory),
      report_style);
  for (const Comparison& comparison : comparisons) html += section_of(comparison);
  html += "<h2>What this does not say</h2>\n" + list_of(limits_of(comparisons.back().source));
  html += definitions_of(comparisons) + sources_of(source);
  return html + "</main></body></html>\n";
}

}  // namespace eveil::analysis

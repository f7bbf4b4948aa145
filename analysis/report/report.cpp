// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "analysis/report/forest_chart.hpp"
#include "analysis/report/html.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

constexpr std::string_view style = R"(
:root { --ink: #1d2733; --quiet: #5b6875; --line: #d9dfe5; --told: #0b5fa5; --open: #8a96a3; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f5f7; color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; background: var(--paper); padding: 2.2rem clamp(1rem, 4vw, 3rem) 3rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
.under { color: var(--quiet); margin: 0 0 1.4rem; }
.findings { border-left: 4px solid var(--told); padding: .1rem 0 .1rem 1.1rem; }
.findings p { margin: .55rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .32rem .55rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th:first-child, td:first-child, td:last-child, th:last-child { text-align: left; }
thead th { color: var(--quiet); font-weight: 600; border-bottom: 2px solid var(--line); }
tr.scope th { text-align: left; padding-top: 1.1rem; font-size: .95rem; border-bottom: 2px solid var(--line); }
tr.different td:nth-child(4) { color: var(--told); font-weight: 650; }
td.unit, td.finding { color: var(--quiet); }
svg { width: 100%; height: auto; display: block; }
svg text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink); }
svg .label { text-anchor: end; }
svg .value { text-anchor: middle; font-size: 11.5px; fill: var(--quiet); }
svg .tick { text-anchor: middle; font-size: 12px; fill: var(--quiet); }
svg .grid { stroke: var(--line); }
svg .zero { stroke: var(--ink); }
svg line.told { stroke: var(--told); stroke-width: 3; }
svg line.open { stroke: var(--open); stroke-width: 3; stroke-dasharray: 5 3; }
svg circle.told { fill: var(--told); }
svg circle.open { fill: var(--paper); stroke: var(--open); stroke-width: 2.5; }
.legend, .small { color: var(--quiet); font-size: .86rem; }
dl { font-size: .9rem; } dt { font-weight: 600; margin-top: .5rem; } dd { margin: 0; color: var(--quiet); }
li { margin: .25rem 0; }
@media print { body { background: #fff; } main { padding: 0; max-width: none; } tr, svg { break-inside: avoid; } }
)";

std::string scope_title(const std::string& scope) {
  if (scope == "territory") return "The territory";
  const std::size_t colon = scope.find(':');
  const std::string name = scope.substr(colon + 1);
  if (scope.starts_with("service:")) return fmt::format("The service {}", name);
  if (scope.starts_with("generator:")) return fmt::format("The mobility generator {}", name);
  return scope;
}

std::string interval_of(const Entry& entry) {
  if (std::isfinite(entry.low)) {
    return fmt::format(
        "{} to {}", readable_difference(entry, entry.low), readable_difference(entry, entry.high));
  }
  if (entry.only_variant && std::isfinite(entry.variant_low)) {
    return fmt::format(
        "level {} to {}", readable(entry, entry.variant_low), readable(entry, entry.variant_high));
  }
  return "–";
}

std::string row_of(const Entry& entry) {
  return fmt::format(
      "<tr class='{}'><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td "
      "class='unit'>{}</td>"
      "<td class='finding'>{}</td></tr>\n",
      entry.finding == Finding::different ? "different" : "other",
      escaped(title_of(entry)),
      readable(entry, entry.base),
      readable(entry, entry.variant),
      readable_difference(entry, entry.difference),
      interval_of(entry),
      escaped(unit_of(entry, false)),
      name_of(entry.finding));
}

std::string table_of(const Comparison& comparison) {
  std::string html =
      "<div "
      "class='wide'><table><thead><tr><th>Indicator</th><th>Base</th><th>Variant</"
      "th><th>Difference</th>"
      "<th>95 % interval</th><th>Unit</th><th>Finding</th></tr></thead><tbody>\n";
  std::string scope;
  for (const Entry& entry : comparison.entries) {
    if (entry.scope != scope) {
      scope = entry.scope;
      html += fmt::format("<tr class='scope'><th colspan='7'>{}</th></tr>\n",
                          escaped(scope_title(scope)));
    }
    html += row_of(entry);
  }
  return html + "</tbody></table></div>\n";
}

std::string definitions_of(const std::vector<Comparison>& comparisons) {
  std::set<std::string> told;
  std::string html = "<h2>What each indicator is</h2>\n<dl>\n";
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
  return html + "</dl>\n";
}

std::string list_of(const std::vector<std::string>& lines) {
  std::string html = "<ul>\n";
  for (const std::string& line : lines) html += fmt::format("<li>{}</li>\n", escaped(line));
  return html + "</ul>\n";
}

std::string section_of(const Comparison& comparison) {
  const Source& source = comparison.source;
  std::string html = fmt::format("<h2>{} against {}</h2>\n<div class='findings'>\n",
                                 escaped(source.variant_scenario),
                                 escaped(source.base_scenario));
  for (const std::string& sentence : findings(comparison))
    html += fmt::format("<p>{}</p>\n", escaped(sentence));
  html += "</div>\n";
  const std::string chart = forest_chart(comparison);
  if (!chart.empty()) {
    html += "<h2>What changes in the territory</h2>\n" + chart +
            "<p class='legend'>Filled and blue: the 95 % interval leaves out zero. Open and "
            "dashed: no difference can "
            "be told. Numbers are the differences in their own units.</p>\n";
  }
  return html + "<h2>All figures</h2>\n" + table_of(comparison);
}

std::string sources_of(const Source& source) {
  std::vector<std::string> lines = {
      fmt::format("Territory {}; seed {}; {} replications, each {} days after the fork, the last "
                  "{} averaged; a "
                  "difference is variant - base of the same replication.",
                  source.territory,
                  source.seed,
                  source.replications.size(),
                  source.fork_days,
                  source.average_days),
      fmt::format("Made with Éveil {}; learnt from state {}.",
                  source.program_version,
                  source.learnt_from.substr(0, 16))};
  for (const std::string& years : source.data_years)
    lines.push_back("Dates of the transit feed " + years + ".");
  lines.insert(lines.end(), source.licences.begin(), source.licences.end());
  return "<h2>Where this comes from</h2>\n" + list_of(lines);
}

}  // namespace

std::string report_html(const std::vector<Comparison>& comparisons) {
  const Source& source = comparisons.front().source;
  std::string html = fmt::format(
      "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
      "<meta name='viewport' content='width=device-width, initial-scale=1'>"
      "<title>{0}: what changes</title>\n<style>{1}</style></head>\n<body><main>\n"
      "<h1>{0}: what changes, and how sure that is</h1>\n"
      "<p class='under'>An ordinary weekday, with and without; every difference with its 95 % "
      "interval.</p>\n",
      escaped(source.territory),
      style);
  for (const Comparison& comparison : comparisons) html += section_of(comparison);
  html += "<h2>What this does not say</h2>\n" + list_of(limits_of(source));
  html += definitions_of(comparisons) + sources_of(source);
  return html + "</main></body></html>\n";
}

}  // namespace eveil::analysis

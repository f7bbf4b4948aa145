// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/report.hpp"

#include <fmt/format.h>

#include <cstddef>

#include "analysis/report/assets.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/looks.hpp"
#include "analysis/report/map_data.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/wording.hpp"
#include "geo/base/json.hpp"

namespace eveil::analysis {

namespace {

using Parts = std::vector<Part>;

std::string heading(const Part& part) {
  const Language& words = part.words;
  const std::string place = escaped(part.comparison.source.territory);
  const std::vector<std::string> services = services_of(part.comparison);
  if (services.size() == 1)
    return words.html("page.heading.service",
                      {{"place", place}, {"what", escaped(services.front())}});
  return words.html("page.heading",
                    {{"place", place}, {"what", escaped(part.comparison.source.variant_scenario)}});
}

std::string versus(const Part& part) {
  const Source& source = part.comparison.source;
  return part.words.html(
      "page.versus",
      {{"variant", escaped(source.variant_scenario)}, {"base", escaped(source.base_scenario)}});
}

// What every figure is, and in brackets its interval.
std::string under_html(const Part& part) {
  const Source& source = part.comparison.source;
  if (!has_looks(source) || look_now(source).number == 0) return part.words.html("page.under");
  return part.words.html("page.under.looks",
                         {{"level", part.words.number(percent_of_level(look_now(source).level))}});
}

std::string head_html(const Parts& parts) {
  const Part& first = parts.front();
  const Language& words = first.words;
  std::string html = fmt::format("<header class='head'>\n<p class='kicker'>{}</p>\n<h1>{}</h1>\n",
                                 words.html("page.kicker"),
                                 heading(first));
  if (parts.size() == 1 || first.verdict == nullptr) html += verdict_html(first);
  std::string pairs;
  if (parts.size() == 1) pairs = versus(first) + ". ";
  return html + fmt::format("<p class='under'>{}{}</p>\n</header>\n", pairs, under_html(first));
}

std::string map_html(const Part& part) {
  const Language& words = part.words;
  const Source& source = part.comparison.source;
  return fmt::format(
      "<section class='map-section'><h2>{}</h2>\n<p class='under'>{}</p>\n"
      "<div class='map-slot' data-variant='{}' aria-label='{}'></div>\n"
      "<noscript><p class='note'>{}</p></noscript></section>\n",
      words.html("map.heading"),
      words.html("map.under", {{"pairs", fmt::to_string(source.replications.size())}}),
      part.number,
      words.html("map.label", {{"place", escaped(source.territory)}}),
      words.html("map.noscript"));
}

std::string comparison_html(const Part& part, bool alone, bool has_map) {
  std::string html;
  if (!alone)
    html += fmt::format("<h2 class='variant'>{}</h2>\n{}",
                        versus(part),
                        part.verdict == nullptr ? "" : verdict_html(part));
  html += fmt::format("<section class='lead'><h2>{}</h2>\n{}{}</section>\n",
                      part.words.html("summary.heading"),
                      cards_html(part),
                      summary_html(part));
  html += sure_html(part) + winners_html(part);
  if (has_map) html += map_html(part);
  return html + charts_html(part) + distributions_html(part) + sensitivity_html(part) +
         sites_html(part) +
         fmt::format("<section class='tables'><h2>{}</h2>\n", part.words.html("table.all")) +
         tables_html(part) + "</section>\n";
}

std::string inside_html(const Parts& parts, bool has_map) {
  std::string html = head_html(parts) + variants_html(parts);
  for (const Part& part : parts) html += comparison_html(part, parts.size() == 1, has_map);
  return html + limits_html(parts.back()) + facts_html(parts.front());
}

// Words and marks that scripts fill in: of the map, of kinds of generators, of sorting.
Json texts_json(const Language& words) {
  Json texts;
  for (const auto& [key, text] : words.texts()) {
    if (key.starts_with("map.") || key.starts_with("kind.") || key.starts_with("by.") ||
        key == "table.sort")
      texts[std::string(key)] = words.template_of(key);
  }
  return texts;
}

}  // namespace

std::string report_html(const std::vector<Comparison>& comparisons,
                        const std::vector<Detail>& details,
                        const std::vector<Verdict>& verdicts) {
  if (comparisons.empty()) return std::string();
  const Json map = map_data(comparisons, details);
  Page page;
  page.data["map"] = map;
  for (const Language& words : {Language::english(), Language::french()}) {
    Parts parts;
    parts.reserve(comparisons.size());
    for (std::size_t row = 0; row < comparisons.size(); ++row) {
      const Verdict* verdict = row < verdicts.size() ? &verdicts[row] : nullptr;
      parts.push_back({words, comparisons[row], details[row], verdict, row});
    }
    const std::string title =
        words.html("page.title", {{"place", escaped(comparisons.front().source.territory)}});
    if (page.english_title.empty()) page.english_title = title;
    page.articles += article_html(words, title, inside_html(parts, !map.is_null()));
    page.data["texts"][std::string(words.code())] = texts_json(words);
  }
  if (!map.is_null()) {
    page.styles = {assets::leaflet_css()};
    page.scripts = {assets::leaflet_js(),
                    assets::map_shapes_js(),
                    assets::map_player_js(),
                    assets::map_frame_js(),
                    assets::map_js()};
  }
  return whole_page(page);
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/report.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>

#include "analysis/report/assets.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/map_data.hpp"
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

std::string head_html(const Parts& parts) {
  const Part& first = parts.front();
  const Language& words = first.words;
  std::string html = fmt::format("<header class='head'>\n<p class='kicker'>{}</p>\n<h1>{}</h1>\n",
                                 words.html("page.kicker"),
                                 heading(first));
  if (parts.size() == 1 || first.verdict == nullptr) html += verdict_html(first);
  std::string pairs;
  if (parts.size() == 1) pairs = versus(first) + ". ";
  return html +
         fmt::format("<p class='under'>{}{}</p>\n</header>\n", pairs, words.html("page.under"));
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
  html += winners_html(part);
  if (has_map) html += map_html(part);
  return html + charts_html(part) + distributions_html(part) + sensitivity_html(part) +
         sites_html(part) +
         fmt::format("<section class='tables'><h2>{}</h2>\n", part.words.html("table.all")) +
         tables_html(part) + "</section>\n";
}

std::string page_html(const Parts& parts, bool has_map) {
  const Language& words = parts.front().words;
  std::string html = fmt::format(
      "<article class='page' id='page-{0}' lang='{0}' data-title='{1}'>\n",
      words.code(),
      words.html("page.title", {{"place", escaped(parts.front().comparison.source.territory)}}));
  html += head_html(parts) + variants_html(parts);
  for (const Part& part : parts) html += comparison_html(part, parts.size() == 1, has_map);
  html += limits_html(parts.back()) + facts_html(parts.front());
  return html + "</article>\n";
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

// JSON inside a page: no text of it can end the element that holds it.
std::string inlined(const Json& json) {
  std::string text;
  for (const char c : to_line(json)) text += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return text;
}

std::string switch_html(const Language& words, const char* name, bool first) {
  return fmt::format(
      "<input type='radio' name='lang' class='lang-input' id='lang-{0}' value='{0}' "
      "autocomplete='off'{1} aria-label='{2}'>\n",
      words.code(),
      first ? " checked" : "",
      name);
}

std::string script(std::string_view text) { return fmt::format("<script>{}</script>\n", text); }

}  // namespace

std::string report_html(const std::vector<Comparison>& comparisons,
                        const std::vector<Detail>& details,
                        const std::vector<Verdict>& verdicts) {
  if (comparisons.empty()) return std::string();
  const Json map = map_data(comparisons, details);
  const std::array<Language, 2> languages = {Language::english(), Language::french()};
  const std::string title = languages.front().html(
      "page.title", {{"place", escaped(comparisons.front().source.territory)}});
  std::string html = fmt::format(
      "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
      "<meta name='viewport' content='width=device-width, initial-scale=1'>"
      "<title>{}</title>\n<style>{}{}</style></head>\n<body>\n",
      title,
      map.is_null() ? std::string_view() : assets::leaflet_css(),
      assets::report_css());
  html += switch_html(languages[0], "English", true) + switch_html(languages[1], "Français", false);
  html +=
      "<nav class='langs'><label for='lang-en' lang='en'>English</label>"
      "<label for='lang-fr' lang='fr'>Français</label></nav>\n<main>\n";
  Json data;
  data["map"] = map;
  for (const Language& words : languages) {
    Parts parts;
    for (std::size_t row = 0; row < comparisons.size(); ++row) {
      const Verdict* verdict = row < verdicts.size() ? &verdicts[row] : nullptr;
      parts.push_back({words, comparisons[row], details[row], verdict, row});
    }
    html += page_html(parts, !map.is_null());
    data["texts"][std::string(words.code())] = texts_json(words);
  }
  html += fmt::format("</main>\n<script type='application/json' id='report-data'>{}</script>\n",
                      inlined(data));
  if (!map.is_null()) html += script(assets::leaflet_js()) + script(assets::map_js());
  return html + script(assets::page_js()) + "</body></html>\n";
}

}  // namespace eveil::analysis

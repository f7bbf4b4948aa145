// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/charts.hpp"
#include "analysis/report/forest_chart.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"

namespace eveil::analysis {

namespace {

std::string bar(const char* style, double share) {
  return fmt::format("<span class='bar {}' style='width:{:.2f}%'></span>",
                     style,
                     std::clamp(share, 0.0, 1.0) * 100.0);
}

std::string mode_row(const Language& words, const Entry& entry) {
  const std::string mode = entry.indicator.substr(entry.definition.size() + 1);
  return fmt::format(
      "<tr><th scope='row'>{}</th><td class='bars'>{}{}</td><td class='pair'><span "
      "class='was'>{}</span> <span class='is'>{}</span></td><td class='by'>{}</td></tr>\n",
      escaped(words.mode(mode)),
      bar("base", std::isfinite(entry.base) ? entry.base : 0.0),
      bar("variant", std::isfinite(entry.variant) ? entry.variant : 0.0),
      words.level(entry, entry.base),
      words.level(entry, entry.variant),
      entry.finding == Finding::none_exactly ? "0" : change_html(words, entry));
}

std::string modes_chart(const Part& part) {
  const Language& words = part.words;
  std::string rows;
  for (const Entry& entry : part.comparison.entries) {
    if (entry.scope == "territory" && entry.definition == "mode_share" &&
        entry.indicator != entry.definition)
      rows += mode_row(words, entry);
  }
  if (rows.empty()) return "";
  return fmt::format(
      "<figure class='panel'><figcaption><h3>{}</h3><p>{} {} {}</p></figcaption>"
      "<table class='shares'>{}</table></figure>\n",
      words.html("chart.modes"),
      words.html("chart.modes.under"),
      key_html("base", words.html("chart.modes.base")),
      key_html("variant", words.html("chart.modes.variant")),
      rows);
}

}  // namespace

std::string charts_html(const Part& part) {
  const Language& words = part.words;
  std::string panels = modes_chart(part);
  std::string under = words.html("chart.forest.under");
  if (const double margin = part.comparison.source.equivalent_within; margin > 0.0)
    under += " " + words.html("chart.forest.margin", {{"margin", margin_text(words, margin)}});
  panels += panel_html(words.html("chart.forest"), under, forest_chart(words, part.comparison));
  for (const ServiceDetail& service : part.detail.services) {
    const std::string keys = key_html("served", words.html("chart.hours.served")) + " " +
                             key_html("refused", words.html("chart.hours.refused")) + " " +
                             key_html("other", words.html("chart.hours.other"));
    panels += panel_html(words.html("chart.hours", {{"service", escaped(service.name)}}),
                         words.html("chart.hours.under") + " " + keys,
                         hours_chart(words, service));
  }
  panels += panel_html(words.html("chart.learning"),
                       words.html("chart.learning.under") + " " +
                           key_html("base", words.html("chart.modes.base")) + " " +
                           key_html("variant", words.html("chart.modes.variant")),
                       learning_charts(words, part.detail.learning));
  if (panels.empty()) return "";
  return fmt::format(
      "<section class='charts'><h2>{}</h2>\n<div class='panels'>\n{}</div></section>\n",
      words.html("chart.heading"),
      panels);
}

}  // namespace eveil::analysis

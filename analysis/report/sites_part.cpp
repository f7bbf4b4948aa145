// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/charts.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"

namespace eveil::analysis {

namespace {

bool told(const Interval& change) {
  return std::isfinite(change.low) && (change.low > 0.0 || change.high < 0.0);
}

// Base, variant and difference of a figure as cells; shares in percent.
std::string row_html(const Language& words,
                     const std::string& title,
                     const Both& value,
                     bool share) {
  const double factor = share ? 100.0 : 1.0;
  const int decimals = share ? 1 : 0;
  const std::string unit = share ? "\u202f%" : "";
  const auto level = [&](const Interval& one) {
    return std::isfinite(one.mean) ? words.number(one.mean * factor, decimals) + unit : "–";
  };
  const auto signed_text = [&](double one) {
    return words.difference(one * factor, share ? 2 : 1);
  };
  const bool equal = value.difference.mean == 0.0 && !(value.difference.low < 0.0);
  std::string interval;
  const Interval& change = value.difference;
  if (std::isfinite(change.low) && !equal) {
    interval = words.say("interval",
                         {{"low", signed_text(change.low)}, {"high", signed_text(change.high)}});
  }
  return fmt::format(
      "<tr class='{}'><th scope='row'>{}</th><td data-label='{}'>{}</td><td "
      "data-label='{}'>{}</td><td data-label='{}'><span class='change'>{}</span>{}</td></tr>\n",
      told(change) ? "told" : "other",
      title,
      words.html("table.base"),
      level(value.base),
      words.html("table.variant"),
      level(value.variant),
      words.html("table.difference"),
      equal                        ? "0"
      : std::isfinite(change.mean) ? signed_text(change.mean)
                                   : "–",
      in_brackets(interval));
}

std::string table_html(const Language& words, const std::string& first, const std::string& rows) {
  return fmt::format(
      "<table class='figures spread'><thead><tr><th scope='col'>{}</th><th scope='col'>{}</th><th "
      "scope='col'>{}</th><th scope='col'>{}</th></tr></thead><tbody>\n{}</tbody></table>\n",
      first,
      words.html("table.base"),
      words.html("table.variant"),
      words.html("table.difference"),
      rows);
}

std::string modes_html(const Language& words, const SiteDetail& site) {
  std::string rows;
  for (const auto& [mode, arrivals] : site.modes)
    rows += row_html(words, escaped(words.mode(mode)), arrivals, false);
  rows += row_html(words, words.html("site.all"), site.arrivals, false);
  return table_html(words, words.html("site.by_mode"), rows);
}

std::string facts_html(const Language& words, const SiteDetail& site) {
  std::string rows = row_html(words, words.html("site.co2e"), site.co2e_kg, false);
  if (std::isfinite(site.parking)) {
    rows += row_html(words,
                     words.html("site.parked", {{"places", words.number(site.parking, 0)}}),
                     site.parked_most,
                     false);
    rows += row_html(words, words.html("site.refused"), site.parking_refused, false);
    rows += row_html(words, words.html("site.street"), site.parking_street, false);
  }
  return table_html(words, words.html("site.facts"), rows);
}

std::string people_html(const Language& words, const SiteDetail& site) {
  std::string rows;
  for (std::size_t trait = 0; trait < arrivers.size(); ++trait) {
    const Both& share = site.people[trait];
    if (share.base.mean > 0.0 || share.variant.mean > 0.0)
      rows += row_html(words, words.html(fmt::format("site.who.{}", arrivers[trait])), share, true);
  }
  return rows.empty() ? "" : table_html(words, words.html("site.who"), rows);
}

std::string site_html(const Part& part, const SiteDetail& site) {
  const Language& words = part.words;
  const std::string keys = key_html("base", words.html("chart.modes.base")) + " " +
                           key_html("variant", words.html("chart.modes.variant"));
  std::string panels =
      panel_html(words.html("site.how"), words.html("site.how.under"), modes_html(words, site));
  panels += panel_html(words.html("site.when"),
                       words.html("site.when.under") + " " + keys,
                       arrivals_chart(words, site));
  panels +=
      panel_html(words.html("site.facts"), words.html("site.facts.under"), facts_html(words, site));
  panels +=
      panel_html(words.html("site.who"), words.html("site.who.under"), people_html(words, site));
  return fmt::format(
      "<details class='site'><summary>{} <span class='small'>{}, {}</span></summary>\n<div "
      "class='panels'>\n{}</div></details>\n",
      escaped(site.name),
      escaped(words.say_or("kind." + site.kind, site.kind)),
      words.html("site.arrivals", {{"count", words.number(site.arrivals.variant.mean, 0)}}),
      panels);
}

}  // namespace

std::string sites_html(const Part& part) {
  std::string sites;
  for (const SiteDetail& site : part.detail.sites) {
    if (site.arrivals.base.mean > 0.0 || site.arrivals.variant.mean > 0.0)
      sites += site_html(part, site);
  }
  if (sites.empty()) return "";
  return fmt::format("<section class='sites'><h2>{}</h2>\n<p class='under'>{}</p>\n{}</section>\n",
                     part.words.html("site.heading"),
                     part.words.html("site.under"),
                     sites);
}

}  // namespace eveil::analysis

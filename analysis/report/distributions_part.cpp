// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/html.hpp"
#include "analysis/report/parts.hpp"
#include "analysis/report/plot.hpp"

namespace eveil::analysis {

namespace {

bool is_ratio(const Distribution& one) { return one.measure == "detour"; }

std::string value_text(const Language& words, const Distribution& one, double value) {
  if (!std::isfinite(value)) return "–";
  return is_ratio(one) ? "×\u202f" + words.number(value, 2) : words.number(value, 1) + "\u00a0min";
}

std::string interval_html(const Language& words, const Interval& value, int decimals, bool sign) {
  if (!std::isfinite(value.low)) return "";
  const auto number = [&](double one) {
    return sign ? words.difference(one, decimals) : words.number(one, decimals);
  };
  return in_brackets(
      words.say("interval", {{"low", number(value.low)}, {"high", number(value.high)}}));
}

// A hundredth on the right may be far away: the axis ends where the last but two is.
double reach(const std::vector<double>& curve) {
  return curve.empty() ? 0.0 : curve[curve.size() - 3];
}

std::vector<Point> points_of(const std::vector<double>& curve, double low, double high) {
  std::vector<Point> points;
  for (std::size_t at = 0; at < curve.size(); ++at) {
    const double share = 100.0 * static_cast<double>(at) / static_cast<double>(curve.size() - 1);
    if (curve[at] <= high) points.push_back({std::max(curve[at], low), share});
  }
  return points;
}

std::string chart(const Part& part, const Distribution& one) {
  const Language& words = part.words;
  const double low = is_ratio(one) ? 1.0 : 0.0;
  const double high = std::max(reach(one.base), reach(one.variant));
  if (!(high > low)) return "";
  const Plot plot{low, high, 0.0, 100.0};
  std::string svg = plot.opened("spread", words.html("spread.label")) +
                    plot.grid(words,
                              words.html(is_ratio(one) ? "spread.x.ratio" : "spread.x.minutes"),
                              words.html("spread.y"),
                              "",
                              "\u202f%");
  if (!one.base.empty()) svg += plot.line(points_of(one.base, low, high), "base");
  if (!one.variant.empty()) svg += plot.line(points_of(one.variant, low, high), "variant");
  return svg + plot.closed();
}

std::string difference_html(const Language& words,
                            const Distribution& one,
                            const Interval& change) {
  if (change.mean == 0.0 && !(change.low < 0.0)) return "0";  // in every replication
  const int decimals = is_ratio(one) ? 3 : 2;
  return fmt::format("{}{}{}",
                     words.difference(change.mean, decimals),
                     is_ratio(one) || !std::isfinite(change.mean) ? "" : "\u00a0min",
                     interval_html(words, change, decimals, true));
}

std::string row_html(const Language& words, const Distribution& one, const QuantileRow& row) {
  const int decimals = is_ratio(one) ? 2 : 1;
  const bool both = std::isfinite(row.difference.mean);
  // Where the two don't pair the variant's own interval says how sure it is.
  const std::string with = value_text(words, one, row.variant.mean) +
                           (both ? "" : interval_html(words, row.variant, decimals, false));
  std::string html =
      fmt::format("<tr><th scope='row'>{}</th>",
                  words.html(fmt::format("spread.share.{}", std::lround(row.share * 100.0))));
  if (!one.base.empty())
    html += fmt::format("<td data-label='{}'>{}</td>",
                        words.html("table.base"),
                        value_text(words, one, row.base.mean));
  html += fmt::format("<td data-label='{}'>{}</td>", words.html("table.variant"), with);
  if (!one.base.empty())
    html += fmt::format("<td data-label='{}'>{}</td>",
                        words.html("table.difference"),
                        difference_html(words, one, row.difference));
  return html + "</tr>\n";
}

std::string table(const Language& words, const Distribution& one) {
  std::string rows;
  for (const QuantileRow& row : one.rows) rows += row_html(words, one, row);
  std::string heads = fmt::format("<th scope='col'>{}</th>", words.html("spread.at_most"));
  if (!one.base.empty()) heads += fmt::format("<th scope='col'>{}</th>", words.html("table.base"));
  heads += fmt::format("<th scope='col'>{}</th>", words.html("table.variant"));
  if (!one.base.empty())
    heads += fmt::format("<th scope='col'>{}</th>", words.html("table.difference"));
  return fmt::format(
      "<table class='figures spread'><thead><tr>{}</tr></thead><tbody>\n{}</tbody></table>",
      heads,
      rows);
}

}  // namespace

std::string distributions_html(const Part& part) {
  const Language& words = part.words;
  std::string panels;
  for (const Distribution& one : part.detail.distributions) {
    std::string keys;
    if (!one.base.empty()) keys += key_html("base", words.html("chart.modes.base")) + " ";
    if (!one.variant.empty()) keys += key_html("variant", words.html("chart.modes.variant"));
    const std::string title =
        words.html(fmt::format("spread.{}", one.measure), {{"service", escaped(one.service)}});
    panels += panel_html(title,
                         words.html(fmt::format("spread.{}.under", one.measure)) + " " + keys,
                         chart(part, one) + table(words, one));
  }
  if (panels.empty()) return "";
  return fmt::format(
      "<section class='charts'><h2>{}</h2>\n<p class='under'>{}</p>\n<div "
      "class='panels'>\n{}</div></section>\n",
      words.html("spread.heading"),
      words.html("spread.heading.under"),
      panels);
}

}  // namespace eveil::analysis

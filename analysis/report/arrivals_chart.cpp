// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/charts.hpp"
#include "analysis/report/html.hpp"

namespace eveil::analysis {

namespace {

// Lengths in units of the drawing, as the chart of requests by hour.
constexpr double width = 440.0;
constexpr double left = 40.0;
constexpr double top = 10.0;
constexpr double bottom = 170.0;
constexpr double height = 194.0;

std::string bar(double x, double size, double value, double most, const char* style) {
  if (!(value > 0.0)) return "";
  const double length = (bottom - top) * value / most;
  return fmt::format("<rect x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}' class='{}'/>",
                     x,
                     bottom - length,
                     size,
                     length,
                     style);
}

}  // namespace

std::string arrivals_chart(const Language& words, const SiteDetail& site) {
  double most = 0.0;
  for (const Both& hour : site.hours) most = std::max({most, hour.base.mean, hour.variant.mean});
  if (!(most > 0.0)) return "";
  std::string svg =
      fmt::format("<svg viewBox='0 0 {:.0f} {:.0f}' role='img' aria-label='{}' class='hours'>\n",
                  width,
                  height,
                  words.html("site.when.label"));
  const double tick = tick_step(most);
  for (int row = 0; row * tick <= most; ++row) {
    const double y = bottom - (bottom - top) * row * tick / most;
    svg += level_line(left, width, y, words.number(row * tick, tick < 1.0 ? 1 : 0));
  }
  const double step = (width - left) / static_cast<double>(site.hours.size());
  for (std::size_t row = 0; row < site.hours.size(); ++row) {
    const std::size_t clock = site.first_hour + row;
    const double x = left + step * static_cast<double>(row);
    const Both& hour = site.hours[row];
    svg += fmt::format("<g><title>{}</title>{}{}",
                       words.html("site.when.title",
                                  {{"hour", fmt::format("{}:00", clock % 24)},
                                   {"base", words.number(hour.base.mean, 0)},
                                   {"variant", words.number(hour.variant.mean, 0)}}),
                       bar(x + step * 0.12, step * 0.36, hour.base.mean, most, "base"),
                       bar(x + step * 0.5, step * 0.36, hour.variant.mean, most, "variant"));
    svg += hour_label(words, x + step / 2.0, bottom + 17.0, clock);
    svg += "</g>\n";
  }
  return svg + "</svg>\n";
}

}  // namespace eveil::analysis

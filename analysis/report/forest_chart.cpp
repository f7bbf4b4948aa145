// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/forest_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "analysis/report/html.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

// All lengths in units of the drawing.
constexpr double width = 720.0;
constexpr double left = 210.0;
constexpr double right = 40.0;
constexpr double top = 12.0;
constexpr double row_height = 34.0;
constexpr double axis_height = 46.0;

struct Bar {
  std::string label;
  std::string text;
  double middle;  // percent of the base
  double low;
  double high;
  bool different;
};

std::vector<Bar> bars_of(const Comparison& comparison) {
  constexpr std::array<const char*, 7> shown = {"mode_share.car_driver",
                                                "mode_share.walk",
                                                "vehicle_km",
                                                "co2e",
                                                "travel_time.mean",
                                                "delay",
                                                "passenger_km"};
  std::vector<Bar> bars;
  for (const char* indicator : shown) {
    const Entry* entry = find(comparison, "territory", indicator);
    if (entry == nullptr || !std::isfinite(entry->low) || !(std::fabs(entry->base) > 0.0)) continue;
    const double percent = 100.0 / entry->base;
    const std::string unit = unit_of(*entry, true);
    bars.push_back({title_of(*entry),
                    fmt::format("{} {}", readable_difference(*entry, entry->difference), unit),
                    entry->difference * percent,
                    entry->low * percent,
                    entry->high * percent,
                    entry->finding == Finding::different});
  }
  return bars;
}

// A round step that gives about six ticks over the span.
double tick_step(double span) {
  const double rough = span / 6.0;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (rough <= factor * power) return factor * power;
  }
  return 10.0 * power;
}

std::string bar_svg(const Bar& bar, double y, double zero, double scale) {
  const double x = zero + bar.middle * scale;
  const double from = zero + bar.low * scale;
  const double to = zero + bar.high * scale;
  const char* const style = bar.different ? "told" : "open";
  return fmt::format(
      "<text x='{:.1f}' y='{:.1f}' class='label'>{}</text>"
      "<line x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}' class='{}'/>"
      "<circle cx='{:.1f}' cy='{:.1f}' r='5' class='{}'><title>{}</title></circle>"
      "<text x='{:.1f}' y='{:.1f}' class='value'>{}</text>\n",
      left - 14.0,
      y + 4.0,
      escaped(bar.label),
      from,
      y,
      to,
      y,
      style,
      x,
      y,
      style,
      escaped(bar.text),
      std::clamp(x, left + 40.0, width - right - 40.0),
      y - 9.0,
      escaped(bar.text));
}

}  // namespace

std::string forest_chart(const Comparison& comparison) {
  const std::vector<Bar> bars = bars_of(comparison);
  if (bars.empty()) return "";
  double reach = 0.0;
  for (const Bar& bar : bars) reach = std::max({reach, std::fabs(bar.low), std::fabs(bar.high)});
  if (reach == 0.0) reach = 1.0;
  reach *= 1.08;
  const double zero = left + (width - left - right) / 2.0;
  const double scale = (width - left - right) / 2.0 / reach;
  const double bottom = top + row_height * static_cast<double>(bars.size()) + 8.0;

  std::string svg = fmt::format(
      "<svg viewBox='0 0 {:.0f} {:.0f}' role='img' aria-label='Differences in percent of the base "
      "with 95 % "
      "intervals'>\n",
      width,
      bottom + axis_height);
  const double step = tick_step(2.0 * reach);
  for (int tick = static_cast<int>(std::ceil(-reach / step)); tick * step <= reach; ++tick) {
    const double x = zero + tick * step * scale;
    svg += fmt::format("<line x1='{0:.1f}' y1='{1:.1f}' x2='{0:.1f}' y2='{2:.1f}' class='{3}'/>",
                       x,
                       top,
                       bottom,
                       tick == 0 ? "zero" : "grid");
    svg += fmt::format("<text x='{:.1f}' y='{:.1f}' class='tick'>{}{:g}</text>",
                       x,
                       bottom + 16.0,
                       tick > 0 ? "+" : "",
                       tick * step);
  }
  svg += fmt::format("<text x='{:.1f}' y='{:.1f}' class='tick'>change in % of the base</text>\n",
                     zero,
                     bottom + 36.0);
  for (std::size_t row = 0; row < bars.size(); ++row) {
    svg += bar_svg(bars[row], top + row_height * (static_cast<double>(row) + 0.62), zero, scale);
  }
  return svg + "</svg>\n";
}

}  // namespace eveil::analysis

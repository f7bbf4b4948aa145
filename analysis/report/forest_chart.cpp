// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/forest_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "analysis/report/charts.hpp"
#include "analysis/report/html.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

// All lengths in units of the drawing, which a narrow screen shows one to one: labels stand above
// their bars, so that it needs no margin for them.
constexpr double width = 440.0;
constexpr double margin = 14.0;
constexpr double row_height = 46.0;
constexpr double bar_at = 31.0;  // below a row's top; its label at 16
constexpr double axis_height = 42.0;

struct Bar {
  std::string label;
  std::string text;
  double middle = 0.0;  // percent of the base
  double low = 0.0;
  double high = 0.0;
  std::string_view style;
};

std::string_view style_of(const Entry& entry) {
  if (entry.finding == Finding::different) return "told";
  if (entry.finding == Finding::undecided && entry.equivalence == Equivalence::equivalent)
    return "equal";
  return entry.finding == Finding::none_exactly ? "none" : "open";
}

std::vector<Bar> bars_of(const Language& words, const Comparison& comparison) {
  std::vector<Bar> bars;
  for (const std::string_view indicator : headlines()) {
    const Entry* entry = find(comparison, "territory", indicator);
    if (entry == nullptr || !std::isfinite(entry->difference)) continue;
    // Of the base's size, so that up is more, also where the base is below zero.
    const double percent = 100.0 / std::fabs(entry->base);
    if (!std::isfinite(percent * entry->difference)) continue;
    Bar bar;
    bar.label = words.title(*entry);
    bar.text = words.change(*entry, entry->difference);
    bar.middle = entry->difference * percent;
    const bool interval =
        std::isfinite(entry->low * percent) && std::isfinite(entry->high * percent);
    bar.low = interval ? entry->low * percent : bar.middle;
    bar.high = interval ? entry->high * percent : bar.middle;
    bar.style = style_of(*entry);
    bars.push_back(bar);
  }
  return bars;
}

struct Scale {
  double zero;
  double unit;  // of one percent
  double at(double percent) const { return zero + percent * unit; }
};

std::string bar_svg(const Bar& bar, double top, const Scale& scale) {
  return fmt::format(
      "<text x='0' y='{0:.1f}' class='label'>{1}</text>"
      "<text x='{2:.0f}' y='{0:.1f}' class='value {3}'>{4}</text>"
      "<line x1='{5:.1f}' y1='{7:.1f}' x2='{6:.1f}' y2='{7:.1f}' class='{3}'/>"
      "<circle cx='{8:.1f}' cy='{7:.1f}' r='5' class='{3}'/>\n",
      top + 16.0,
      escaped(bar.label),
      width,
      bar.style,
      escaped(bar.text),
      scale.at(bar.low),
      scale.at(bar.high),
      top + bar_at,
      scale.at(bar.middle));
}

std::string axis_svg(const Language& words, double reach, double bottom, const Scale& scale) {
  std::string svg;
  const double step = tick_step(2.0 * reach);
  for (int tick = static_cast<int>(std::ceil(-reach / step)); tick * step <= reach; ++tick) {
    svg += fmt::format("<line x1='{0:.1f}' y1='0' x2='{0:.1f}' y2='{1:.1f}' class='{2}'/>",
                       scale.at(tick * step),
                       bottom,
                       tick == 0 ? "zero" : "grid");
    const std::string_view sign = tick == 0 ? "" : tick > 0 ? "+" : "−";
    svg += fmt::format("<text x='{:.1f}' y='{:.1f}' class='tick'>{}{}\u202f%</text>",
                       scale.at(tick * step),
                       bottom + 16.0,
                       sign,
                       words.number(fmt::format("{:g}", std::fabs(tick * step))));
  }
  return svg + fmt::format("<text x='{:.1f}' y='{:.1f}' class='axis'>{}</text>\n",
                           scale.zero,
                           bottom + 35.0,
                           words.html("chart.forest.axis"));
}

}  // namespace

std::string forest_chart(const Language& words, const Comparison& comparison) {
  const std::vector<Bar> bars = bars_of(words, comparison);
  if (bars.empty()) return "";
  double reach = 0.0;
  for (const Bar& bar : bars) {
    reach = std::max({reach, std::fabs(bar.middle), std::fabs(bar.low), std::fabs(bar.high)});
  }
  if (!(reach > 1e-12)) reach = 1.0;  // nothing changes: any scale will do
  reach *= 1.08;
  const Scale scale{width / 2.0, (width / 2.0 - margin) / reach};
  const double bottom = row_height * static_cast<double>(bars.size()) + 4.0;

  std::string svg =
      fmt::format("<svg viewBox='0 0 {:.0f} {:.0f}' role='img' aria-label='{}' class='forest'>\n",
                  width,
                  bottom + axis_height,
                  words.html("chart.forest.label"));
  // Changes within it are held to be too small to matter.
  if (const double within = 100.0 * comparison.source.equivalent_within; within > 0.0) {
    const double left = std::max(scale.at(-within), 0.0);
    svg += fmt::format("<rect x='{:.1f}' y='0' width='{:.1f}' height='{:.1f}' class='within'/>\n",
                       left,
                       std::min(scale.at(within), width) - left,
                       bottom);
  }
  svg += axis_svg(words, reach, bottom, scale);
  for (std::size_t row = 0; row < bars.size(); ++row) {
    svg += bar_svg(bars[row], row_height * static_cast<double>(row), scale);
  }
  return svg + "</svg>\n";
}

}  // namespace eveil::analysis

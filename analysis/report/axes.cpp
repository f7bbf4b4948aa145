// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "analysis/report/charts.hpp"

namespace eveil::analysis {

std::string level_line(double left, double right, double y, const std::string& value) {
  return fmt::format(
      "<line x1='{0:.1f}' y1='{1:.1f}' x2='{2:.0f}' y2='{1:.1f}' class='grid'/>"
      "<text x='{3:.1f}' y='{4:.1f}' class='side'>{5}</text>",
      left,
      y,
      right,
      left - 5.0,
      y + 4.0,
      value);
}

std::string hour_label(const Language& words, double x, double y, std::size_t clock) {
  if (clock % 3 != 0) return "";
  return fmt::format("<text x='{:.1f}' y='{:.1f}' class='tick'>{}{}</text>",
                     x,
                     y,
                     clock % 24,
                     words.code() == "fr" ? "\u00a0h" : ":00");
}

double tick_step(double span) {
  const double rough = span / 5.0;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (rough <= factor * power) return factor * power;
  }
  return 10.0 * power;
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/charts.hpp"

namespace eveil::analysis {

namespace {

// Lengths in units of the drawing.
constexpr double width = 440.0;
constexpr double height = 270.0;
constexpr double left = 46.0;
constexpr double right = 18.0;
constexpr double top = 26.0;
constexpr double bottom = 44.0;

std::string path_of(const Plot& plot, const std::vector<Point>& points) {
  std::string path;
  for (const Point& point : points)
    path +=
        fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", plot.x(point.x), plot.y(point.y));
  return path;
}

int decimals_of(double step) {
  return step >= 1.0 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
}

// Five to ten of them: a curve is read off more finely than a bar.
double step_of(double low, double high) { return tick_step((high - low) * 0.75); }

// Round numbers from low to high.
std::vector<double> ticks(double low, double high) {
  const double step = step_of(low, high);
  std::vector<double> values;
  for (double at = std::ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at += 1.0)
    values.push_back(at * step);
  return values;
}

}  // namespace

double Plot::x(double value) const {
  return left + (width - left - right) * (value - x_low) / (x_high - x_low);
}

double Plot::y(double value) const {
  return height - bottom - (height - top - bottom) * (value - y_low) / (y_high - y_low);
}

std::string Plot::opened(const std::string& style, const std::string& label) const {
  return fmt::format(
      "<svg viewBox='0 0 {:.0f} {:.0f}' role='img' aria-label='{}' class='plot {}'>\n",
      width,
      height,
      label,
      style);
}

std::string Plot::grid(const Language& words,
                       const std::string& x_name,
                       const std::string& y_name,
                       const std::string& x_unit,
                       const std::string& y_unit) const {
  std::string svg;
  const int fine = decimals_of(step_of(y_low, y_high));
  for (const double value : ticks(y_low, y_high)) {
    svg += fmt::format(
        "<line x1='{0:.1f}' y1='{1:.1f}' x2='{2:.1f}' y2='{1:.1f}' class='{3}'/>"
        "<text x='{4:.1f}' y='{5:.1f}' class='side'>{6}{7}</text>",
        left,
        y(value),
        width - right,
        std::fabs(value) < 1e-9 ? "zero" : "grid",
        left - 5.0,
        y(value) + 4.0,
        words.number(value, fine),
        y_unit);
  }
  const int coarse = decimals_of(step_of(x_low, x_high));
  for (const double value : ticks(x_low, x_high)) {
    svg += fmt::format(
        "<line x1='{0:.1f}' y1='{1:.1f}' x2='{0:.1f}' y2='{2:.1f}' class='grid'/>"
        "<text x='{0:.1f}' y='{3:.1f}' class='tick'>{4}{5}</text>",
        x(value),
        top,
        height - bottom,
        height - bottom + 16.0,
        words.number(value, coarse),
        x_unit);
  }
  svg += fmt::format(
      "<text x='0' y='13' class='name'>{}</text><text x='{:.1f}' y='{:.1f}' class='name "
      "end'>{}</text>\n",
      y_name,
      width - right,
      height - 6.0,
      x_name);
  return svg;
}

std::string Plot::line(const std::vector<Point>& points, const std::string& style) const {
  return fmt::format("<path d='{}' class='{}'/>\n", path_of(*this, points), style);
}

std::string Plot::area(const std::vector<Point>& points, const std::string& style) const {
  if (points.empty()) return "";
  const double zero = y(std::clamp(0.0, y_low, y_high));
  return fmt::format("<path d='{0}L{1:.1f} {2:.1f}L{3:.1f} {2:.1f}Z' class='area {4}'/>\n",
                     path_of(*this, points),
                     x(points.back().x),
                     zero,
                     x(points.front().x),
                     style);
}

std::string Plot::dots(const std::vector<Point>& points, const std::string& style) const {
  std::string svg;
  for (const Point& point : points)
    svg += fmt::format(
        "<circle cx='{:.1f}' cy='{:.1f}' r='4.5' class='{}'/>", x(point.x), y(point.y), style);
  return svg + "\n";
}

}  // namespace eveil::analysis

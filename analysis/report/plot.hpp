// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/report/language.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::analysis {

/// A drawing of curves over two axes, as inline SVG; points in the axes' units.
///
/// \pre x_high > x_low, y_high > y_low.
struct Plot {
  double x_low;
  double x_high;
  double y_low;
  double y_high;

  /// The element's start; what is drawn comes between it and `closed`.
  std::string opened(const std::string& style, const std::string& label) const;
  std::string closed() const { return "</svg>\n"; }
  /// Lines and numbers of both axes, with their names; `x_unit`, `y_unit` behind each number.
  std::string grid(const Language& words,
                   const std::string& x_name,
                   const std::string& y_name,
                   const std::string& x_unit = "",
                   const std::string& y_unit = "") const;
  std::string line(const std::vector<Point>& points, const std::string& style) const;
  /// Between a line and zero.
  std::string area(const std::vector<Point>& points, const std::string& style) const;
  std::string dots(const std::vector<Point>& points, const std::string& style) const;

  double x(double value) const;
  double y(double value) const;
};

}  // namespace eveil::analysis

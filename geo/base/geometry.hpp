// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/base/units.hpp"

namespace eveil {

/// A place in metres of the territory's projected CRS, on a grid of 1 cm.
struct Point {
  double x = 0.0;
  double y = 0.0;

  bool operator==(const Point&) const = default;
};

inline Metres distance(Point a, Point b) {
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  return Metres(std::sqrt(dx * dx + dy * dy));
}

/// A polygon with holes; rings are closed (first point == last), outer ring first.
struct Polygon {
  std::vector<std::vector<Point>> rings;
};

/// A possibly multi-part area.
struct Area {
  std::vector<Polygon> parts;

  bool empty() const { return parts.empty(); }
};

/// From a point to the nearest point of a line, in metres; infinite for a line of no segment.
double distance_to_line(std::span<const Point> line, Point p);

/// The point half-way along a line. \pre it has a point.
Point middle_of(std::span<const Point> line);

/// Whether `p` lies in the area: even-odd rule over all rings of a part; the edge counts as outside
/// or inside consistently for shared edges of neighbours (half-open in y).
bool contains(const Area& area, Point p);
/// In square metres, holes taken out.
double surface(const Area& area);
Point centroid(const Area& area);

}  // namespace eveil

// SPDX-License-Identifier: Apache-2.0
#include "geo/base/geometry.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace eveil {

namespace {

bool ring_crossed(const std::vector<Point>& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    Point a = ring[i];
    Point b = ring[i + 1];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    // Neighbours have their shared edge in opposite directions: from below, both round alike.
    if (a.y > b.y) std::swap(a, b);
    if (p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

struct Moments {
  double doubled_surface = 0.0;
  double x = 0.0;
  double y = 0.0;
};

// Shoelace sums relative to the ring's first point, so that large coordinates lose no digits.
Moments moments(const std::vector<Point>& ring) {
  Moments sums;
  if (ring.empty()) return sums;
  const Point origin = ring.front();
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Point a{ring[i].x - origin.x, ring[i].y - origin.y};
    const Point b{ring[i + 1].x - origin.x, ring[i + 1].y - origin.y};
    const double cross = a.x * b.y - b.x * a.y;
    sums.doubled_surface += cross;
    sums.x += (a.x + b.x) * cross;
    sums.y += (a.y + b.y) * cross;
  }
  sums.x = sums.x / 3.0 + origin.x * sums.doubled_surface;
  sums.y = sums.y / 3.0 + origin.y * sums.doubled_surface;
  return sums;
}

Moments moments(const Area& area) {
  Moments total;
  for (const Polygon& part : area.parts) {
    for (std::size_t row = 0; row < part.rings.size(); ++row) {
      Moments ring = moments(part.rings[row]);
      const bool hole = row > 0;
      if ((ring.doubled_surface < 0.0) != hole) {
        ring = {-ring.doubled_surface, -ring.x, -ring.y};
      }
      total.doubled_surface += ring.doubled_surface;
      total.x += ring.x;
      total.y += ring.y;
    }
  }
  return total;
}

}  // namespace

Point middle_of(std::span<const Point> line) {
  double total = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) total += distance(line[i - 1], line[i]).value;
  double left = total / 2.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double part = distance(line[i - 1], line[i]).value;
    if (part > 0.0 && left <= part) {
      const double t = left / part;
      return {line[i - 1].x + t * (line[i].x - line[i - 1].x),
              line[i - 1].y + t * (line[i].y - line[i - 1].y)};
    }
    left -= part;
  }
  return line.front();
}

bool contains(const Area& area, Point p) {
  for (const Polygon& part : area.parts) {
    bool inside = false;
    for (const auto& ring : part.rings) inside = inside != ring_crossed(ring, p);
    if (inside) return true;
  }
  return false;
}

double surface(const Area& area) { return moments(area).doubled_surface / 2.0; }

Point centroid(const Area& area) {
  const Moments total = moments(area);
  return {total.x / total.doubled_surface, total.y / total.doubled_surface};
}

double distance_to_line(std::span<const Point> line, Point p) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1];
    const Point b = line[i];
    const double square = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
    const double along =
        square > 0.0 ? ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / square : 0.0;
    const double part = std::clamp(along, 0.0, 1.0);
    best = std::min(best, distance(p, {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)}).value);
  }
  return best;
}

}  // namespace eveil

// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/polyline.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace eveil::analysis {

namespace {

// Distance from p to the segment a b, squared.
double off_line(Point p, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  double along = 0.0;
  if (length > 0.0) along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / length;
  along = std::clamp(along, 0.0, 1.0);
  const double x = p.x - a.x - along * dx;
  const double y = p.y - a.y - along * dy;
  return x * x + y * y;
}

void put(std::string& text, std::int64_t step) {
  std::uint64_t bits = static_cast<std::uint64_t>(step) << 1;
  if (step < 0) bits = ~bits;
  while (bits >= 0x20) {
    text += static_cast<char>((0x20 | (bits & 0x1f)) + 63);
    bits >>= 5;
  }
  text += static_cast<char>(bits + 63);
}

}  // namespace

std::vector<Point> simplified(std::span<const Point> line, double tolerance_m) {
  if (line.size() < 3) return {line.begin(), line.end()};
  std::vector<bool> kept(line.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> spans = {{0, line.size() - 1}};
  while (!spans.empty()) {
    const auto [first, last] = spans.back();
    spans.pop_back();
    std::size_t farthest = first;
    double most = tolerance_m * tolerance_m;
    for (std::size_t at = first + 1; at < last; ++at) {
      const double off = off_line(line[at], line[first], line[last]);
      if (off <= most) continue;
      most = off;
      farthest = at;
    }
    if (farthest == first) continue;
    kept[farthest] = true;
    spans.emplace_back(first, farthest);
    spans.emplace_back(farthest, last);
  }
  std::vector<Point> points;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (kept[at]) points.push_back(line[at]);
  }
  return points;
}

std::string encoded(std::span<const Point> line, Point origin) {
  std::string text;
  std::int64_t x = 0;
  std::int64_t y = 0;
  bool first = true;
  for (const Point& point : line) {
    const std::int64_t next_x = std::llround(point.x - origin.x);
    const std::int64_t next_y = std::llround(point.y - origin.y);
    if (!first && next_x == x && next_y == y) continue;
    put(text, next_x - x);
    put(text, next_y - y);
    x = next_x;
    y = next_y;
    first = false;
  }
  return text;
}

}  // namespace eveil::analysis

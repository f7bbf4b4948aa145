// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "geo/territory.hpp"

namespace eveil::geo {

namespace {

constexpr double most_cells = 4'000'000.0;

bool attachable(const Network& network, LinkId link) {
  const RoadClass road_class = network.road_class[link];
  return (network.access[link] & access_car) != 0 && network.source_id[link] != outside_source_id &&
         road_class != RoadClass::motorway && road_class != RoadClass::motorway_link;
}

double squared_distance(Point p, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double along = square > 0.0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0.0;
  const double part = std::clamp(along, 0.0, 1.0);
  const double x = a.x + part * dx - p.x;
  const double y = a.y + part * dy - p.y;
  return x * x + y * y;
}

std::size_t cell_of(double offset, double cell, std::size_t count) {
  if (!(offset > 0.0)) return 0;
  const double row = std::floor(offset / cell);
  return row < static_cast<double>(count) ? static_cast<std::size_t>(row) : count - 1;
}

}  // namespace

LinkFinder::LinkFinder(const Network& network) : network_(&network) {
  std::vector<Segment> segments;
  const auto collect = [&](bool all) {
    for (const LinkId link : network.from.ids()) {
      // Both ways of a road have one shape: the lower row stands for both, as ties are broken.
      if (!all && !attachable(network, link)) continue;
      const LinkId other = network.reverse[link];
      if (other.valid() && other < link && (all || attachable(network, other))) continue;
      const auto shape = network.shape[link];
      for (std::size_t i = 1; i < shape.size(); ++i)
        segments.push_back({link, shape[i - 1], shape[i]});
    }
  };
  collect(false);
  if (segments.empty()) collect(true);
  if (segments.empty()) return;
  low_ = segments.front().a;
  Point high = low_;
  for (const Segment& segment : segments) {
    for (const Point point : {segment.a, segment.b}) {
      low_ = {std::min(low_.x, point.x), std::min(low_.y, point.y)};
      high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
  }
  const double width = high.x - low_.x;
  const double height = high.y - low_.y;
  while ((width / cell_ + 1.0) * (height / cell_ + 1.0) > most_cells) cell_ *= 2.0;
  columns_ = static_cast<std::size_t>(width / cell_) + 1;
  rows_ = static_cast<std::size_t>(height / cell_) + 1;
  const auto each = [&](const auto& take) {
    for (const Segment& segment : segments) {
      const auto [left, right] = std::minmax(segment.a.x, segment.b.x);
      const auto [bottom, top] = std::minmax(segment.a.y, segment.b.y);
      for (std::size_t row = cell_of(bottom - low_.y, cell_, rows_);
           row <= cell_of(top - low_.y, cell_, rows_);
           ++row) {
        for (std::size_t column = cell_of(left - low_.x, cell_, columns_);
             column <= cell_of(right - low_.x, cell_, columns_);
             ++column) {
          take(row * columns_ + column, segment);
        }
      }
    }
  };
  cell_first_.assign(columns_ * rows_ + 1, 0);
  each([&](std::size_t cell, const Segment&) { ++cell_first_[cell + 1]; });
  for (std::size_t cell = 0; cell + 1 < cell_first_.size(); ++cell)
    cell_first_[cell + 1] += cell_first_[cell];
  segments_.resize(cell_first_.back());
  std::vector<std::uint32_t> next(cell_first_.begin(), cell_first_.end() - 1);
  each([&](std::size_t cell, const Segment& segment) { segments_[next[cell]++] = segment; });
}

LinkId LinkFinder::nearest(Point p) const {
  LinkId best;
  double best_square = std::numeric_limits<double>::infinity();
  if (segments_.empty()) return best;
  const auto look_in = [&](std::size_t row, std::size_t column) {
    const std::size_t cell = row * columns_ + column;
    for (std::size_t i = cell_first_[cell]; i < cell_first_[cell + 1]; ++i) {
      const double square = squared_distance(p, segments_[i].a, segments_[i].b);
      if (square > best_square || (square == best_square && !(segments_[i].link < best))) continue;
      best_square = square;
      best = segments_[i].link;
    }
  };
  const std::size_t row = cell_of(p.y - low_.y, cell_, rows_);
  const std::size_t column = cell_of(p.x - low_.x, cell_, columns_);
  // Ring after ring of cells; a cell of ring r is at least r - 1 cells away.
  for (std::size_t ring = 0; ring < std::max(rows_, columns_); ++ring) {
    const double away = ring < 2 ? 0.0 : static_cast<double>(ring - 1) * cell_;
    if (away * away > best_square) break;
    const std::size_t first_row = row >= ring ? row - ring : 0;
    const std::size_t last_row = std::min(row + ring, rows_ - 1);
    for (std::size_t r = first_row; r <= last_row; ++r) {
      const bool edge_row = r + ring == row || r == row + ring;
      if (edge_row) {
        const std::size_t first = column >= ring ? column - ring : 0;
        for (std::size_t c = first; c <= std::min(column + ring, columns_ - 1); ++c) look_in(r, c);
        continue;
      }
      if (column >= ring) look_in(r, column - ring);
      if (column + ring < columns_) look_in(r, column + ring);
    }
  }
  return best;
}

}  // namespace eveil::geo

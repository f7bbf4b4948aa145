// SPDX-License-Identifier: Apache-2.0
#include "geo/places/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <set>
#include <utility>

#include "geo/places/read_zones.hpp"

namespace eveil::geo {

namespace {

constexpr std::size_t most_errors = 20;

struct Box {
  Point low{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  Point high{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

  void take(Point point) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  bool empty() const { return low.x > high.x; }
};

Box box_of(const Area& area) {
  Box box;
  for (const Polygon& part : area.parts) {
    for (const auto& ring : part.rings) {
      for (const Point point : ring) box.take(point);
    }
  }
  return box;
}

}  // namespace

Expected<void> check_zones(const Zones& zones) {
  std::vector<Error> errors;
  const auto broken = [&](ZoneId zone, std::string_view invariant, std::string message) {
    if (errors.size() >= most_errors) return;
    errors.push_back({ErrorKind::bad_input,
                      fmt::format("zones:{}:{}", zones.code[zone], invariant),
                      std::move(message),
                      {}});
  };
  const std::size_t count = zones.size();
  if (zones.name.size() != count || zones.area.size() != count || zones.centre.size() != count ||
      zones.population.size() != count || zones.jobs.size() != count) {
    return bad_input("zones", "the columns differ in length");
  }
  std::set<std::string> codes;
  for (const ZoneId zone : zones.code.ids()) {
    if (zones.code[zone].empty()) broken(zone, "code_not_empty", "the zone has no code");
    if (!codes.insert(zones.code[zone]).second)
      broken(zone, "code_unique", "another zone has this code");
    const double square_metres = surface(zones.area[zone]);
    if (!(square_metres > 0.0)) {
      broken(zone,
             "surface_positive",
             fmt::format("the surface is {} m², expected more than 0", square_metres));
    }
    const double inhabitants = zones.population[zone];
    if (!std::isfinite(inhabitants) || inhabitants < 0.0) {
      broken(zone,
             "population_not_negative",
             fmt::format("the population is {}, expected 0 or more", inhabitants));
    }
    if (!std::isfinite(zones.centre[zone].x) || !std::isfinite(zones.centre[zone].y)) {
      broken(zone, "centre_finite", "the centre is no place");
    }
    if (zones.has_jobs && !(zones.jobs[zone] >= 0.0)) {
      broken(zone,
             "jobs_not_negative",
             fmt::format("there are {} jobs, expected 0 or more", zones.jobs[zone]));
    }
  }
  if (!errors.empty()) return joined(std::move(errors));
  return {};
}

ZoneFinder::ZoneFinder(const Zones& zones) : zones_(&zones) {
  Box all;
  std::vector<Box> boxes;
  for (const Area& area : zones.area) {
    boxes.push_back(box_of(area));
    if (boxes.back().empty()) continue;
    all.take(boxes.back().low);
    all.take(boxes.back().high);
  }
  if (all.empty()) return;
  low_ = all.low;
  // About four cells a zone: few zones a cell without a table that outgrows the cache.
  const double width = std::max(all.high.x - all.low.x, 1.0);
  const double height = std::max(all.high.y - all.low.y, 1.0);
  cell_ = std::max(std::sqrt(width * height / (4.0 * static_cast<double>(zones.size()))),
                   std::max(width, height) / 4096.0);
  columns_ = static_cast<std::size_t>(width / cell_) + 1;
  rows_ = static_cast<std::size_t>(height / cell_) + 1;
  cells_.resize(columns_ * rows_);
  for (const ZoneId zone : zones.area.ids()) {
    const Box& box = boxes[zone.value];
    if (box.empty()) continue;
    const auto cell = [&](double offset, std::size_t count) {
      return std::min(static_cast<std::size_t>(offset / cell_), count - 1);
    };
    for (std::size_t row = cell(box.low.y - low_.y, rows_); row <= cell(box.high.y - low_.y, rows_);
         ++row) {
      for (std::size_t column = cell(box.low.x - low_.x, columns_);
           column <= cell(box.high.x - low_.x, columns_);
           ++column) {
        cells_[row * columns_ + column].push_back(zone);
      }
    }
  }
}

ZoneId ZoneFinder::zone_at(Point p) const {
  const double column = std::floor((p.x - low_.x) / cell_);
  const double row = std::floor((p.y - low_.y) / cell_);
  const bool inside = column >= 0.0 && row >= 0.0 && column < static_cast<double>(columns_) &&
                      row < static_cast<double>(rows_);
  if (cells_.empty() || !inside) return ZoneId::none();
  for (const ZoneId zone :
       cells_[static_cast<std::size_t>(row) * columns_ + static_cast<std::size_t>(column)]) {
    if (contains(zones_->area[zone], p)) return zone;
  }
  return ZoneId::none();
}

ZoneId ZoneFinder::nearest_zone(Point p) const {
  if (const ZoneId zone = zone_at(p); zone.valid()) return zone;
  ZoneId best;
  double nearest = std::numeric_limits<double>::infinity();
  for (const ZoneId zone : zones_->centre.ids()) {
    const double away = distance(zones_->centre[zone], p).value;
    if (away >= nearest) continue;
    nearest = away;
    best = zone;
  }
  return best;
}

}  // namespace eveil::geo

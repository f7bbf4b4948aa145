// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/units.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

/// A stop and how far it is in a straight line.
struct NearStop {
  StopId stop;
  Metres distance;

  bool operator==(const NearStop&) const = default;
};

/// Finds the stops around a place by a grid of cells.
///
/// Only stops where some trip of the timetable calls are found. Immutable: safe from any thread.
class StopFinder {
 public:
  explicit StopFinder(const Timetable& timetable);

  /// Stops at most `radius` away, nearest first (the lower row on a tie), at most `most`; `found`
  /// is cleared first and keeps its memory.
  void near(Point place, Metres radius, std::size_t most, std::vector<NearStop>& found) const;

 private:
  struct Entry {
    StopId stop;
    Point place;
  };
  std::size_t column_of(double x) const;
  std::size_t row_of(double y) const;

  Point low_;
  double cell_ = 500.0;  ///< metres
  std::size_t columns_ = 1;
  std::size_t rows_ = 1;
  std::vector<std::uint32_t> cell_first_;
  std::vector<Entry> entries_;  ///< by cell
};

}  // namespace eveil::geo

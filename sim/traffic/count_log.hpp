// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/archive.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

/// Who left a link lately and had entered it in one slice, of one class. Vehicles leave in the
/// order of entry, so slices follow each other; when slice or class changes, the tally becomes a
/// row of the log.
struct Tally {
  std::uint32_t travel_ms = 0;
  std::uint16_t volume = 0;
  std::uint8_t slice = 0;
  VehicleClass vehicle_class = VehicleClass::car;
};
static_assert(slice_count <= 256);

/// A finished tally of a link (numbered as inside).
struct CountRow {
  std::uint32_t link;
  Tally tally;
};

/// What was counted so far, without order; joined by link, slice and class when asked for, or when
/// the rows, of which a link with mixed traffic makes many, have become too many.
class CountLog {
 public:
  void clear();
  void add(CountRow row) { rows_.push_back(row); }
  void add(const std::vector<CountRow>& rows) {
    rows_.insert(rows_.end(), rows.begin(), rows.end());
  }
  /// Joins when that shortens the log: time is in proportion to the rows added since.
  void tidy(const std::vector<std::uint32_t>& external);
  /// Everything added, in the order of (link outside, slice, class). `external`: [link inside].
  const LinkCounts& joined(const std::vector<std::uint32_t>& external);
  void visit(Archive& archive) { archive(rows_, joined_.rows); }
  /// Whether all is of `links` links, slices and classes that there are, the joined rows in order:
  /// asked of what was read.
  bool sound(std::size_t links) const;
  std::size_t bytes() const;

 private:
  void join(const std::vector<std::uint32_t>& external);

  std::vector<CountRow> rows_;
  LinkCounts joined_;
};

}  // namespace eveil::sim

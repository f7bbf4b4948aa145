// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "geo/base/units.hpp"
#include "geo/routing/road_router.hpp"

namespace eveil::geo {

/// An instant with its slice, found once for all links that are entered then.
struct Entry {
  std::int64_t ms;
  std::size_t slice;

  explicit Entry(TimeOfDay time) : ms(time.ms), slice(slice_of(time)) {}
};

/// When a vehicle that enters `link` leaves it, in ms of day 0: LinkTimes::leave without
/// saturation.
inline std::int64_t leave_ms(const LinkTimes& times, LinkId link, Entry entry) {
  const std::int64_t length = slice_length.ms;
  std::int64_t best = entry.ms + times.at(link, entry.slice);
  // Waiting for a later, quicker slice is never worse than being overtaken by who does.
  std::int64_t start = day_start.ms + (static_cast<std::int64_t>(entry.slice) + 1) * length;
  for (std::size_t slice = entry.slice + 1; slice < slice_count && start < best; ++slice) {
    best = std::min(best, start + times.at(link, slice));
    start += length;
  }
  return best;
}

}  // namespace eveil::geo

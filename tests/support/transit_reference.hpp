// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/routing/transit_search.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

inline constexpr TimeOfDay never_arrives{std::numeric_limits<std::int32_t>::max()};

/// The earliest arrival with at most so many rides, for 1 to `rides`, by trying every trip from
/// every stop: slow and plain, to hold the search to.
inline std::vector<TimeOfDay> earliest_by_rides(const Timetable& table,
                                                const TransitQuery& query,
                                                Duration margin,
                                                std::size_t rides) {
  const auto far_off = [&] { return std::vector<TimeOfDay>(table.stop_count(), never_arrives); };
  std::vector<TimeOfDay> ready = far_off();
  for (const StopWalk& walk : query.access) {
    TimeOfDay& time = ready[walk.stop.value];
    time = std::min(time, query.departure + walk.walk);
  }
  std::vector<TimeOfDay> best;
  TimeOfDay earliest = never_arrives;
  for (std::size_t ride = 0; ride < rides; ++ride) {
    std::vector<TimeOfDay> arrived = far_off();
    for (const PatternId pattern : table.pattern_line.ids()) {
      const auto stops = table.pattern_stops[pattern];
      const auto calls = table.pattern_calls[pattern];
      for (TransitTripId trip = table.trips_begin(pattern); trip < table.trips_end(pattern);
           trip = TransitTripId(std::size_t{trip.value} + 1)) {
        bool aboard = false;
        for (std::size_t at = 0; at < stops.size(); ++at) {
          TimeOfDay& here = arrived[stops[at].value];
          const TimeOfDay arrival = table.arrival_at(pattern, trip, at);
          if (aboard && (calls[at] & may_alight) != 0) here = std::min(here, arrival);
          const TimeOfDay from = ready[stops[at].value];
          if ((calls[at] & may_board) != 0 && from != never_arrives &&
              from + margin <= table.departure_at(pattern, trip, at)) {
            aboard = true;
          }
        }
      }
    }
    for (const StopWalk& walk : query.egress) {
      const TimeOfDay time = arrived[walk.stop.value];
      if (time != never_arrives) earliest = std::min(earliest, time + walk.walk);
    }
    best.push_back(earliest);
    for (const StopId stop : table.stop_place.ids()) {
      const TimeOfDay time = arrived[stop.value];
      if (time == never_arrives) continue;
      ready[stop.value] = std::min(ready[stop.value], time);
      for (const Transfer& transfer : table.transfers[stop]) {
        TimeOfDay& there = ready[transfer.to.value];
        there = std::min(there, time + transfer.walk);
      }
    }
  }
  return best;
}

}  // namespace eveil::geo

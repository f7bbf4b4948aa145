// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/timetable.hpp"

#include <algorithm>
#include <utility>

namespace eveil::geo {

PatternId Timetable::pattern_of(TransitTripId trip) const {
  const auto next = std::upper_bound(first_trip.begin(), first_trip.end(), trip.value);
  return PatternId(static_cast<std::size_t>(next - first_trip.begin()) - 1);
}

TransitTripId Timetable::next_trip(PatternId pattern, std::size_t position, TimeOfDay time) const {
  const std::size_t stops = stops_of(pattern);
  const TimeOfDay* const first = departure.data() + first_time[pattern.value] + position;
  std::uint32_t low = 0;
  std::uint32_t high = first_trip[pattern.value + 1] - first_trip[pattern.value];
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (first[middle * stops] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return TransitTripId(std::size_t{first_trip[pattern.value]} + low);
}

void index_calls(Timetable& timetable) {
  std::vector<std::uint64_t> offsets(timetable.stop_count() + 1, 0);
  for (const StopId stop : timetable.pattern_stops.values()) ++offsets[stop.value + 1];
  for (std::size_t row = 1; row < offsets.size(); ++row) offsets[row] += offsets[row - 1];
  std::vector<StopCall> calls(timetable.pattern_stops.values().size());
  std::vector<std::uint64_t> next(offsets.begin(), offsets.end());
  for (const PatternId pattern : timetable.pattern_stops.ids()) {
    const auto stops = timetable.pattern_stops[pattern];
    for (std::size_t position = 0; position < stops.size(); ++position) {
      calls[next[stops[position].value]++] = {pattern, static_cast<std::uint16_t>(position)};
    }
  }
  timetable.calls = Ragged<StopId, StopCall>(std::move(offsets), std::move(calls));
}

}  // namespace eveil::geo

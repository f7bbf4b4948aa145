// SPDX-License-Identifier: Apache-2.0
#include "sim/day_buses.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

#include "geo/base/random.hpp"
#include "sim/traffic/state_checks.hpp"

namespace eveil::sim {

using geo::PatternId;
using geo::TransitTripId;

CalledPatterns called_patterns(const World& world) {
  if (!world.buses.any()) return {};
  CalledPatterns called(world.territory.timetable.pattern_count(), 0);
  for (const PatternId pattern : called.ids()) called[pattern] = world.buses.on_road(pattern);
  return called;
}

DayBuses::DayBuses(DayBoard& board)
    : board_(board),
      timetable_(board.world.territory.timetable),
      size_(facts_of(VehicleClass::bus).size *
            traffic_parameters(board.world.scenario.simulation).flow_factor) {
  const BusRoutes& routes = board.world.buses;
  if (!routes.any()) return;
  to_.resize(timetable_.trip_count(), 0);
  for (const PatternId pattern : timetable_.pattern_line.ids()) {
    if (!routes.on_road(pattern)) continue;
    const std::size_t last = timetable_.stops_of(pattern) - 1;
    for (TransitTripId trip = timetable_.trips_begin(pattern); trip < timetable_.trips_end(pattern);
         trip = TransitTripId(std::size_t{trip.value} + 1)) {
      std::size_t position = 0;
      while (position < last && timetable_.departure_at(pattern, trip, position) < day_start) {
        ++position;
      }
      if (position == last) continue;
      const TimeOfDay time = timetable_.departure_at(pattern, trip, position);
      starts_.push_back({time, trip, pattern, static_cast<std::uint16_t>(position)});
    }
  }
  std::sort(starts_.begin(), starts_.end(), [](const Start& a, const Start& b) {
    return std::tie(a.time, a.trip) < std::tie(b.time, b.trip);
  });
}

TimeOfDay DayBuses::next_time() const {
  const TimeOfDay start = next_ < starts_.size() ? starts_[next_].time : day_end;
  return std::min({start, away_.empty() ? day_end : away_.front().time, day_end});
}

void DayBuses::advance(TimeOfDay until, TransitDay& vehicles) {
  for (; next_ < starts_.size() && starts_[next_].time < until; ++next_) {
    const Start& start = starts_[next_];
    ++board_.out.transit.buses;
    leave(start.pattern, start.trip, start.position, start.time, vehicles);
  }
  while (!away_.empty() && away_.front().time < until) {
    const Away first = away_.front();
    std::pop_heap(away_.begin(), away_.end(), std::greater<>());
    away_.pop_back();
    stop(first.trip, first.time, vehicles);
  }
}

void DayBuses::arrived(const Arrival& arrival, TransitDay& vehicles) {
  stop(TransitTripId(static_cast<std::size_t>(arrival.tag - bus_tags)), arrival.time, vehicles);
}

void DayBuses::leave(PatternId pattern,
                     TransitTripId trip,
                     std::uint16_t position,
                     TimeOfDay at,
                     TransitDay& vehicles) {
  to_[trip] = static_cast<std::uint16_t>(position + 1);
  vehicles.leaves(trip, position, at);
  const BusRoutes& routes = board_.world.buses;
  if (routes.cause(pattern, position) == OffRoad::no) {
    board_.traffic.depart(
        at,
        VehicleClass::bus,
        size_,
        stable_name({stable_name("bus"), stable_name(timetable_.trip_code[trip])}),
        bus_tags + trip.value,
        routes.way(pattern, position));
    return;
  }
  const Duration takes = timetable_.arrival_at(pattern, trip, position + 1U) -
                         timetable_.departure_at(pattern, trip, position);
  away_.push_back({at + takes, trip});
  std::push_heap(away_.begin(), away_.end(), std::greater<>());
}

/// A run comes to its next stop, and is sent on from there.
void DayBuses::stop(TransitTripId trip, TimeOfDay at, TransitDay& vehicles) {
  const PatternId pattern = timetable_.pattern_of(trip);
  const std::uint16_t position = to_[trip];
  const TimeOfDay due = timetable_.arrival_at(pattern, trip, position);
  const TimeOfDay opens = std::max(at, due);
  vehicles.arrives(trip, position, opens);
  TransitQuality& quality = board_.out.transit;
  const auto late = static_cast<std::uint64_t>((opens - due).ms);
  ++quality.bus_stops;
  quality.bus_late_ms += late;
  quality.bus_latest_ms = std::max(quality.bus_latest_ms, late);
  to_[trip] = 0;
  if (position + 1U == timetable_.stops_of(pattern)) return;
  const TimeOfDay leaves = timetable_.departure_at(pattern, trip, position);
  const bool by_road = board_.world.buses.cause(pattern, position - 1U) == OffRoad::no;
  // Times that are the timetable's have what the stop takes in them.
  const Duration takes = by_road ? bus_stop_time : std::min(bus_stop_time, leaves - due);
  leave(pattern, trip, position, std::max({leaves, at + takes, board_.traffic.now()}), vehicles);
}

/// Whether the way on which it is is on the road.
bool DayBuses::drives(TransitTripId trip) const {
  return board_.world.buses.cause(timetable_.pattern_of(trip), to_[trip] - 1U) == OffRoad::no;
}

bool DayBuses::owns(std::uint64_t tag) const {
  if (!is_bus(tag) || tag - bus_tags >= to_.size()) return false;
  const TransitTripId trip(static_cast<std::size_t>(tag - bus_tags));
  return to_[trip] > 0 && drives(trip);
}

void DayBuses::visit(Archive& archive) {
  static_assert(sizeof(DayBuses) == 104,
                "a field came or went: see visit, then renew the size");  // of the day so far, or
                                                                          // of the timetable?
  const std::size_t trips = to_.size();
  std::uint64_t next = next_;
  archive.part("buses");
  archive(next, away_, to_);
  if (!archive.reading()) return;
  archive.require(next <= starts_.size() && to_.size() == trips,
                  "as many buses as are on the road");
  if (!archive.good()) return;
  next_ = static_cast<std::size_t>(next);
  for (const TransitTripId trip : to_.ids()) {
    const PatternId pattern = timetable_.pattern_of(trip);
    archive.require(to_[trip] == 0 || (board_.world.buses.on_road(pattern) &&
                                       to_[trip] < timetable_.stops_of(pattern)),
                    "buses on the way to a stop of theirs");
  }
  std::vector<std::uint8_t> seen(trips, 0);
  for (const Away& away : away_) {
    const bool known = archive.good() && away.trip.value < trips && to_[away.trip] > 0;
    archive.require(known && !drives(away.trip) && sane(away.time) && seen[away.trip.value]++ == 0,
                    "buses off the roads, each once");
  }
  std::make_heap(away_.begin(), away_.end(), std::greater<>());
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/day_transit.hpp"

#include <algorithm>
#include <utility>

#include "geo/base/geometry.hpp"
#include "sim/traffic/state_checks.hpp"

namespace eveil::sim {

using geo::StopId;
using scenarios::TripId;

namespace {

constexpr std::uint32_t no_rider = 0xffffffffU;

}  // namespace

DayTransit::DayTransit(DayBoard& board)
    : board_(board),
      timetable_(board.world.territory.timetable),
      vehicles_(timetable_, board.world.scenario.simulation.sample, called_patterns(board.world)),
      buses_(board),
      numbers_(board.world) {
  if (!timetable_.empty()) row_of_.resize(board.world.population.trip_count(), no_rider);
}

TransitPlanner& DayTransit::planner() {
  if (planner_ == nullptr) {
    planner_ =
        std::make_unique<TransitPlanner>(timetable_, board_.world.stops, board_.world.scenario);
  }
  ++board_.out.transit.searched;
  return *planner_;
}

bool DayTransit::begin(TripId trip, TimeOfDay at) {
  if (timetable_.empty()) return false;
  const scenarios::Population& people = board_.world.population;
  const TransitBook& book = board_.world.transit;
  if (book.known(trip) && at <= book[trip].leave) {
    const TransitWay way = book[trip];
    take(trip, {way.rides.begin(), way.rides.end()}, way.egress);
  } else {
    const geo::TransitJourney* journey =
        planner().leaving(people.origin[trip], people.destination[trip], at);
    if (journey == nullptr) return false;
    take(trip, rides_of(*journey), journey->egress);
  }
  TripRow& row = board_.row(trip);
  row.mode = mode_transit;
  row.cost_eur = board_.ways().transit_fare(people.person[trip], at);
  walk_to_next(trip, at);
  return true;
}

void DayTransit::take(TripId trip, std::vector<TransitRide> rides, Duration egress) {
  if (row_of_[trip] == no_rider) {
    row_of_[trip] = static_cast<std::uint32_t>(riders_.size());
    riders_.emplace_back();
  }
  Rider& rider = rider_of(trip);
  rider.rides = std::move(rides);
  rider.next = 0;
  rider.stop = StopId::none();
  rider.egress = egress;
}

StopId DayTransit::stop_of(const TransitRide& ride, std::size_t position) const {
  return timetable_.pattern_stops[ride.pattern][position];
}

Metres DayTransit::ridden(const TransitRide& ride) const {
  Metres total;
  for (std::size_t stop = ride.board; stop < ride.alight; ++stop) {
    total += distance(timetable_.stop_place[stop_of(ride, stop)],
                      timetable_.stop_place[stop_of(ride, stop + 1)]);
  }
  return total;
}

/// From where the rider is to the next stop, or from the last one to the destination.
void DayTransit::walk_leg(TripId trip, TimeOfDay at, Duration walk) {
  const Rider& rider = rider_of(trip);
  TripRow& row = board_.row(trip);
  row.walk = row.walk + walk;
  row.distance += board_.ways().walked(walk);
  const bool last = rider.next == rider.rides.size();
  LegRow leg;
  leg.trip = trip;
  leg.mode = mode_walk;
  leg.departure = at;
  leg.arrival = at + walk;
  leg.distance = board_.ways().walked(walk);
  leg.from_stop = rider.stop;
  if (!rider.stop.valid()) leg.from_link = board_.world.population.origin_link[trip];
  if (last) {
    leg.to_link = board_.world.population.destination_link[trip];
  } else {
    leg.to_stop = stop_of(rider.rides[rider.next], rider.rides[rider.next].board);
  }
  board_.out.legs.push_back(leg);
  if (board_.events == nullptr) return;
  const EventPlace from = rider.stop.valid() ? EventPlace(rider.stop) : EventPlace(leg.from_link);
  board_.events->departs(at, board_.person_of(trip), mode_walk, from);
}

void DayTransit::walk_to_next(TripId trip, TimeOfDay at) {
  const Rider& rider = rider_of(trip);
  const Duration walk{rider.rides[rider.next].walk_ms};
  if (walk > Duration{}) walk_leg(trip, at, walk);
  board_.wake(at + walk, trip, Wake::Kind::at_stop);
}

void DayTransit::at_stop(TripId trip, TimeOfDay at) {
  Rider& rider = rider_of(trip);
  const TransitRide& ride = rider.rides[rider.next];
  rider.since = at;
  rider.stop = stop_of(ride, ride.board);
  if (board_.events != nullptr) {
    board_.events->departs(at, board_.person_of(trip), mode_transit, rider.stop);
  }
  vehicles_.wait({trip.value, board_.name_of(trip), ride.pattern, ride.board, ride.alight, at});
}

TimeOfDay DayTransit::next_due() const {
  return std::min(vehicles_.next_due(), buses_.next_time());
}

void DayTransit::advance(TimeOfDay until) {
  if (timetable_.empty()) return;
  events_.clear();
  buses_.advance(until, vehicles_);
  vehicles_.advance(until, events_);
  for (const TransitEvent& event : events_) {
    const TripId trip(static_cast<std::size_t>(event.tag));
    Rider& rider = rider_of(trip);
    if (board_.events != nullptr) tell(event);
    switch (event.kind) {
      case TransitEvent::Kind::boarded:
        board_.row(trip).wait = board_.row(trip).wait + (event.time - rider.since);
        rider.boarded = event.time;
        ++board_.out.transit.boardings;
        break;
      case TransitEvent::Kind::alighted:
        alight(trip, event.time);
        break;
      case TransitEvent::Kind::left_behind:
        ++board_.out.transit.left_behind;
        break;
      case TransitEvent::Kind::gave_up:
        ++board_.out.transit.gave_up;
        give_up(trip, event.time);
        break;
    }
  }
}

void DayTransit::tell(const TransitEvent& event) {
  EventLog& log = *board_.events;
  const TripId trip(static_cast<std::size_t>(event.tag));
  const scenarios::PersonId person = board_.person_of(trip);
  const Rider& rider = rider_of(trip);
  switch (event.kind) {
    case TransitEvent::Kind::boarded:
      return log.enters(event.time, person, numbers_.of_run(event.trip), rider.stop);
    case TransitEvent::Kind::alighted: {
      const TransitRide& ride = rider.rides[rider.next];
      return log.leg_ends(event.time, person, stop_of(ride, ride.alight));
    }
    case TransitEvent::Kind::left_behind:
      return log.left_behind(event.time, person, numbers_.of_run(event.trip), rider.stop);
    case TransitEvent::Kind::gave_up:
      return log.waits_in_vain(event.time, person, rider.stop);
  }
}

void DayTransit::alight(TripId trip, TimeOfDay at) {
  Rider& rider = rider_of(trip);
  const TransitRide& ride = rider.rides[rider.next];
  rider.stop = stop_of(ride, ride.alight);
  TripRow& row = board_.row(trip);
  LegRow leg;
  leg.trip = trip;
  leg.mode = mode_transit;
  leg.departure = rider.boarded;
  leg.arrival = at;
  leg.distance = ridden(ride);
  leg.line = timetable_.pattern_line[ride.pattern];
  leg.from_stop = stop_of(ride, ride.board);
  leg.to_stop = stop_of(ride, ride.alight);
  board_.out.legs.push_back(leg);
  row.distance += leg.distance;
  if (++rider.next < rider.rides.size()) {
    ++row.transfers;
    walk_to_next(trip, at);
    return;
  }
  if (rider.egress > Duration{}) walk_leg(trip, at, rider.egress);
  board_.wake(at + rider.egress, trip, Wake::Kind::arrive);
}

/// Nothing more leaves here: another journey from this stop, a walk, or stranded.
void DayTransit::give_up(TripId trip, TimeOfDay at) {
  Rider& rider = rider_of(trip);
  TripRow& row = board_.row(trip);
  row.wait = row.wait + (at - rider.since);
  const StopId stop = stop_of(rider.rides[rider.next], rider.rides[rider.next].board);
  const Point goal = board_.world.population.destination[trip];
  // What was ridden stays in the record; what was planned from here on goes.
  rider.rides.resize(rider.next);
  const geo::TransitJourney* journey = planner().from_stop(stop, goal, at);
  if (journey != nullptr) {
    for (const TransitRide& ride : rides_of(*journey)) rider.rides.push_back(ride);
    rider.egress = journey->egress;
    walk_to_next(trip, at);
    return;
  }
  const scenarios::ChoiceParameters& choice = board_.world.scenario.choice;
  const Metres way = distance(timetable_.stop_place[stop], goal) * choice.walk_detour;
  if (way > Metres(choice.walk_longest_km * 1000.0)) {
    board_.row(trip).status = TripStatus::stranded;
    if (board_.events != nullptr) board_.events->gives_up(at, board_.person_of(trip), stop);
    return;
  }
  const Duration walk = board_.ways().walk_time(way);
  if (rider.rides.empty()) row.mode = mode_walk;
  walk_leg(trip, at, walk);
  board_.wake(at + walk, trip, Wake::Kind::arrive);
}

void DayTransit::count_lines() {
  constexpr std::int64_t hour_ms = 3'600'000;
  constexpr std::size_t hours = 27;
  std::vector<LineHourRow> rows(timetable_.line_count() * hours);
  for (const geo::PatternId pattern : timetable_.pattern_line.ids()) {
    const geo::LineId line = timetable_.pattern_line[pattern];
    for (geo::TransitTripId trip = timetable_.trips_begin(pattern);
         trip < timetable_.trips_end(pattern);
         trip = geo::TransitTripId(std::size_t{trip.value} + 1)) {
      const std::int64_t since = (timetable_.departure_at(pattern, trip, 0) - day_start).ms;
      const auto hour = static_cast<std::size_t>(
          std::clamp<std::int64_t>(since / hour_ms, 0, std::int64_t{hours} - 1));
      const TripCounts& counts = vehicles_.trips()[trip];
      LineHourRow& row = rows[line.value * hours + hour];
      row.line = line;
      row.hour = static_cast<std::uint32_t>(hour);
      row.places = vehicles_.places(line);
      ++row.vehicles;
      row.boardings += counts.boardings;
      row.left_behind += counts.left_behind;
      row.greatest_load = std::max(row.greatest_load, counts.greatest_load);
    }
  }
  for (const LineHourRow& row : rows) {
    if (row.vehicles > 0) board_.out.lines.push_back(row);
  }
}

void DayTransit::finish() {
  for (const StopId stop : timetable_.stop_place.ids()) {
    const StopCounts& counts = vehicles_.stops()[stop];
    board_.out.stops.push_back({stop, counts.boardings, counts.alightings, counts.left_behind});
  }
  count_lines();
}

bool DayTransit::has_ride(TripId trip) const {
  if (trip.value >= row_of_.size() || row_of_[trip] == no_rider) return false;
  const Rider& rider = riders_[row_of_[trip]];
  return rider.next < rider.rides.size();
}

void DayTransit::Rider::visit(Archive& archive) {
  std::uint64_t at = next;
  archive(rides, at, egress, stop, since, boarded);
  next = static_cast<std::size_t>(at);
}

void DayTransit::visit(Archive& archive) {
  // A field more: of the day so far, or made anew when it is needed?
  static_assert(sizeof(DayTransit) == 456 && sizeof(Rider) == 56,
                "a field came or went: see visit, then renew the size");
  const std::size_t trips = row_of_.size();
  archive.part("rides");
  archive(row_of_, riders_, vehicles_, buses_);
  if (!archive.reading()) return;
  archive.require(row_of_.size() == trips, "as many trips as the population has");
  if (archive.good()) check(archive);
}

void DayTransit::check(Archive& archive) const {
  for (const Rider& rider : riders_) {
    archive.require(rider.next <= rider.rides.size() && sane(rider.egress) &&
                        may_be(rider.stop, timetable_.stop_count()),
                    "rides of a journey");
    for (const TransitRide& ride : rider.rides) {
      const bool known = ride.pattern.value < timetable_.pattern_count();
      archive.require(
          known && ride.board < ride.alight && ride.alight < timetable_.stops_of(ride.pattern),
          "rides on lines of the timetable");
      archive.require(sane(Duration{ride.walk_ms}) && ride.walk_ms >= 0, "walks of one day");
    }
  }
  for (const std::uint32_t row : row_of_) {
    archive.require(row == no_rider || row < riders_.size(), "a journey that there is");
  }
}

}  // namespace eveil::sim

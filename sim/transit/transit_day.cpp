// SPDX-License-Identifier: Apache-2.0
#include "sim/transit/transit_day.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <tuple>
#include <utility>

namespace eveil::sim {

namespace {

using geo::StopId;
using geo::TransitTripId;
using Kind = TransitEvent::Kind;

constexpr TimeOfDay never{std::numeric_limits<std::int32_t>::max()};
constexpr TimeOfDay before_all{std::numeric_limits<std::int32_t>::min()};

bool boards_before(const TransitPassenger& a, const TransitPassenger& b) {
  return std::tie(a.since, a.name, a.tag) < std::tie(b.since, b.name, b.tag);
}

}  // namespace

TransitDay::TransitDay(const geo::Timetable& timetable, double sample, CalledPatterns called)
    : timetable_(timetable), called_(std::move(called)) {
  for (const std::uint16_t places : timetable.line_places) {
    places_.push_back(static_cast<std::uint32_t>(std::max(1.0, std::floor(places * sample + 0.5))));
  }
  start_day();
}

void TransitDay::start_day() {
  queues_.assign(timetable_.pattern_stops.values().size(), {});
  vehicle_.assign(timetable_.trip_count(), {});
  trips_.assign(timetable_.trip_count(), {});
  stops_.assign(timetable_.stop_count(), {});
  due_.clear();
  now_ = before_all;
  waiting_ = 0;
  aboard_ = 0;
  left_.assign(queues_.size(), 0);
  for (const geo::PatternId pattern : called_.ids()) {
    if (!is_called(pattern)) continue;
    for (std::size_t position = 0; position < timetable_.stops_of(pattern); ++position) {
      left_[row_of(pattern, position)] = timetable_.next_trip(pattern, position, day_start).value -
                                         timetable_.trips_begin(pattern).value;
    }
  }
}

void TransitDay::expect(const Due& due) {
  due_.push_back(due);
  std::push_heap(due_.begin(), due_.end(), std::greater<>());
}

void TransitDay::wait(const TransitPassenger& passenger) {
  EVEIL_ASSERT(passenger.board < passenger.alight &&
               passenger.alight < timetable_.stops_of(passenger.pattern));
  const TimeOfDay from = std::max(passenger.since, now_);
  Due due{from, TransitTripId::none(), passenger.board, Due::What::nothing_more, passenger.pattern};
  People& queue = queue_of(due);
  queue.insert(std::upper_bound(queue.begin(), queue.end(), passenger, boards_before), passenger);
  ++waiting_;
  if (is_called(due.pattern)) {
    if (left_[row_of(due.pattern, due.position)] == trips_of(due.pattern)) expect(due);
    return;
  }
  const TransitTripId trip = timetable_.next_trip(due.pattern, due.position, from);
  if (trip < timetable_.trips_end(due.pattern)) {
    due.time = timetable_.departure_at(due.pattern, trip, due.position);
    due.trip = trip;
    due.what = Due::What::departure;
  }
  expect(due);
}

void TransitDay::arrives(TransitTripId trip, std::uint16_t position, TimeOfDay at) {
  const geo::PatternId pattern = timetable_.pattern_of(trip);
  EVEIL_ASSERT(is_called(pattern) && position > 0);
  expect({at, trip, position, Due::What::arrival, pattern});
}

void TransitDay::leaves(TransitTripId trip, std::uint16_t position, TimeOfDay at) {
  const geo::PatternId pattern = timetable_.pattern_of(trip);
  EVEIL_ASSERT(is_called(pattern) && position + 1U < timetable_.stops_of(pattern));
  expect({at, trip, position, Due::What::departure, pattern});
}

TimeOfDay TransitDay::next_due() const { return due_.empty() ? never : due_.front().time; }

void TransitDay::advance(TimeOfDay until, std::vector<TransitEvent>& events) {
  while (!due_.empty() && due_.front().time < until) {
    const Due due = due_.front();
    while (!due_.empty() && due_.front() == due) {
      std::pop_heap(due_.begin(), due_.end(), std::greater<>());
      due_.pop_back();
    }
    switch (due.what) {
      case Due::What::arrival:
        alight(due, events);
        break;
      case Due::What::departure:
        board(due, events);
        break;
      case Due::What::nothing_more:
        give_up(due, events);
        break;
    }
  }
  now_ = std::max(now_, until);
}

void TransitDay::alight(const Due& due, std::vector<TransitEvent>& events) {
  People& people = vehicle_[due.trip];
  const std::size_t first = events.size();
  std::size_t stay = 0;
  for (const TransitPassenger& person : people) {
    if (person.alight == due.position) {
      events.push_back({Kind::alighted, due.time, person.tag, due.trip});
    } else {
      people[stay++] = person;
    }
  }
  people.resize(stay);
  const auto left = static_cast<std::uint32_t>(events.size() - first);
  trips_[due.trip].alightings += left;
  stops_[timetable_.pattern_stops[due.pattern][due.position]].alightings += left;
  aboard_ -= left;
}

void TransitDay::board(const Due& due, std::vector<TransitEvent>& events) {
  People& queue = queue_of(due);
  People& vehicle = vehicle_[due.trip];
  const std::uint32_t places = places_[timetable_.pattern_line[due.pattern]];
  TripCounts& trip = trips_[due.trip];
  StopCounts& stop = stops_[timetable_.pattern_stops[due.pattern][due.position]];
  std::size_t came = 0;
  while (came < queue.size() && queue[came].since <= due.time) ++came;
  const std::size_t in = std::min(came, std::size_t{places} - vehicle.size());
  for (std::size_t row = 0; row < in; ++row) {
    const TransitPassenger& person = queue[row];
    vehicle.push_back(person);
    events.push_back({Kind::boarded, due.time, person.tag, due.trip});
    if (is_called(due.pattern)) continue;
    Due end = due;
    end.time = timetable_.arrival_at(due.pattern, due.trip, person.alight);
    end.position = person.alight;
    end.what = Due::What::arrival;
    expect(end);
  }
  for (std::size_t row = in; row < came; ++row) {
    events.push_back({Kind::left_behind, due.time, queue[row].tag, due.trip});
  }
  const auto boarded = static_cast<std::uint32_t>(in);
  const auto behind = static_cast<std::uint32_t>(came - in);
  queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(in));
  waiting_ -= boarded;
  aboard_ += boarded;
  trip.boardings += boarded;
  stop.boardings += boarded;
  trip.left_behind += behind;
  stop.left_behind += behind;
  trip.greatest_load = std::max(trip.greatest_load, static_cast<std::uint32_t>(vehicle.size()));
  if (is_called(due.pattern)) return has_left(due, events);
  if (behind == 0) return;
  Due next = due;
  next.trip = TransitTripId(std::size_t{due.trip.value} + 1);
  if (next.trip < timetable_.trips_end(due.pattern)) {
    next.time = timetable_.departure_at(due.pattern, next.trip, due.position);
    expect(next);
  } else {
    give_up(due, events);
  }
}

/// Who still waits after the last one gives up: now, or on coming to the stop.
void TransitDay::has_left(const Due& due, std::vector<TransitEvent>& events) {
  std::uint32_t& left = left_[row_of(due.pattern, due.position)];
  ++left;
  if (left < trips_of(due.pattern)) return;
  give_up(due, events);
  for (const TransitPassenger& person : queue_of(due)) {
    expect(
        {person.since, TransitTripId::none(), due.position, Due::What::nothing_more, due.pattern});
  }
}

void TransitDay::give_up(const Due& due, std::vector<TransitEvent>& events) {
  People& queue = queue_of(due);
  std::size_t rows = 0;
  for (; rows < queue.size() && queue[rows].since <= due.time; ++rows) {
    events.push_back({Kind::gave_up, due.time, queue[rows].tag, due.trip});
  }
  queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(rows));
  waiting_ -= static_cast<std::uint32_t>(rows);
}

void TransitDay::visit(Archive& archive) {
  static_assert(
      sizeof(TransitDay) == 216,
      "a field came or went: see visit, then renew the size");  // a field more: of the timetable,
                                                                // or of the day?
  const std::size_t queues = queues_.size();
  archive.part("public transport");
  archive(queues_, left_, vehicle_, due_, now_, trips_, stops_, waiting_, aboard_);
  if (!archive.reading()) return;
  archive.require(queues_.size() == queues && left_.size() == queues &&
                      vehicle_.size() == timetable_.trip_count() &&
                      trips_.size() == timetable_.trip_count() &&
                      stops_.size() == timetable_.stop_count(),
                  "as many trips and stops as the timetable has");
  if (archive.good()) check(archive);
  std::make_heap(due_.begin(), due_.end(), std::greater<>());
}

void TransitDay::check(Archive& archive) const {
  std::size_t waiting = 0;
  std::size_t aboard = 0;
  for (const geo::PatternId pattern : timetable_.pattern_line.ids()) {
    const std::size_t stops = timetable_.stops_of(pattern);
    const auto fits = [&](const TransitPassenger& person) {
      return person.pattern == pattern && person.board < person.alight && person.alight < stops;
    };
    for (std::size_t position = 0; position < stops; ++position) {
      const People& queue = queues_[row_of(pattern, position)];
      waiting += queue.size();
      archive.require(left_[row_of(pattern, position)] <= trips_of(pattern),
                      "no more departures than trips");
      for (const TransitPassenger& person : queue) {
        archive.require(fits(person) && person.board == position, "people at their stop");
      }
    }
    const std::uint32_t places = places_[timetable_.pattern_line[pattern]];
    for (TransitTripId trip = timetable_.trips_begin(pattern); trip < timetable_.trips_end(pattern);
         trip = TransitTripId(std::size_t{trip.value} + 1)) {
      aboard += vehicle_[trip].size();
      archive.require(vehicle_[trip].size() <= places, "no more people aboard than places");
      for (const TransitPassenger& person : vehicle_[trip]) {
        archive.require(fits(person), "people in a vehicle of their line");
      }
    }
  }
  archive.require(waiting == waiting_ && aboard == aboard_, "as many people as are counted");
  for (const Due& due : due_) {
    bool fits =
        due.pattern.value < timetable_.pattern_line.size() && due.what <= Due::What::nothing_more;
    fits = fits && due.position < timetable_.stops_of(due.pattern);
    const bool in_trip = fits && timetable_.trips_begin(due.pattern) <= due.trip &&
                         due.trip < timetable_.trips_end(due.pattern);
    archive.require(fits && (in_trip || due.what == Due::What::nothing_more),
                    "vehicles at stops of their line");
  }
}

std::vector<TransitPassenger> TransitDay::everybody() const {
  std::vector<TransitPassenger> all;
  all.reserve(std::size_t{waiting_} + aboard_);
  for (const People& queue : queues_) all.insert(all.end(), queue.begin(), queue.end());
  for (const People& people : vehicle_) all.insert(all.end(), people.begin(), people.end());
  return all;
}

}  // namespace eveil::sim

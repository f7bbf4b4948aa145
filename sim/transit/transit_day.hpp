// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::sim {

/// Somebody at a stop who wants to go with the next vehicle of a pattern.
struct TransitPassenger {
  std::uint64_t tag = 0;   ///< the caller's, given back in events
  std::uint64_t name = 0;  ///< stable: decides who boards first of those who came together
  geo::PatternId pattern;
  std::uint16_t board = 0;  ///< positions in the pattern, board < alight
  std::uint16_t alight = 0;
  TimeOfDay since;  ///< at the stop from then on
};

struct TransitEvent {
  enum class Kind : std::uint8_t {
    boarded,
    alighted,
    left_behind,  ///< the vehicle left full; one waits for the next
    gave_up       ///< no further trip of the pattern calls here
  } kind = Kind::boarded;
  TimeOfDay time;
  std::uint64_t tag = 0;
  geo::TransitTripId trip;  ///< none where there was no trip at all

  bool operator==(const TransitEvent&) const = default;
};

struct TripCounts {
  std::uint32_t boardings = 0;
  std::uint32_t alightings = 0;
  std::uint32_t left_behind = 0;  ///< times that somebody was
  std::uint32_t greatest_load = 0;
};

struct StopCounts {
  std::uint32_t boardings = 0;
  std::uint32_t alightings = 0;
  std::uint32_t left_behind = 0;
};

/// Patterns whose vehicles don't follow the timetable: somebody else says when they are where.
using CalledPatterns = Column<geo::PatternId, std::uint8_t>;

/// The vehicles of one day: they follow the timetable, or what is told of them, and have places.
///
/// At a stop people alight on arrival and board on departure, in order of (since, name), while
/// there are places. Only trips with somebody aboard or waiting cost anything. Serial; the
/// timetable must outlive it.
class TransitDay {
 public:
  /// \param sample  share of the population simulated, over 0 to 1: a vehicle has its line's places
  /// times it, rounded to the nearest whole number (halves up), at least 1.
  /// \param called  1: `arrives` and `leaves` are told of each of its trips; no rows: of none.
  TransitDay(const geo::Timetable& timetable, double sample, CalledPatterns called = {});

  /// Empties vehicles, stops and counts.
  void start_day();

  /// From `since` on, or from the last `advance` where that is later, the passenger is at the stop;
  /// a vehicle that leaves at that very moment is still caught.
  /// \pre the pattern may be boarded at `board` and left at `alight`.
  void wait(const TransitPassenger& passenger);

  // Of the trips of a called pattern, before `advance` comes to `at`: each arrives at every stop
  // after the first and leaves every stop but the last, those before the day's start excepted.

  void arrives(geo::TransitTripId trip, std::uint16_t position, TimeOfDay at);
  void leaves(geo::TransitTripId trip, std::uint16_t position, TimeOfDay at);

  /// When something happens next; the end of time where nobody travels or waits.
  TimeOfDay next_due() const;

  /// Appends what happens before `until`, ordered by (time, trip, position, alighting before
  /// boarding, since, name).
  void advance(TimeOfDay until, std::vector<TransitEvent>& events);

  std::uint32_t places(geo::LineId line) const { return places_[line]; }
  std::uint32_t waiting() const { return waiting_; }
  std::uint32_t aboard() const { return aboard_; }
  /// Of the day so far.
  const Column<geo::TransitTripId, TripCounts>& trips() const { return trips_; }
  const Column<geo::StopId, StopCounts>& stops() const { return stops_; }

  /// Who waits and rides, and the counts.
  void visit(Archive& archive);
  /// Everybody who waits or rides, in no order that means anything.
  std::vector<TransitPassenger> everybody() const;

 private:
  /// What a vehicle does at a stop next, or that a queue waits for nothing.
  struct Due {
    enum class What : std::uint8_t { arrival, departure, nothing_more };
    TimeOfDay time;
    geo::TransitTripId trip;
    std::uint16_t position = 0;
    What what = What::arrival;
    geo::PatternId pattern;

    auto operator<=>(const Due&) const = default;
  };
  using People = std::vector<TransitPassenger>;

  bool is_called(geo::PatternId pattern) const {
    return pattern.value < called_.size() && called_[pattern] != 0;
  }
  std::size_t row_of(geo::PatternId pattern, std::size_t position) const {
    return timetable_.pattern_stops.offsets()[pattern.value] + position;
  }
  People& queue_of(const Due& due) { return queues_[row_of(due.pattern, due.position)]; }
  std::uint32_t trips_of(geo::PatternId pattern) const {
    return timetable_.trips_end(pattern).value - timetable_.trips_begin(pattern).value;
  }
  void expect(const Due& due);
  void alight(const Due& due, std::vector<TransitEvent>& events);
  void board(const Due& due, std::vector<TransitEvent>& events);
  void has_left(const Due& due, std::vector<TransitEvent>& events);
  void give_up(const Due& due, std::vector<TransitEvent>& events);
  void check(Archive& archive) const;

  const geo::Timetable& timetable_;
  CalledPatterns called_;
  Column<geo::LineId, std::uint32_t> places_;
  std::vector<People> queues_;       ///< one a stop of a pattern; by (since, name, tag)
  std::vector<std::uint32_t> left_;  ///< likewise: how many trips have left; of called patterns
  Column<geo::TransitTripId, People> vehicle_;
  std::vector<Due> due_;  ///< heap, the earliest first; the same may be there several times
  TimeOfDay now_;
  Column<geo::TransitTripId, TripCounts> trips_;
  Column<geo::StopId, StopCounts> stops_;
  std::uint32_t waiting_ = 0;
  std::uint32_t aboard_ = 0;
};

}  // namespace eveil::sim

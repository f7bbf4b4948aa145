// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/routing/stop_finder.hpp"
#include "geo/routing/transit_search.hpp"
#include "geo/transit/timetable.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"

namespace eveil::sim {

/// One vehicle of a journey, and the walk to where it is boarded.
struct TransitRide {
  geo::PatternId pattern;
  std::uint16_t board = 0;  ///< positions in the pattern
  std::uint16_t alight = 0;
  TimeOfDay departure;  ///< of the vehicle, by the timetable
  TimeOfDay arrival;
  std::int32_t walk_ms = 0;  ///< before it: from the origin or from the ride before
};

/// A journey by public transport with at least one ride, or none.
struct TransitWay {
  std::span<const TransitRide> rides;  ///< empty: there is none
  TimeOfDay leave;                     ///< the latest that still gets the first vehicle
  Duration egress;

  bool found() const { return !rides.empty(); }
  TimeOfDay arrival() const { return rides.back().arrival + egress; }
  Duration access() const { return {rides.front().walk_ms}; }
  Duration walking() const;
  Duration in_vehicle() const;
  /// At stops, for who leaves at `leave`.
  Duration waiting() const { return arrival() - leave - walking() - in_vehicle(); }
};

/// The rides of a journey that a search found, walks included.
std::vector<TransitRide> rides_of(const geo::TransitJourney& journey);

/// One known journey a trip. The timetable is the same every day, so each is searched once.
class TransitBook {
 public:
  TransitBook() = default;
  explicit TransitBook(std::size_t trips) { entries_.resize(trips); }

  TransitWay operator[](scenarios::TripId trip) const {
    const Entry& entry = entries_[trip];
    return {{rides_.data() + entry.first, entry.rides}, entry.leave, {entry.egress_ms}};
  }
  bool known(scenarios::TripId trip) const {
    return trip.value < entries_.size() && entries_[trip].rides > 0;
  }
  bool empty() const { return rides_.empty(); }
  void put(scenarios::TripId trip, const geo::TransitJourney& journey);
  void put(scenarios::TripId trip, const TransitWay& way);

 private:
  struct Entry {
    std::uint32_t first = 0;
    std::uint32_t rides = 0;
    TimeOfDay leave;
    std::int32_t egress_ms = 0;
  };
  Column<scenarios::TripId, Entry> entries_;
  std::vector<TransitRide> rides_;
};

/// Searches journeys between places: walks to and from stops included. One a thread.
class TransitPlanner {
 public:
  /// What it is given must outlive it.
  TransitPlanner(const geo::Timetable& timetable,
                 const geo::StopFinder& stops,
                 const scenarios::Scenario& scenario);

  /// The best journey that leaves at `departure` or later; null where walking all the way is
  /// better or nothing runs. Valid until the next search.
  const geo::TransitJourney* leaving(Point from, Point to, TimeOfDay departure);
  /// A late journey that is there at `wanted`, found in at most seven searches; where none is, the
  /// last one tried, or null.
  const geo::TransitJourney* arriving(Point from, Point to, TimeOfDay wanted);
  /// The stops that a place is walked to or from, nearest first.
  std::vector<geo::StopWalk> stops_around(Point place);
  /// From a stop on.
  const geo::TransitJourney* from_stop(geo::StopId stop, Point to, TimeOfDay departure);

 private:
  void walks(Point place, std::vector<geo::StopWalk>& found);
  Metres walk_between(Point a, Point b) const;
  Duration time_of(Metres walked) const;
  const geo::TransitJourney* best(TimeOfDay departure, Duration on_foot);

  const geo::Timetable* timetable_;
  const geo::StopFinder* stops_;
  const scenarios::Scenario* scenario_;
  geo::TransitSearch search_;
  std::vector<geo::NearStop> near_;
  std::vector<geo::StopWalk> access_;
  std::vector<geo::StopWalk> egress_;
};

/// Journeys of all trips: those with a wanted arrival are there by then where that can be, the
/// others leave at the planned departure or after. \threads parallel over trips; the same book at
/// any thread count.
TransitBook transit_book_of(const scenarios::Population& population,
                            const scenarios::Scenario& scenario,
                            const geo::Timetable& timetable,
                            const geo::StopFinder& stops);

}  // namespace eveil::sim

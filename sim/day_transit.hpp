// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/day_board.hpp"
#include "sim/day_buses.hpp"
#include "sim/transit/transit_day.hpp"
#include "sim/travellers/transit_book.hpp"

namespace eveil::sim {

/// Who goes by public transport on one day: walks, waits, rides, changes.
///
/// A known journey is taken up to its latest start; who is later, or is left at a stop where
/// nothing more leaves, looks for another one then.
class DayTransit {
 public:
  explicit DayTransit(DayBoard& board);

  /// Sets out; false where there is no ride from here now.
  bool begin(scenarios::TripId trip, TimeOfDay at);
  void at_stop(scenarios::TripId trip, TimeOfDay at);
  /// Vehicles up to `until`: buses set out, people board and alight.
  void advance(TimeOfDay until);
  /// A bus of `is_bus` is at its next stop; its people alight with the next `advance`.
  void arrived(const Arrival& arrival) { buses_.arrived(arrival, vehicles_); }
  TimeOfDay next_due() const;
  void finish();

  /// Who waits and rides, and the journeys they are on.
  void visit(Archive& archive);
  /// Whether the trip has a ride before it: who comes to a stop must.
  bool has_ride(scenarios::TripId trip) const;
  std::vector<TransitPassenger> everybody() const { return vehicles_.everybody(); }
  /// Whether the tag is that of a bus under way.
  bool owns(std::uint64_t tag) const { return buses_.owns(tag); }

 private:
  struct Rider {
    std::vector<TransitRide> rides;
    std::size_t next = 0;  ///< of them
    Duration egress;
    geo::StopId stop;   ///< where the rider is or was last, none before the first
    TimeOfDay since;    ///< at the stop
    TimeOfDay boarded;  ///< the vehicle under way

    void visit(Archive& archive);
  };
  void check(Archive& archive) const;

  Rider& rider_of(scenarios::TripId trip) { return riders_[row_of_[trip]]; }
  TransitPlanner& planner();
  void take(scenarios::TripId trip, std::vector<TransitRide> rides, Duration egress);
  void walk_to_next(scenarios::TripId trip, TimeOfDay at);
  void tell(const TransitEvent& event);
  void alight(scenarios::TripId trip, TimeOfDay at);
  void give_up(scenarios::TripId trip, TimeOfDay at);
  void walk_leg(scenarios::TripId trip, TimeOfDay at, Duration walk);
  geo::StopId stop_of(const TransitRide& ride, std::size_t position) const;
  Metres ridden(const TransitRide& ride) const;
  void count_lines();

  DayBoard& board_;
  const geo::Timetable& timetable_;
  TransitDay vehicles_;
  DayBuses buses_;
  VehicleNumbers numbers_;
  std::unique_ptr<TransitPlanner> planner_;  ///< made when first needed
  Column<scenarios::TripId, std::uint32_t> row_of_;
  std::vector<Rider> riders_;
  std::vector<TransitEvent> events_;
};

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "geo/base/archive.hpp"
#include "sim/day.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// Something that a traveller does at a time that is known before.
struct Wake {
  enum class Kind : std::uint8_t {
    depart,   ///< sets out on the trip
    arrive,   ///< is there
    drive,    ///< is back at the car
    at_stop,  ///< is at the stop of the next ride
  };
  TimeOfDay time;
  scenarios::TripId trip;
  Kind kind = Kind::depart;
};

/// What the parts of a day share: the plan, who is where in it, and what came of it so far.
class DayBoard {
 public:
  /// What it is given must outlive it.
  DayBoard(const World& the_world, const DayPlan& the_plan, Traffic& roads);

  const World& world;
  const DayPlan& plan;
  Traffic& traffic;
  DayOutcome out;
  EventLog* const events;         ///< null where nobody wants them
  Column<TourId, Mode> mode_now;  ///< the plan, but for tours that fell back to the car

  void wake(TimeOfDay at, scenarios::TripId trip, Wake::Kind kind);
  /// The earliest wake before `end` into `next`; false where there is none.
  bool next_wake(TimeOfDay end, Wake& next);
  TimeOfDay next_wake_time() const;

  TripRow& row(scenarios::TripId trip) { return out.trips[trip]; }
  const Ways& ways() const { return plan.choice.ways(); }
  scenarios::PersonId person_of(scenarios::TripId trip) const {
    return world.population.person[trip];
  }
  TourId tour_of(scenarios::TripId trip) const { return world.tours.tour_of[trip]; }
  bool at_home(scenarios::TripId trip) const {
    return world.tours.first_trip[tour_of(trip)] == trip;
  }
  /// Stable: keys draws and orders.
  std::uint64_t name_of(scenarios::TripId trip) const;

  /// The trip ends at `at`, and the next one is planned.
  void arrive(scenarios::TripId trip, TimeOfDay at);
  /// On foot all the way from now on; the main leg where nothing was before.
  void walk(scenarios::TripId trip, TimeOfDay at);
  /// Nothing is left: refused at home, or stranded away from it.
  void give_up(scenarios::TripId trip, TimeOfDay at);

  /// What came of the day so far, and who wakes when.
  void visit(Archive& archive);
  const std::vector<Wake>& wakes() const { return wakes_; }

 private:
  void plan_after(scenarios::TripId trip, TimeOfDay from);
  void check(Archive& archive) const;

  struct Later {
    bool operator()(const Wake& a, const Wake& b) const {
      return std::tie(a.time, a.trip, a.kind) > std::tie(b.time, b.trip, b.kind);
    }
  };
  std::vector<Wake> wakes_;  ///< heap, the earliest first
};

}  // namespace eveil::sim

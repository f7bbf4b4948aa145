// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/units.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/travellers/tours.hpp"

namespace eveil::sim {

/// What does not depend on the day: who has a car or a bicycle, how long a walk or a ride on it
/// takes, what things cost.
///
/// Pure: the same answers from any thread. What it looks at must outlive it.
class Ways {
 public:
  Ways(const scenarios::Population& population,
       const scenarios::Scenario& scenario,
       const Tours& tours)
      : population_(&population), scenario_(&scenario), tours_(&tours) {}

  bool has_car(TourId tour) const;
  bool has_bicycle(TourId tour) const;
  bool has_driver(TourId tour) const;  ///< somebody of the household can drive them
  /// Whether a car route of its trips is worth knowing: for a car or the direct way of a service.
  bool needs_routes(TourId tour) const;

  double straight_m(scenarios::TripId trip) const;
  Metres walk_distance(scenarios::TripId trip) const;
  Duration walk_time(scenarios::TripId trip) const;
  Duration walk_time(Metres walked) const;
  Metres walked(Duration walk) const;           ///< the way that takes so long
  bool walkable(scenarios::TripId trip) const;  ///< no longer than a fallback walk
  Metres bicycle_distance(scenarios::TripId trip) const;
  Duration bicycle_time(scenarios::TripId trip) const;

  /// By the hour: prices may change over the day.
  double car_cost(Metres distance, TimeOfDay departure) const;
  /// A trip by public transport, changes included; nothing for who has a pass.
  double transit_fare(scenarios::PersonId person, TimeOfDay departure) const;
  double fare(scenarios::ServiceId service, Metres direct) const;

 private:
  const scenarios::Population* population_;
  const scenarios::Scenario* scenario_;
  const Tours* tours_;
};

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/routing/road_router.hpp"
#include "sim/records.hpp"
#include "sim/travellers/modes.hpp"
#include "sim/travellers/parking_level.hpp"
#include "sim/travellers/route_book.hpp"
#include "sim/travellers/service_level.hpp"
#include "sim/travellers/tours.hpp"

namespace eveil::sim {

/// All that travellers have learnt: what `run` leaves as its state and replications fork from.
struct LearntState {
  std::uint64_t seed = 1;
  double sample = 1.0;
  std::uint32_t days = 0;  ///< days learnt
  std::string territory_digest;
  std::string population_digest;
  std::string scenario_digest;         ///< of the scenario that learnt
  std::vector<std::string> modes;      ///< names behind `Mode` values, car_driver first
  geo::LinkTimes times;                ///< learnt link times
  std::vector<std::uint32_t> free_ms;  ///< free-flow time by link of the roads learnt on
  std::vector<ServiceLevel> levels;    ///< one a service
  ParkingLevel parking;
  Column<TourId, Mode> tour_mode;                  ///< the last day's choice
  Column<scenarios::TripId, TimeOfDay> departure;  ///< intended
  RouteBook routes;
  std::vector<std::uint64_t> background_names;  ///< of the world's background vehicles, in order
  std::vector<std::vector<geo::LinkId>> background_routes;  ///< one a name; empty: not known
  std::vector<ConvergenceRow> convergence;
};

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/routing/road_router.hpp"
#include "scenarios/population/population.hpp"
#include "sim/records.hpp"

namespace eveil::sim {

/// Hours of a day from 03:00 for which a service's expected level is kept.
inline constexpr std::size_t level_hours = 27;

/// What travellers expect of a service: what was observed by hour of request, older days fading.
struct ServiceLevel {
  std::string service;  ///< its name: levels are matched by name between scenarios
  struct Hour {
    double requests = 0.0;   ///< weight of what was observed
    double wait_s = 0.0;     ///< sum; a refusal counts as the longest wait
    double detour = 0.0;     ///< sum over rides done of ride time ÷ direct time
    double rides = 0.0;
    double refusals = 0.0;
  };
  std::array<Hour, level_hours> hours{};
};

/// One known car route a trip, empty where there is none; rewritten in bulk by the learning.
struct RouteBook {
  Column<scenarios::TripId, std::uint64_t> first;
  Column<scenarios::TripId, std::uint32_t> length;
  std::vector<geo::LinkId> links;

  std::span<const geo::LinkId> operator[](scenarios::TripId trip) const {
    return {links.data() + first[trip], length[trip]};
  }
};

/// All that travellers have learnt: what `run` leaves as its state and replications fork from.
struct LearntState {
  std::uint64_t seed = 1;
  std::uint32_t days = 0;             ///< days learnt
  std::string territory_digest;
  std::string scenario_digest;
  std::string population_digest;
  geo::LinkTimes times;               ///< learnt link times
  std::vector<ServiceLevel> levels;   ///< one a service that ran
  std::vector<Mode> tour_mode;        ///< mode of each tour, by RunPlan's tour rows
  RouteBook routes;
  std::vector<ConvergenceRow> convergence;
  std::vector<std::string> modes;     ///< names behind `Mode` values, car_driver first
};

}  // namespace eveil::sim

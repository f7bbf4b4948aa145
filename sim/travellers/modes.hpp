// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"

namespace eveil::sim {

/// How a trip is made: the five modes that every territory has, then the scenario's services in
/// their order.
using Mode = std::uint8_t;
inline constexpr Mode mode_car = 0;
inline constexpr Mode mode_walk = 1;
inline constexpr Mode mode_bicycle = 2;
inline constexpr Mode mode_passenger = 3;  ///< in the car of somebody else
inline constexpr Mode mode_transit = 4;
inline constexpr Mode first_service_mode = 5;
inline constexpr Mode no_mode = 255;

constexpr bool is_service(Mode mode) { return mode >= first_service_mode && mode != no_mode; }

/// The mode that a plan states. \pre `stated` has the trip.
constexpr Mode mode_of(scenarios::StatedMode stated) {
  switch (stated) {
    case scenarios::StatedMode::car:
      return mode_car;
    case scenarios::StatedMode::walk:
      return mode_walk;
    case scenarios::StatedMode::bicycle:
      return mode_bicycle;
    case scenarios::StatedMode::passenger:
      return mode_passenger;
    case scenarios::StatedMode::transit:
      break;
  }
  return mode_transit;
}

/// The names behind the values of `Mode`, car_driver first.
std::vector<std::string> mode_names(const scenarios::Scenario& scenario);

}  // namespace eveil::sim

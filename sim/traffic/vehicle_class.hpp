// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "geo/base/units.hpp"
#include "geo/network/network.hpp"

namespace eveil::sim {

/// The classes of vehicles that link records tell apart.
/// Values are part of the results: append, never renumber.
enum class VehicleClass : std::uint8_t { car, service, background, truck, bus, bicycle };
inline constexpr std::size_t vehicle_class_count = 6;

/// What a class of vehicles is.
struct ClassFacts {
  std::string_view name;
  /// Its own top speed: on a link it drives at that or the link's free speed, whichever is less.
  MetresPerSecond top_speed;
  double size;          ///< usual, in passenger-car units
  std::uint8_t access;  ///< bit of geo::Access that a link must have
  /// In the link's queue: it takes room and flow, and is held up. Else it drives along the queue at
  /// its own speed and takes neither.
  bool in_queue;
};

inline constexpr MetresPerSecond as_the_road{std::numeric_limits<double>::infinity()};

/// \source truck and bus: sizes of 2 to 3.5 and 2 to 2.5, speeds of 80 and 70 km/h, usual figures
///         [UM]; bicycle: 15 km/h, mobility-team/mobility, a French tool (commit 4253f50) [S].
inline constexpr std::array<ClassFacts, vehicle_class_count> class_facts{{
    {"car", as_the_road, 1.0, geo::access_car, true},
    {"service", as_the_road, 1.0, geo::access_car, true},
    {"background", as_the_road, 1.0, geo::access_car, true},
    {"truck", kilometres_per_hour(80.0), 2.0, geo::access_car, true},
    {"bus", kilometres_per_hour(70.0), 2.0, geo::access_bus, true},
    {"bicycle", kilometres_per_hour(15.0), 0.2, geo::access_bicycle, false},
}};
constexpr const ClassFacts& facts_of(VehicleClass vehicle_class) {
  return class_facts[static_cast<std::size_t>(vehicle_class)];
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/network/road_source.hpp"

namespace eveil::geo {

/// How far a default can be trusted: read in the source named, computed from it, or a choice of
/// this project.
enum class Evidence : std::uint8_t { read_in_source, chosen_here };

/// What a road of a class is taken to be where its source doesn't say.
struct RoadDefaults {
  MetresPerSecond speed;            ///< free speed
  float lanes;                      ///< in one direction
  VehiclesPerSecond lane_capacity;  ///< of one lane
  Evidence speed_evidence;
  Evidence lane_evidence;  ///< of lanes and capacity
};

RoadDefaults defaults_of(RoadClass road_class);

/// What a lane of a class carries: what the territory says, else the default.
VehiclesPerSecond lane_capacity(RoadClass road_class, const LaneCapacities& stated);

/// Where the tables were read.
std::string_view speed_source();
std::string_view lane_source();

/// Stated speeds of a class serve the roads of that class without one from this many on.
inline constexpr std::size_t speeds_for_a_median = 30;

}  // namespace eveil::geo

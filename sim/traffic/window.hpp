// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/traffic/state.hpp"

namespace eveil::sim {

/// Runs one window of a second: finds the active nodes, the node phase, the link phase, arrivals.
/// \threads parallel inside; the same state at any number of them.
void run_window(RoadState& state, std::vector<Arrival>& arrivals);

/// Moves those who drive along the queues to the window's end, and hands over who arrives. One
/// thread.
void run_beside(RoadState& state, std::vector<std::uint32_t>& arrived);

/// Puts a vehicle of such a class on the road, or on the heap again with another time.
void drive_beside(RoadState& state, std::uint32_t vehicle);
void leave_beside(RoadState& state, std::uint32_t vehicle);

/// The order of vehicles in `RoadState::off_road` and `beside`: a heap with the first (time, name)
/// in front.
bool arrives_later(const RoadState& state, std::uint32_t a, std::uint32_t b);

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/traffic/state.hpp"

/// The vehicles that wait to depart at the end of a link: a pairing heap by (time, name) in the
/// vehicles' own rows, so that a million on one link cost as little each as one. While a vehicle
/// waits, `next` is the one beside it, `entry` its first child, `distance_mm` the one before it or
/// its parent.
/// \source Fredman, Sedgewick, Sleator, Tarjan 1986, "The pairing heap".
namespace eveil::sim {

void start_waiting(RoadState& state, std::uint32_t vehicle);
/// Takes the first off the heap of `link`. \threads any, on different links.
void leave_waiting(RoadState& state, std::uint32_t link);
/// Takes any vehicle off the heap in which it waits.
void stop_waiting(RoadState& state, std::uint32_t vehicle);
std::uint32_t count_waiting(const RoadState& state, std::uint32_t link);

}  // namespace eveil::sim

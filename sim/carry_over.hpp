// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "sim/state.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// Makes what was learnt on other roads true of this world's, and leaves it alone where nothing
/// differs, to the bit.
///
/// A link whose free-flow time is another one keeps the delay that was learnt, on top of the new
/// time: so no time falls below what the searches' lower bounds rest on. A route that leads over
/// closed links, or from or to a link where the traveller isn't any more, is forgotten.
void carry_over(const World& world, LearntState& state);

/// Whether every link of a route is open to cars.
bool passable(const geo::RoadGraph& graph, std::span<const geo::LinkId> route);

}  // namespace eveil::sim

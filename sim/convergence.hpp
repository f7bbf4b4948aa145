// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/day.hpp"
#include "sim/records.hpp"
#include "sim/state.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// What a day's convergence row says of the day itself: traffic, transit, modes and mean time of
/// the trips that were done. `day`, gaps and what changed are the run's to add.
ConvergenceRow convergence_of(const World& world, const DayOutcome& outcome);

/// The share of people who have a tour whose mode is another than before.
double changed_share(const World& world,
                     const Column<TourId, Mode>& before,
                     const Column<TourId, Mode>& after);

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "geo/base/error.hpp"
#include "sim/records.hpp"
#include "sim/state.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// Wall-clock seconds, for reports about the program; never part of results.
struct RunTimings {
  double traffic_s = 0.0;   ///< moving people and vehicles through their days
  double planning_s = 0.0;  ///< routes and choices
  double checking_s = 0.0;  ///< gaps
};

/// What a run is told besides its world.
struct RunControl {
  std::uint64_t replication = 0;
  std::uint32_t record_days = 1;            ///< the last ones go to the sink
  const std::atomic<bool>* stop = nullptr;  ///< asked between days
  /// Day done (from 1), of how many.
  std::function<void(std::uint32_t, std::uint32_t)> progress;
  RunTimings* timings = nullptr;  ///< where to add them; may be null
};

/// Learns `simulation.days` days with the tastes of replication 0, from free flow on.
/// \param sink  where the last days go; may be null.
/// \errors interrupted: `stop` was set; what was learnt is lost.
Expected<LearntState> learn(const World& world, const RunControl& control, Sink* sink);

/// One replication: forks from what was learnt, lets everybody choose once anew with the
/// replication's tastes against it, and runs `simulation.fork_days` further days. \pre state is of
/// the same territory, seed and sample (`check_state`).
Expected<LearntState> fork(const World& world,
                           const LearntState& learnt,
                           const RunControl& control,
                           Sink* sink);

/// Whether a run of this world may start from that state.
/// \errors bad_input: names what differs: territory, seed, sample, population, its size.
Expected<void> check_state(const World& world, const LearntState& state);

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/error.hpp"
#include "geo/base/stop.hpp"
#include "sim/day.hpp"
#include "sim/records.hpp"
#include "sim/state.hpp"
#include "sim/timings.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// A moment at which a run can be broken off.
struct RunMoment {
  std::uint32_t days = 0;  ///< of this run that are done
  /// Within the next one; null: between two days, before the plan of the next one is made.
  const DayMoment* within = nullptr;
};

/// What a run is told besides its world.
struct RunControl {
  std::uint64_t replication = 0;
  // The last days go to the sink, which is told of each what it is for.
  std::uint32_t average_days = 1;  ///< that are observed
  std::uint32_t record_days = 1;   ///< whose rows are part of the result
  StopFlag stop = nullptr;         ///< asked between any two windows, too
  /// Day done (from 1), of how many.
  std::function<void(std::uint32_t, std::uint32_t)> progress;
  /// After each day but the last, and within a day where `checkpoint_due` says so or `stop` is set:
  /// what is known then. Not within a day whose events go to the sink: it is lived anew. Its
  /// failure ends the run.
  std::function<Expected<void>(const LearntState&, const RunMoment&)> checkpoint;
  std::function<bool()> checkpoint_due;  ///< asked between windows; may be empty
  RunTimings* timings = nullptr;         ///< where to add them; may be null
};

/// Where a run stood at a RunMoment. All that follows depends on this alone: a run that goes on
/// from here is to the bit the one that was never broken off.
struct Checkpoint {
  LearntState state;
  std::uint32_t days = 0;  ///< of this run that are done
  bool forked = false;
  std::vector<std::byte> within = {};  ///< of the day under way; empty: between two days
  TimeOfDay window = {};               ///< of that day, the next one
  std::string where = {};              ///< the file, for messages
};

/// Learns `simulation.days` days with the tastes of replication 0, from free flow on. \pre where it
/// ends at a gap, `record_days` is at most `average_days`: the days before were not handed over.
/// \param sink  where the last days go; may be null.
/// \errors interrupted: `stop` was set; what came after the last checkpoint is lost. What
/// `checkpoint` returns.
Expected<LearntState> learn(const World& world, const RunControl& control, Sink* sink);

/// One replication: forks from what was learnt, lets everybody choose once anew with the
/// replication's tastes against it, and runs `simulation.fork_days` further days. \pre state is of
/// the same territory, seed and sample (`check_state`).
Expected<LearntState> fork(const World& world,
                           const LearntState& learnt,
                           const RunControl& control,
                           Sink* sink);

/// The other days of a run that was broken off; the sink gets the convergence of those done again,
/// and then what is new. \pre the same world, replication, averaged and recorded days as before.
Expected<LearntState> resume(const World& world,
                             Checkpoint from,
                             const RunControl& control,
                             Sink* sink);

/// Whether a run of this world may start from that state.
/// \errors bad_input: names what differs: territory, seed, sample, population, its size.
/// \param where  the state's file, for messages.
Expected<void> check_state(const World& world,
                           const LearntState& state,
                           const std::string& where = "state");

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "app/simulate.hpp"
#include "geo/base/error.hpp"
#include "output/checkpoints.hpp"
#include "output/parts_folder.hpp"
#include "output/run_writer.hpp"
#include "sim/run.hpp"

namespace eveil::app {

/// The folder of a run's parts, in use by it, and where the run begins.
struct RunStart {
  output::PartsFolder parts;
  output::Checkpoints checkpoints;
  std::optional<output::KeptCheckpoint> kept;  ///< none: from the first day

  std::uint32_t days() const { return kept ? kept->checkpoint.days : 0; }
  /// Where in the run; none where nothing is kept.
  std::optional<output::CheckpointTime> time() const;
};

/// Opens `output`.parts. With `resume` the run begins at its last checkpoint, and says so; else
/// what lies there is removed.
/// \errors bad_input: the checkpoint is of another run, or none can be read; failed: the folder.
Expected<RunStart> open_start(const sim::World& world,
                              const RunJob& job,
                              const RunSetting& setting);

/// Who records the days, and who makes a checkpoint count once they are on the disk.
struct Recording {
  sim::Sink* sink = nullptr;
  std::function<Expected<void>(output::CloseCheckpoint)> close;
};

/// The days of a run from where it begins, each but the last followed by a checkpoint; others
/// within days as `job.checkpoint_every` says and when it is told to stop.
/// \errors as sim::learn and the checkpoints; an interruption says how much is kept.
Expected<sim::LearntState> run_days(const sim::World& world,
                                    const RunJob& job,
                                    sim::RunControl control,
                                    RunStart& start,
                                    const Recording& recording);

/// Learns without a result, with checkpoints in `output`.parts; those go when all is learnt and
/// `keep` has put it where it belongs.
Expected<sim::LearntState> learn_alone(
    const sim::World& world,
    const RunJob& job,
    const RunSetting& setting,
    const std::function<Expected<void>(const sim::LearntState&)>& keep);

}  // namespace eveil::app

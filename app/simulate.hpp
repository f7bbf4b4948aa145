// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/progress.hpp"
#include "geo/base/error.hpp"
#include "geo/base/json.hpp"
#include "output/provenance.hpp"
#include "sim/run.hpp"
#include "sim/state.hpp"
#include "sim/world.hpp"

namespace eveil::app {

/// One run to be made: where from, where to.
struct RunJob {
  std::string output;    ///< the result file
  bool replace = false;  ///< whether an existing one may be replaced
  std::uint64_t replication = 0;
  const sim::LearntState* from = nullptr;  ///< none: learn
  std::string learnt_from;                 ///< digest of `from`
  std::string state_output = {};           ///< where to keep what was learnt; empty: nowhere
  bool resume = false;                     ///< go on from a checkpoint of this run, if there is one
  /// Wall-clock time between two checkpoints within a day; 0: none but when told to stop.
  Duration checkpoint_every = default_checkpoint_every;
};

/// What every run of a command shares.
struct RunSetting {
  std::vector<std::string> command_line;
  std::uint32_t threads = 0;
  const std::atomic<bool>* stop = nullptr;
  std::function<void()> day_done;
  /// Days of a run that were done before.
  std::function<void(std::uint32_t)> days_before;
  /// A line for the user: from where a run goes on, what was damaged.
  std::function<void(const std::string&)> note;
};

/// What a finished run tells about itself.
struct RunReport {
  sim::LearntState state;
  sim::RunTimings timings;
  double total_s = 0.0;
  double write_s = 0.0;
  std::uint64_t link_entries = 0;
  std::uint32_t resumed_after = 0;  ///< days that were done before; the rest is of this process
  std::optional<TimeOfDay> resumed_at = {};  ///< within the day after those
};

/// The setting of a command's runs, with its progress.
RunSetting setting_of(const Context& context, Progress& progress);

/// How a file that is being made came about, `started` now.
output::Provenance provenance_of(const RunSetting& setting);

/// Simulates and writes; the result stands under its name only when it is complete, and its state
/// before it. Checkpoints are left in `output`.parts, see run_days.
/// \errors bad_input: the result exists, or the checkpoint is of another run; failed: disk;
/// interrupted. \threads from any thread; several jobs of one world at once.
Expected<RunReport> simulate(const sim::World& world, const RunJob& job, const RunSetting& setting);

/// The numbers that `run --json` prints.
Json to_json(const RunReport& report, double load_s, const std::string& digest);

}  // namespace eveil::app

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "output/closed_days.hpp"
#include "sim/run.hpp"
#include "sim/world.hpp"

namespace eveil::output {

/// Which run a checkpoint is of, besides its world.
struct RunIdentity {
  std::uint64_t replication = 0;
  std::string learnt_from;  ///< as RunFacts
};

/// When a checkpoint was taken.
struct CheckpointTime {
  std::uint32_t days = 0;  ///< of the run that were done
  /// Of the day under way, after midnight: the window with which it goes on. -1: between two days.
  std::int32_t second = -1;

  CheckpointTime() = default;
  explicit CheckpointTime(const sim::RunMoment& moment);
  auto operator<=>(const CheckpointTime&) const = default;
};

/// Where a run that was broken off stood, and what of it was closed.
struct KeptCheckpoint {
  sim::Checkpoint checkpoint;
  ClosedDays closed;                 ///< what the days done have left
  std::vector<std::string> damaged;  ///< newer ones that couldn't be read, and why
};

/// The checkpoints in a run's OUT.parts.
///
///     checkpoint-007.h5          what was known after 7 days
///     checkpoint-007-029600.h5   … and all of the 8th day up to the window that begins 29,600 s
///                                after midnight
///     closed-007.h5              the indicators of the days closed, the SHA-256 of the checkpoint
///                                of that name and of the segment of each recorded day
///
/// A checkpoint counts once its `closed` file stands beside it: that comes last, when the results
/// of those days are on the disk. Two are kept, so that one damaged by the machine costs what came
/// since the other.
class Checkpoints {
 public:
  Checkpoints(std::filesystem::path folder, const sim::World& world, RunIdentity identity)
      : folder_(std::move(folder)), world_(&world), identity_(std::move(identity)) {}

  /// One that is there already, closed and whole, is the same and stays as it is.
  /// \return what `close` needs: the SHA-256 of the file. \errors failed: the disk.
  Expected<std::string> save(const sim::LearntState& state,
                             const sim::RunMoment& moment,
                             bool forked) const;
  /// Makes it count, and removes those before the last two.
  Expected<void> close(CheckpointTime time,
                       const std::string& sha256,
                       const ClosedDays& days) const;

  /// The last one that is whole, with all recorded days that it counts on; none where none was ever
  /// closed.
  /// \errors bad_input: it is of another run (each difference is named), or each one is damaged.
  Expected<std::optional<KeptCheckpoint>> newest() const;

  /// Whether the folder of a result's parts holds any. A question about names only.
  static bool any(const std::filesystem::path& output);
  /// When those in a folder were taken that count, by their names; newest first.
  static std::vector<CheckpointTime> taken(const std::filesystem::path& folder);
  /// The file of the one taken then.
  static std::filesystem::path file_in(const std::filesystem::path& folder, CheckpointTime time);

 private:
  /// The days kept beside it; refused where the checkpoint isn't as it was written.
  Expected<ClosedDays> closed(CheckpointTime time) const;
  /// Refused where a segment isn't as it was written.
  Expected<void> check_segments(const ClosedDays& days) const;
  Expected<sim::Checkpoint> load(CheckpointTime time) const;

  std::filesystem::path folder_;
  const sim::World* world_;
  RunIdentity identity_;
};

}  // namespace eveil::output

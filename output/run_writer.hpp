// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/file.hpp"
#include "output/closed_days.hpp"
#include "output/indicator_row.hpp"
#include "output/parts_folder.hpp"
#include "output/run_facts.hpp"
#include "sim/records.hpp"
#include "sim/world.hpp"

namespace eveil::output {

/// The numbers of one recorded day, taken of its closed segment; called on the writer's thread.
using DayIndicators = std::function<Expected<std::vector<IndicatorRow>>(
    const std::string& segment_path, std::uint32_t day)>;

/// Makes a checkpoint count, given what the days closed have left.
using CloseCheckpoint = std::function<Expected<void>(const ClosedDays&)>;

struct RunWriterOptions {
  std::filesystem::path path;                          ///< the final name
  store::Existing existing = store::Existing::refuse;  ///< see check_output
  RunFacts facts;
  DayIndicators indicators;  ///< may be empty: /indicators is then an empty table
};

/// Writes a run's result file on a thread of its own, behind a bounded queue.
///
///     records ─▶ queue ─▶ OUT.parts/day-001.h5 … day-010.h5 ─▶ indicators of each averaged day
///                                    recorded days + indicators + convergence ─finish▶ OUT
///
/// A day's segment is closed, synced and named when the day ends; that of a recorded day stays, so
/// that no row of it waits in memory, another is removed when a later one is closed. Nothing stands
/// under the final name before `finish` has put the whole file there; a killed run leaves OUT.parts
/// (and OUT.part), from whose checkpoints (checkpoints.hpp) the next run of that name goes on, or
/// which it removes.
///
/// An error of the writer's thread (disk full) makes `failed` true: what comes later is dropped
/// without blocking, and `finish` returns it.
///
/// \threads  `begin_day`, `take`, `end_day`, `convergence`, `finish` from one thread; `failed` from
///           any. The world must outlive it and is only read.
class RunWriter : public sim::Sink {
 public:
  /// \errors bad_input: the result exists (Existing::refuse), a service's name is no group's name;
  ///         failed: OUT.parts cannot be made or is in use.
  static Expected<std::unique_ptr<RunWriter>> create(const sim::World& world,
                                                     RunWriterOptions options);
  /// Into an open folder; `closed` are the days that were before, from which the run goes on.
  static Expected<std::unique_ptr<RunWriter>> create(const sim::World& world,
                                                     RunWriterOptions options,
                                                     PartsFolder parts,
                                                     ClosedDays closed);

  void begin_day(std::uint32_t day) override;
  void take(sim::Batch batch) override;
  void end_day(sim::DayUse use) override;
  void drop_day() override;
  void convergence(const sim::ConvergenceRow& row) override;

  /// Calls `close` with what the days handed over before have left, when it is on the disk; on the
  /// writer's thread. Once it has succeeded, OUT.parts stays until `finish` succeeds too.
  void close_checkpoint(CloseCheckpoint close);

  /// Whether writing has failed: the simulation may as well stop and call `finish`.
  bool failed() const;
  /// Waits for the writer and puts the whole file under its name; once.
  Expected<void> finish();
  /// Time that the writer was at work, in s; after `finish`.
  double busy_s() const;

  RunWriter(const RunWriter&) = delete;
  RunWriter& operator=(const RunWriter&) = delete;
  /// Without `finish`: removes the parts, unless a run can go on from them; nothing stands under
  /// the final name.
  ~RunWriter() override;

 private:
  struct Work;
  explicit RunWriter(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace eveil::output

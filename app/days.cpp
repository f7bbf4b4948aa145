// SPDX-License-Identifier: Apache-2.0
#include "app/days.hpp"

#include <utility>
#include <vector>

namespace eveil::app {

namespace {

std::uint32_t days_of(const sim::World& world, const RunJob& job) {
  const scenarios::Simulation& simulation = world.scenario.simulation;
  return job.from == nullptr ? simulation.days : simulation.fork_days;
}

Error with_days(Error error, std::uint32_t kept, std::uint32_t all) {
  if (error.kind != ErrorKind::interrupted) return error;
  error.message = kept == 0 ? "interrupted before the end of the first day: nothing is kept"
                            : fmt::format("interrupted: {} of {} days are kept", kept, all);
  return error;
}

void tell_start(const RunStart& start, const RunJob& job, const RunSetting& setting) {
  if (!setting.note) return;
  if (!start.kept) {
    setting.note(fmt::format("{}: no checkpoint to go on from; starting anew", job.output));
    return;
  }
  for (const std::string& why : start.kept->damaged) {
    setting.note(fmt::format("note: a checkpoint is left out: {}", why));
  }
  setting.note(fmt::format("{}: going on after day {}", job.output, start.days()));
}

}  // namespace

Expected<RunStart> open_start(const sim::World& world,
                              const RunJob& job,
                              const RunSetting& setting) {
  EVEIL_TRY(output::PartsFolder parts, output::PartsFolder::open(job.output));
  output::Checkpoints checkpoints(parts.path(), world, {job.replication, job.learnt_from});
  RunStart start{std::move(parts), std::move(checkpoints), std::nullopt};
  if (job.resume) {
    EVEIL_TRY(start.kept, start.checkpoints.newest());
    tell_start(start, job, setting);
  }
  if (start.kept) {
    start.parts.remove_segments();  // their indicators are kept; their tables are the last day's
    if (setting.days_before) setting.days_before(start.days());
  } else {
    EVEIL_CHECK(start.parts.clear());
  }
  return start;
}

Expected<sim::LearntState> run_days(const sim::World& world,
                                    const RunJob& job,
                                    sim::RunControl control,
                                    RunStart& start,
                                    const Recording& recording) {
  std::uint32_t kept_days = start.days();
  const bool forked = job.from != nullptr;
  control.checkpoint = [&](const sim::LearntState& state, std::uint32_t days) -> Expected<void> {
    const sim::Stopwatch watch(control.timings, &sim::RunTimings::checkpoint_s);
    EVEIL_TRY(std::string sha256, start.checkpoints.save(state, days, forked));
    const output::Checkpoints* const checkpoints = &start.checkpoints;
    EVEIL_CHECK(
        recording.close([checkpoints, days, sha256 = std::move(sha256)](const auto& indicators) {
          return checkpoints->close(days, sha256, indicators);
        }));
    kept_days = days;
    return {};
  };
  auto state = [&] {
    if (start.kept) {
      return sim::resume(world, std::move(start.kept->checkpoint), control, recording.sink);
    }
    return forked ? sim::fork(world, *job.from, control, recording.sink)
                  : sim::learn(world, control, recording.sink);
  }();
  if (!state) {
    return Unexpected(with_days(std::move(state).error(), kept_days, days_of(world, job)));
  }
  return state;
}

Expected<sim::LearntState> learn_alone(
    const sim::World& world,
    const RunJob& job,
    const RunSetting& setting,
    const std::function<Expected<void>(const sim::LearntState&)>& keep) {
  EVEIL_TRY(RunStart start, open_start(world, job, setting));
  const Recording recording{nullptr, [&](const output::CloseCheckpoint& close) -> Expected<void> {
                              EVEIL_CHECK(close({}));
                              start.parts.keep();
                              return {};
                            }};
  sim::RunControl control;
  control.stop = setting.stop;
  control.progress = [&](std::uint32_t, std::uint32_t) {
    if (setting.day_done) setting.day_done();
  };
  EVEIL_TRY(sim::LearntState state, run_days(world, job, control, start, recording));
  EVEIL_CHECK(keep(state));
  start.parts.remove();
  return state;
}

}  // namespace eveil::app

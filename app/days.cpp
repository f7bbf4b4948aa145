// SPDX-License-Identifier: Apache-2.0
#include "app/days.hpp"

#include <chrono>
#include <utility>
#include <vector>

#include "geo/base/text.hpp"

namespace eveil::app {

namespace {

std::uint32_t days_of(const sim::World& world, const RunJob& job) {
  const scenarios::Simulation& simulation = world.scenario.simulation;
  return job.from == nullptr ? simulation.days : simulation.fork_days;
}

std::string to_text(const output::CheckpointTime& time) {
  return eveil::to_text(TimeOfDay{time.second * 1000});
}

Error with_days(Error error, const std::optional<output::CheckpointTime>& kept, std::uint32_t all) {
  if (error.kind != ErrorKind::interrupted) return error;
  if (!kept) {
    error.message = "interrupted before the first day began: nothing is kept";
  } else {
    error.message = fmt::format("interrupted: {} of {} days are kept", kept->days, all);
    if (kept->second >= 0) {
      error.message += fmt::format(", and day {} up to {}", kept->days + 1, to_text(*kept));
    }
  }
  return error;
}

using Clock = std::chrono::steady_clock;

// Asked between windows: whether so much time has passed since the last checkpoint was written.
std::function<bool()> every(Duration interval, const Clock::time_point& last) {
  if (interval <= Duration{}) return {};
  return [&last, interval = std::chrono::milliseconds(interval.ms)] {
    return Clock::now() - last >= interval;
  };
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
  const output::CheckpointTime time = *start.time();
  if (time.second < 0) {
    setting.note(fmt::format("{}: going on after day {}", job.output, time.days));
  } else {
    setting.note(
        fmt::format("{}: going on within day {}, at {}", job.output, time.days + 1, to_text(time)));
  }
}

std::vector<std::uint32_t> recorded_days(const output::ClosedDays& closed) {
  std::vector<std::uint32_t> days;
  days.reserve(closed.recorded.size());
  for (const output::ClosedSegment& segment : closed.recorded) days.push_back(segment.day);
  return days;
}

}  // namespace

std::optional<output::CheckpointTime> RunStart::time() const {
  if (!kept) return std::nullopt;
  output::CheckpointTime time;
  time.days = kept->checkpoint.days;
  if (!kept->checkpoint.within.empty()) time.second = kept->checkpoint.window.ms / 1000;
  return time;
}

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
    start.parts.remove_segments_but(recorded_days(start.kept->closed));  // others come again
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
  std::optional<output::CheckpointTime> kept = start.time();
  const bool forked = job.from != nullptr;
  Clock::time_point last = Clock::now();
  control.checkpoint_due = every(job.checkpoint_every, last);
  control.checkpoint = [&](const sim::LearntState& state,
                           const sim::RunMoment& moment) -> Expected<void> {
    const sim::Stopwatch watch(control.timings, &sim::RunTimings::checkpoint_s);
    EVEIL_TRY(std::string sha256, start.checkpoints.save(state, moment, forked));
    const output::Checkpoints* const checkpoints = &start.checkpoints;
    const output::CheckpointTime time(moment);
    EVEIL_CHECK(
        recording.close([checkpoints, time, sha256 = std::move(sha256)](const auto& closed) {
          return checkpoints->close(time, sha256, closed);
        }));
    kept = time;
    last = Clock::now();
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
    return Unexpected(with_days(std::move(state).error(), kept, days_of(world, job)));
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

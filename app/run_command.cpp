// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "app/apart.hpp"
#include "app/commands.hpp"
#include "app/finished_run.hpp"
#include "app/session.hpp"
#include "app/simulate.hpp"
#include "geo/store/file.hpp"
#include "output/checkpoints.hpp"
#include "output/convergence.hpp"
#include "output/digest.hpp"
#include "output/parts_folder.hpp"
#include "output/state_file.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

std::string state_path(const std::string& output) {
  return fs::path(output).replace_extension(".state").string();
}

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

/// Who broke a run off when it had just ended, and goes on: there may be nothing left to do.
bool may_be_finished(const RunCommand& command) {
  return command.resume && !command.force && exists(command.output);
}

/// Refuses what would overwrite an input, before any day is simulated.
Expected<void> check_outputs(const RunCommand& command) {
  if (command.output.empty()) return usage("-o: the name is empty; give the name of a file");
  const bool learns = command.replication == 0;
  if (learns && state_path(command.output) == command.output) {
    return usage(fmt::format(
        "-o {}: is the name of the learnt state; give the result's, as in run.h5", command.output));
  }
  std::error_code ignored;
  for (const std::string& input : {command.scenario, command.from}) {
    if (input.empty() || !fs::equivalent(input, command.output, ignored)) continue;
    return usage(fmt::format("-o {}: is an input of this run; give another name", command.output));
  }
  if (may_be_finished(command)) return output::check_output(command.output, true);
  EVEIL_CHECK(output::check_output(command.output, command.force));
  // A run that was broken off just before its end has left its state already.
  const bool under_way = command.resume && output::Checkpoints::any(command.output);
  if (learns && !under_way) {
    EVEIL_CHECK(output::check_output(state_path(command.output), command.force));
  }
  return {};
}

Expected<output::StoredState> open_start(const RunCommand& command, const sim::World& world) {
  EVEIL_TRY(output::StoredState start, output::load_state(command.from, world.network()));
  EVEIL_CHECK(sim::check_state(world, start.state, command.from));
  return start;
}

void tell(const RunReport& report, const RunCommand& command, const Json& json, bool as_json) {
  if (as_json) {
    fmt::print("{}", to_text(json));
    return;
  }
  const sim::ConvergenceRow& last = report.state.convergence.back();
  fmt::print("{}: day {}, route gap {:.3f}, choice gap {:.4f}, mean travel time {:.1f} min\n",
             command.output,
             last.day,
             last.route_gap,
             last.choice_gap,
             last.mean_travel_time_s / 60.0);
  if (!std::isnan(last.background_route_gap)) {
    fmt::print("  route gap of the background traffic {:.3f}\n", last.background_route_gap);
  }
  if (last.quality.forced_moves > 0 || last.unfinished > 0) {
    fmt::print("  {} forced moves, {} trips not finished at the end of the day\n",
               last.quality.forced_moves,
               last.unfinished);
  }
  if (last.transit.bus_stops > 0) {
    fmt::print("  {} buses on the road, {:.1f} min late at their stops on average\n",
               last.transit.buses,
               last.transit.mean_late_s() / 60.0);
  }
  fmt::print("  digest {}\n", json["digest"].get<std::string>());
}

/// Tells of a result that is this run's and finished; refuses any other.
Expected<void> tell_finished(const RunCommand& command,
                             const RunIdentity& run,
                             const Context& context,
                             Progress& progress) {
  EVEIL_TRY(const bool same, is_result_of(command.output, run, &context.stop));
  if (!same) {
    return bad_input(command.output,
                     "exists already and is no result of this run; choose another name, or replace "
                     "it with --force");
  }
  if (run.replication == 0 && !exists(state_path(command.output))) {
    return bad_input(state_path(command.output),
                     "isn't there, though the result is; make both anew with --force");
  }
  progress.say(fmt::format("{} is finished already: nothing is left to do", command.output));
  RunReport report;
  EVEIL_TRY(const store::File file, store::File::open(command.output));
  EVEIL_TRY(report.state.convergence, output::read_convergence(file.root(), run.world.modes));
  if (report.state.convergence.empty()) return bad_input(command.output, "has no day");
  report.state.days = report.resumed_after = report.state.convergence.back().day;
  EVEIL_TRY(const std::string digest, output::digest_of(command.output));
  // Only now: what is left of the run goes when its result was read whole.
  if (!output::parts_of(command.output).empty()) {
    EVEIL_TRY(output::PartsFolder left, output::PartsFolder::open(command.output));
    left.remove();
  }
  tell(report, command, to_json(report, 0.0, digest), context.common.json);
  return {};
}

}  // namespace

Expected<void> run_command(const RunCommand& command, const Context& context) {
  Progress progress(context.common.quiet);
  if (command.replication > 0 && command.from.empty()) {
    return usage(
        fmt::format("--replication {} needs --from STATE: the state that eveil run leaves beside "
                    "the base's result",
                    command.replication));
  }
  const bool learns = command.replication == 0;
  EVEIL_CHECK(check_outputs(command));
  if (!learns) EVEIL_CHECK(survives(command.from, &context.stop));

  const ScenarioRequest request{command.scenario, command.settings, command.seed};
  EVEIL_TRY(auto sources, read_request(request));
  EVEIL_CHECK(check_record_days(sources.scenario, learns));
  const std::string toml = sources.scenario.territory_file;
  EVEIL_TRY(const Ground ground,
            open_ground({toml, compiled_path(toml), false, false, &context.stop}, progress));
  EVEIL_TRY(const scenarios::Scenario scenario,
            open_scenario(std::move(sources), ground, progress));
  EVEIL_TRY(const scenarios::Population people,
            open_population(scenario, ground, progress, &context.stop));
  EVEIL_TRY(const Scene scene, open_scene(scenario, ground, people, progress));
  const sim::World& world = *scene.world;

  output::StoredState start;
  if (!learns) {
    EVEIL_TRY(start, open_start(command, world));
  }
  if (may_be_finished(command)) {
    return tell_finished(
        command, {world, command.replication, learns ? "" : start.digest}, context, progress);
  }
  const std::uint32_t days = learns ? scenario.simulation.days : scenario.simulation.fork_days;
  progress.start(fmt::format("simulating {} days of {} people", days, people.person_count()), days);
  const RunJob job{command.output,
                   command.force,
                   command.replication,
                   learns ? nullptr : &start.state,
                   start.digest,
                   learns ? state_path(command.output) : std::string(),
                   command.resume,
                   command.checkpoint_every};
  const RunSetting setting = setting_of(context, progress);
  EVEIL_TRY(const RunReport report, simulate(world, job, setting));
  progress.finish();
  EVEIL_TRY(const std::string digest, output::digest_of(command.output));
  tell(report, command, to_json(report, ground.load_s, digest), context.common.json);
  return {};
}

}  // namespace eveil::app

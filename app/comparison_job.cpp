// SPDX-License-Identifier: Apache-2.0
#include "app/comparison_job.hpp"

#include <filesystem>

#include "app/apart.hpp"
#include "app/days.hpp"
#include "app/need.hpp"
#include "app/side_by_side.hpp"
#include "app/simulate.hpp"
#include "output/build_facts.hpp"
#include "output/digest.hpp"
#include "output/reader.hpp"
#include "output/state_file.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

using Learnt = output::StoredState;

// One run that the comparison needs.
struct PairedRun {
  const sim::World* world;
  std::uint64_t replication;
  std::string path;
};

std::string stem(const std::string& file) { return fs::path(file).stem().string(); }

Expected<void> check_pairs(const scenarios::Scenario& base, const scenarios::Scenario& variant) {
  const scenarios::Simulation& a = base.simulation;
  const scenarios::Simulation& b = variant.simulation;
  if (base.territory_file != variant.territory_file) {
    return bad_input(variant.file + ": territory",
                     fmt::format("{}, but the base's is {}; a comparison is on one territory",
                                 variant.territory_file,
                                 base.territory_file));
  }
  if (a.seed != b.seed || a.sample != b.sample || a.fork_days != b.fork_days ||
      a.average_days != b.average_days ||
      base.population.cars_per_person != variant.population.cars_per_person ||
      base.population.plans != variant.population.plans) {
    return bad_input(variant.file + ": simulation",
                     "seed, sample, fork_days, average_days and [population] must be the base's, "
                     "else runs don't pair; "
                     "leave them out of the variant");
  }
  return {};
}

Expected<void> check_names(const ComparisonJob& job) {
  std::vector<std::string> names = {stem(job.base.file)};
  for (const ScenarioRequest& variant : job.variants) {
    const std::string name = stem(variant.file);
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      return bad_input(
          variant.file,
          fmt::format("another scenario of this comparison is called {} too; rename one", name));
    }
    names.push_back(name);
  }
  return {};
}

// A state that is there and fits; none where it must be learnt.
Expected<std::optional<Learnt>> known_base(const sim::World& world,
                                           const std::string& path,
                                           bool force,
                                           StopFlag stop) {
  if (!fs::exists(path)) return std::optional<Learnt>();
  if (const auto harmless = survives(path, stop); !harmless) {
    if (force && harmless.error().kind == ErrorKind::bad_input) return std::optional<Learnt>();
    return Unexpected(harmless.error());
  }
  auto known = output::load_state(path, world.network());
  if (known && sim::check_state(world, known->state) &&
      known->program_version == output::program_version() &&
      known->state.scenario_digest == scenarios::digest_of(world.scenario)) {
    return std::optional<Learnt>(std::move(*known));
  }
  if (force) return std::optional<Learnt>();
  return bad_input(path,
                   "exists, but isn't what this base learns; give another folder with -o, or "
                   "--force to learn it again");
}

Expected<Learnt> learn_base(const sim::World& world,
                            const RunJob& job,
                            const RunSetting& setting,
                            Progress& progress) {
  EVEIL_TRY(std::optional<Learnt> known, known_base(world, job.output, job.replace, setting.stop));
  if (known) {
    progress.say("the base was learnt before: its state is used again");
    return std::move(*known);
  }
  const std::uint32_t days = world.scenario.simulation.days;
  progress.start(
      fmt::format("learning the base: {} days of {} people", days, world.population.person_count()),
      days);
  Learnt learnt;
  EVEIL_TRY(learnt.state, learn_alone(world, job, setting, [&](const sim::LearntState& state) {
              return output::save_state(
                  state, job.output, store::Existing::replace, provenance_of(setting));
            }));
  progress.finish();
  EVEIL_TRY(learnt.digest, output::digest_of(job.output));
  return learnt;
}

// Whether a finished run is the one wanted.
Expected<bool> fits(const PairedRun& wanted, const Learnt& learnt, StopFlag stop) {
  const auto harmless = survives(wanted.path, stop);
  if (!harmless && harmless.error().kind != ErrorKind::bad_input) {
    return Unexpected(harmless.error());  // an interruption says nothing about the file
  }
  if (!harmless) return false;
  const auto run = output::open_run(wanted.path);
  if (!run) return false;
  const auto text = [&](const char* name) { return run->text_attribute("", name).value_or(""); };
  return text("program_version") == output::program_version() &&
         text("learnt_from") == learnt.digest &&
         text("scenario_digest") == scenarios::digest_of(wanted.world->scenario) &&
         run->integer_attribute("", "replication").value_or(-1) ==
             static_cast<std::int64_t>(wanted.replication);
}

Expected<std::vector<PairedRun>> missing_runs(const std::vector<PairedRun>& wanted,
                                              const Learnt& learnt,
                                              bool force,
                                              StopFlag stop) {
  std::vector<PairedRun> missing;
  std::vector<Error> errors;
  for (const PairedRun& run : wanted) {
    const bool exists = fs::exists(run.path);
    if (exists) {
      EVEIL_TRY(const bool wanted_one, fits(run, learnt, stop));
      if (wanted_one) continue;
    }
    if (exists && !force) {
      errors.push_back(
          {ErrorKind::bad_input,
           run.path,
           "exists, but isn't of this comparison; give another folder with -o, or --force",
           {}});
    }
    missing.push_back(run);
  }
  if (!errors.empty()) return joined(std::move(errors));
  return missing;
}

Expected<void> make_runs(const std::vector<PairedRun>& runs,
                         const Learnt& learnt,
                         const ComparisonJob& comparison,
                         const RunSetting& setting,
                         Progress& progress) {
  if (runs.empty()) return {};
  const std::uint32_t days = runs.front().world->scenario.simulation.fork_days;
  progress.start(fmt::format("{} runs of {} days, side by side", runs.size(), days),
                 runs.size() * days);
  const auto make = [&](std::size_t row) -> Expected<void> {
    const PairedRun& run = runs[row];
    // Where nothing was begun there is nothing to say about going on.
    const bool begun = comparison.resume && output::Checkpoints::any(run.path);
    const RunJob job{run.path,
                     true,
                     run.replication,
                     &learnt.state,
                     learnt.digest,
                     std::string(),
                     begun,
                     comparison.checkpoint_every};
    EVEIL_CHECK(simulate(*run.world, job, setting));
    return {};
  };
  EVEIL_CHECK(side_by_side(runs.size(), make));
  progress.finish();
  return {};
}

Expected<void> make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return failed(folder, fmt::format("cannot be made: {}", error.message()));
  return {};
}

// The scenarios of a comparison on their common ground; worlds refer to it, so it doesn't move.
struct Stage {
  Ground ground;
  scenarios::Population people;
  std::vector<std::unique_ptr<scenarios::Scenario>> scenarios;  // base first
  std::vector<Scene> scenes;                                    // one a scenario

  Expected<void> open(const ComparisonJob& job, StopFlag stop, Progress& progress) {
    std::vector<ScenarioRequest> requests = {job.base};
    requests.insert(requests.end(), job.variants.begin(), job.variants.end());
    std::vector<scenarios::ScenarioSources> read;
    for (const ScenarioRequest& request : requests) {
      EVEIL_TRY(scenarios::ScenarioSources sources, read_request(request));
      read.push_back(std::move(sources));
      EVEIL_CHECK(check_pairs(read.front().scenario, read.back().scenario));
    }
    const std::string toml = read.front().scenario.territory_file;
    // The folder of the results may be where the territory is kept.
    if (!job.compiled.empty()) EVEIL_CHECK(make_folder(job.output));
    EVEIL_TRY(
        ground,
        open_ground(
            {toml, job.compiled.empty() ? compiled_path(toml) : job.compiled, false, false, stop},
            progress));
    for (scenarios::ScenarioSources& sources : read) {
      EVEIL_TRY(scenarios::Scenario scenario, open_scenario(std::move(sources), ground, progress));
      scenarios.push_back(std::make_unique<scenarios::Scenario>(std::move(scenario)));
    }
    EVEIL_TRY(people, open_population(*scenarios.front(), ground, progress, stop));
    for (const auto& scenario : scenarios) {
      EVEIL_TRY(Scene scene, open_scene(*scenario, ground, people, progress));
      scenes.push_back(std::move(scene));
    }
    return {};
  }
};

// The runs of so many replications, and their files by scenario.
struct Pairs {
  std::vector<PairedRun> runs;
  std::vector<std::vector<std::string>> files;  // base first
};

Pairs pairs_of(const ComparisonJob& job, const Stage& stage, std::uint32_t replications) {
  Pairs pairs;
  pairs.files.resize(stage.scenes.size());
  for (std::uint64_t replication = 1; replication <= replications; ++replication) {
    for (std::size_t row = 0; row < stage.scenes.size(); ++row) {
      const std::string file = row == 0 ? job.base.file : job.variants[row - 1].file;
      const std::string path =
          (fs::path(job.output) / "runs" / fmt::format("{}-{}.h5", stem(file), replication))
              .string();
      pairs.runs.push_back({stage.scenes[row].world.get(), replication, path});
      pairs.files[row].push_back(path);
    }
  }
  return pairs;
}

Expected<std::vector<analysis::Comparison>> compared(const Pairs& pairs,
                                                     const analysis::Method& method) {
  std::vector<analysis::Comparison> comparisons;
  for (std::size_t row = 1; row < pairs.files.size(); ++row) {
    EVEIL_TRY(analysis::Comparison comparison,
              analysis::compare_runs(pairs.files[0], pairs.files[row], method));
    comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

// Whether no criterion waits for replications: it is decided, or what keeps it open stays.
Expected<bool> more_change_nothing(const scenarios::Need* need,
                                   const std::vector<analysis::Comparison>& comparisons) {
  if (need == nullptr) return false;
  for (const analysis::Comparison& comparison : comparisons) {
    EVEIL_TRY(const analysis::Verdict verdict, analysis::judge(*need, comparison));
    for (const analysis::CriterionVerdict& one : verdict.criteria) {
      if (one.doubt == analysis::Doubt::interval) return false;
    }
  }
  return true;
}

}  // namespace

Expected<std::vector<analysis::Comparison>> compare_scenarios(const ComparisonJob& job,
                                                              const Context& context,
                                                              Progress& progress) {
  EVEIL_CHECK(check_names(job));
  Stage stage;
  EVEIL_CHECK(stage.open(job, &context.stop, progress));
  if (job.need != nullptr) {
    std::vector<const sim::World*> worlds;
    for (const Scene& scene : stage.scenes) worlds.push_back(scene.world.get());
    EVEIL_CHECK(check_need_on(*job.need, worlds));
  }
  const fs::path folder(job.output);
  EVEIL_CHECK(make_folder((folder / "runs").string()));
  const RunSetting setting = setting_of(context, progress);
  const std::string state = (folder / "base.state").string();
  RunJob base;
  base.output = state;
  base.replace = job.force;
  base.checkpoint_every = job.checkpoint_every;
  base.resume = job.resume && output::Checkpoints::any(state);
  EVEIL_TRY(const Learnt learnt, learn_base(*stage.scenes.front().world, base, setting, progress));

  std::vector<std::uint32_t> looks = job.method.looks.at;
  if (looks.empty()) looks = {job.replications};
  std::vector<analysis::Comparison> comparisons;
  for (const std::uint32_t pairs : looks) {
    const Pairs wanted = pairs_of(job, stage, pairs);
    EVEIL_TRY(const auto missing, missing_runs(wanted.runs, learnt, job.force, &context.stop));
    EVEIL_CHECK(make_runs(missing, learnt, job, setting, progress));
    EVEIL_TRY(comparisons, compared(wanted, job.method));
    if (pairs == looks.back()) break;
    EVEIL_TRY(const bool settled, more_change_nothing(job.need, comparisons));
    if (!settled) continue;
    progress.say(
        fmt::format("after {} pairs more would change no answer: no more are made", pairs));
    break;
  }
  return comparisons;
}

}  // namespace eveil::app

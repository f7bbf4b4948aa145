// SPDX-License-Identifier: Apache-2.0
#include "app/comparison_stage.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

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

// The scenarios' names, which name their runs.
Expected<std::vector<std::string>> names_of(const ComparisonJob& job) {
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
  return names;
}

}  // namespace

Expected<void> make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return failed(folder, fmt::format("cannot be made: {}", error.message()));
  return {};
}

Expected<void> ComparisonStage::open(const ComparisonJob& job, StopFlag stop, Progress& progress) {
  EVEIL_TRY(names, names_of(job));
  std::vector<ScenarioRequest> requests = {job.base};
  requests.insert(requests.end(), job.variants.begin(), job.variants.end());
  std::vector<scenarios::ScenarioSources> read;
  for (const ScenarioRequest& request : requests) {
    EVEIL_TRY(scenarios::ScenarioSources sources, read_request(request));
    EVEIL_CHECK(check_record_days(sources.scenario, false));
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

std::vector<const sim::World*> ComparisonStage::worlds() const {
  std::vector<const sim::World*> list;
  list.reserve(scenes.size());
  for (const Scene& scene : scenes) list.push_back(scene.world.get());
  return list;
}

}  // namespace eveil::app

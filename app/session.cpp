// SPDX-License-Identifier: Apache-2.0
#include "app/session.hpp"

#include <chrono>
#include <filesystem>

#include "app/apart.hpp"
#include "geo/territory_build.hpp"
#include "scenarios/changed_territory.hpp"
#include "scenarios/read/matsim_plans.hpp"

namespace eveil::app {

namespace fs = std::filesystem;

namespace {

// Nobody should read results without hearing that the data has gaps.
void say_gaps(const geo::Territory& territory, const std::string& file, Progress& progress) {
  std::size_t warnings = 0;
  for (const geo::Finding& finding : territory.findings) {
    warnings += finding.severity == geo::Finding::Severity::warning ? 1 : 0;
  }
  if (warnings == 0) return;
  progress.say(fmt::format(
      "note: the territory's data has {} gaps that cost validity; see eveil territory check {}",
      warnings,
      file));
}

Expected<geo::Territory> load_known(const std::string& file, StopFlag stop) {
  EVEIL_CHECK(survives(file, stop));
  return geo::load_territory(file);
}

}  // namespace

Expected<Compiled> compile_territory(const CompileRequest& request, Progress& progress) {
  EVEIL_TRY(const geo::TerritorySources sources, scenarios::read_territory(request.file));
  EVEIL_TRY(const std::string digest, geo::digest_of_sources(sources));
  if (fs::exists(request.compiled) && !request.force) {
    auto known = load_known(request.compiled, request.stop);
    if (known && known->sources_digest == digest) return Compiled{std::move(*known), false};
    EVEIL_CHECK(go_on(request.stop));
    if (!known && request.must_keep) {
      return bad_input(
          request.compiled,
          "exists and is no compiled territory; give another name with -o, or --force");
    }
    progress.say(fmt::format("note: {} is {}; it is built again",
                             request.compiled,
                             known ? "older than its sources" : "not readable"));
  }
  progress.start(fmt::format("building the territory {}", sources.name), 0);
  EVEIL_TRY(geo::Territory built, geo::build_territory(sources, request.stop));
  const auto saved = geo::save_territory(built, request.compiled);
  if (!saved && request.must_keep) return Unexpected(saved.error());
  progress.finish();
  if (!saved) {
    progress.say(
        fmt::format("note: the compiled territory is not kept: {}", describe(saved.error())));
  }
  return Compiled{std::move(built), true};
}

std::string compiled_path(const std::string& territory_toml) {
  return fs::path(territory_toml).replace_extension(".territory").string();
}

Expected<Ground> open_ground(const CompileRequest& request, Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  Ground ground;
  ground.territory = std::make_unique<geo::Territory>();
  if (fs::path(request.file).extension() == ".territory") {
    EVEIL_TRY(*ground.territory, load_known(request.file, request.stop));
  } else {
    EVEIL_TRY(Compiled compiled, compile_territory(request, progress));
    *ground.territory = std::move(compiled.territory);
  }
  say_gaps(*ground.territory, request.file, progress);
  ground.graph = std::make_unique<geo::RoadGraph>(ground.territory->network, geo::access_car);
  ground.load_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return ground;
}

Expected<scenarios::ScenarioSources> read_request(const ScenarioRequest& request) {
  EVEIL_TRY(auto sources, scenarios::read_scenario(request.file, request.settings));
  scenarios::Scenario& scenario = sources.scenario;
  if (!fs::exists(scenario.territory_file)) {
    return bad_input(sources.territory_where,
                     fmt::format("there is no file {}; check the name, which is relative to the "
                                 "file that says it",
                                 scenario.territory_file));
  }
  if (request.seed) scenario.simulation.seed = *request.seed;
  if (scenario.services.size() > sim::most_services) {
    return bad_input(request.file,
                     fmt::format("{} services; at most {} in one scenario",
                                 scenario.services.size(),
                                 sim::most_services));
  }
  return sources;
}

Expected<void> check_record_days(const scenarios::Scenario& scenario, bool learns) {
  const scenarios::Simulation& simulation = scenario.simulation;
  const std::uint32_t found = scenario.output.record_days;
  const std::string where = fmt::format("{}:output.record_days", scenario.file);
  const std::uint32_t days = learns ? simulation.days : simulation.fork_days;
  if (found > days) {
    const char* const key = learns ? "days" : "fork_days";
    return bad_input(where,
                     fmt::format("found {}, allowed is at most the {} days of this run "
                                 "(simulation.{}); lower it or raise {}",
                                 found,
                                 days,
                                 key,
                                 key));
  }
  // Which day is the first of the last ones is known once the first observed one has settled.
  if (learns && simulation.relative_gap > 0.0 && found > simulation.average_days) {
    return bad_input(where,
                     fmt::format("found {}, allowed is at most average_days = {} where "
                                 "simulation.relative_gap may end the run on any day; lower it or "
                                 "raise average_days",
                                 found,
                                 simulation.average_days));
  }
  return {};
}

Expected<scenarios::Scenario> open_scenario(scenarios::ScenarioSources sources,
                                            const Ground& ground,
                                            Progress& progress) {
  EVEIL_TRY(auto resolved, scenarios::resolve(std::move(sources), *ground.territory));
  for (const std::string& note : resolved.notes) progress.say(fmt::format("note: {}", note));
  return std::move(resolved.scenario);
}

namespace {

Expected<scenarios::Population> stated_population(const scenarios::Scenario& scenario,
                                                  const Ground& ground,
                                                  Progress& progress,
                                                  StopFlag stop) {
  progress.start("reading the plans", 0);
  EVEIL_TRY(scenarios::PlannedPeople plans,
            scenarios::read_people(
                scenario.population.plans, *ground.territory, scenario.simulation.sample));
  EVEIL_CHECK(go_on(stop));
  EVEIL_CHECK(scenarios::check_population(plans.people, *ground.territory));
  progress.finish();
  for (const std::string& note : plans.notes()) progress.say(fmt::format("note: plans: {}", note));
  return std::move(plans.people);
}

}  // namespace

Expected<scenarios::Population> open_population(const scenarios::Scenario& scenario,
                                                const Ground& ground,
                                                Progress& progress,
                                                StopFlag stop) {
  EVEIL_CHECK(go_on(stop));
  if (!scenario.population.plans.empty())
    return stated_population(scenario, ground, progress, stop);
  progress.start("making the population", 0);
  scenarios::PopulationParameters parameters;
  parameters.seed = scenario.simulation.seed;
  parameters.sample = scenario.simulation.sample;
  parameters.cars_per_person = scenario.population.cars_per_person;
  EVEIL_TRY(scenarios::Population people, scenarios::synthesise(*ground.territory, parameters));
  EVEIL_CHECK(go_on(stop));
  EVEIL_CHECK(scenarios::check_population(people, *ground.territory));
  if (people.person_count() == 0) {
    return bad_input(scenario.file,
                     fmt::format("simulation.sample: found {}, which leaves nobody to simulate; "
                                 "raise it",
                                 scenario.simulation.sample));
  }
  progress.finish();
  return people;
}

namespace {

using Background = Column<scenarios::BackgroundId, scenarios::BackgroundVehicle>;

void say_background(const scenarios::Scenario& scenario,
                    const Background& vehicles,
                    Progress& progress) {
  if (scenario.background.empty()) return;
  double expected = 0.0;
  for (const scenarios::BackgroundFlow& flow : scenario.background) expected += flow.vehicles;
  progress.say(
      fmt::format("note: {}: {} background vehicles drive a day, for {:.1f} in its matrices",
                  scenario.name,
                  vehicles.size(),
                  expected));
}

void say_buses(const sim::World& world, Progress& progress) {
  if (!world.scenario.simulation.buses_on_road) return;
  progress.say(
      fmt::format("note: {}: {}",
                  world.scenario.name,
                  sim::describe(sim::count_buses(world.buses, world.territory.timetable))));
}

// The vehicles' ends on closed links go to the nearest open one, as people's do.
void move_background(const scenarios::ChangedTerritory& changed, Background& vehicles) {
  if (changed.closure.size() == 0) return;
  const geo::Network& network = changed.territory.network;
  const geo::LinkFinder finder(network);
  for (scenarios::BackgroundVehicle& vehicle : vehicles) {
    for (geo::LinkId* link : {&vehicle.from, &vehicle.to}) {
      if (changed.closure[*link] != scenarios::Closure::closed) continue;
      *link = finder.nearest(network.place[network.to[*link]]);
    }
  }
}

Expected<scenarios::ChangedTerritory> changed_ground(const scenarios::Scenario& scenario,
                                                     const Ground& ground,
                                                     Progress& progress) {
  EVEIL_TRY(auto changed, scenarios::apply_changes(scenario.changes, *ground.territory));
  for (const std::string& note : changed.notes) {
    progress.say(fmt::format("note: {}: {}", scenario.name, note));
  }
  return changed;
}

std::unique_ptr<scenarios::Population> moved_people(const scenarios::Scenario& scenario,
                                                    const scenarios::ChangedTerritory& changed,
                                                    const scenarios::Population& people,
                                                    Progress& progress) {
  if (changed.closure.size() == 0) return nullptr;
  auto moved = scenarios::moved_off_closed(changed, people);
  progress.say(
      fmt::format("note: {}: {} people live on closed links and {} ends of trips lie "
                  "there: they use the nearest open link; {} trips can't be made by car "
                  "any more",
                  scenario.name,
                  moved.homes,
                  moved.trip_ends,
                  moved.cut_off));
  return std::make_unique<scenarios::Population>(std::move(moved.people));
}

}  // namespace

Expected<Scene> open_scene(const scenarios::Scenario& scenario,
                           const Ground& ground,
                           const scenarios::Population& people,
                           Progress& progress) {
  Scene scene;
  Background background = scenarios::background_vehicles(scenario, *ground.territory);
  say_background(scenario, background, progress);
  if (!scenarios::changes_supply(scenario.changes)) {
    scene.world = std::make_unique<sim::World>(*ground.territory, people, scenario, *ground.graph);
    scene.world->background = std::move(background);
    say_buses(*scene.world, progress);
    return scene;
  }
  EVEIL_TRY(auto changed, changed_ground(scenario, ground, progress));
  scene.people = moved_people(scenario, changed, people, progress);
  move_background(changed, background);
  scene.territory = std::make_unique<geo::Territory>(std::move(changed.territory));
  scene.graph = std::make_unique<geo::RoadGraph>(scene.territory->network, geo::access_car);
  scene.world = std::make_unique<sim::World>(
      *scene.territory, scene.people == nullptr ? people : *scene.people, scenario, *scene.graph);
  scene.world->background = std::move(background);
  // The same people, wherever their cars stand: runs of base and variant pair.
  scene.world->population_digest = scenarios::digest_of(people);
  say_buses(*scene.world, progress);
  return scene;
}

}  // namespace eveil::app

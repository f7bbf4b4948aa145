// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "geo/base/error.hpp"
#include "geo/routing/road_router.hpp"
#include "geo/territory.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/world.hpp"

namespace eveil::app {

/// A territory ready to simulate on, with what searches share.
struct Ground {
  std::unique_ptr<geo::Territory> territory;
  std::unique_ptr<geo::RoadGraph> graph;
  double load_s = 0.0;
};

/// What a scenario file and the command line ask for.
struct ScenarioRequest {
  std::string file;
  std::vector<std::string> settings;
  std::optional<std::uint64_t> seed;
};

/// Where the compiled form of a territory.toml is kept unless said otherwise: the same name,
/// `.territory`.
std::string compiled_path(const std::string& territory_toml);

/// The compiled territory: loaded from `compiled` if it was made from the same sources, else built
/// and kept there (kept in memory only, with a note, where that folder can't be written). A
/// `.territory` file is loaded as it is.
Expected<Ground> open_ground(const std::string& territory_file,
                             const std::string& compiled,
                             Progress& progress);

/// The path of the territory that a scenario file names.
Expected<std::string> territory_of(const ScenarioRequest& request);

/// A scenario on its territory; what was left out is said.
Expected<scenarios::Scenario> open_scenario(const ScenarioRequest& request,
                                            const Ground& ground,
                                            Progress& progress);

/// A scenario on its ground: with the base's territory and people where it changes nothing of
/// them, else with its own. Holds references to `scenario`, `ground` and `people`.
struct Scene {
  std::unique_ptr<geo::Territory> territory;
  std::unique_ptr<geo::RoadGraph> graph;
  std::unique_ptr<scenarios::Population> people;
  std::unique_ptr<sim::World> world;
};

/// Makes the changes of a scenario; what they touched and whom they moved is said.
/// \errors bad_input: as scenarios::apply_changes.
Expected<Scene> open_scene(const scenarios::Scenario& scenario,
                           const Ground& ground,
                           const scenarios::Population& people,
                           Progress& progress);

/// The people of a scenario.
Expected<scenarios::Population> open_population(const scenarios::Scenario& scenario,
                                                const Ground& ground,
                                                Progress& progress);

}  // namespace eveil::app

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "geo/base/error.hpp"
#include "geo/base/stop.hpp"
#include "geo/routing/road_router.hpp"
#include "geo/territory.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/read/read.hpp"
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

/// A territory.toml to be had compiled.
struct CompileRequest {
  std::string file;
  std::string compiled;  ///< where the compiled form is, or is kept
  /// The compiled file is what is asked for: another file of that name is refused, and so is a
  /// place that can't be written. Else the one is replaced and the other said.
  bool must_keep = false;
  bool force = false;  ///< built anew whatever is there
  StopFlag stop = nullptr;
};

/// The one place that decides whether a compiled territory still fits its sources.
struct Compiled {
  geo::Territory territory;
  bool built = false;  ///< false: it was there and fits
};
Expected<Compiled> compile_territory(const CompileRequest& request, Progress& progress);

/// The territory ready to simulate on, compiled where needed. A `.territory` file is loaded as it
/// is.
Expected<Ground> open_ground(const CompileRequest& request, Progress& progress);

/// The scenario's files, read once.
/// \errors bad_input: as scenarios::read_scenario; the territory isn't there; too many services.
Expected<scenarios::ScenarioSources> read_request(const ScenarioRequest& request);

/// Whether a run can record as many days as the scenario asks: `learns` says which kind of run.
/// \errors bad_input: more than it has, or than it is sure to have where it ends at a gap.
Expected<void> check_record_days(const scenarios::Scenario& scenario, bool learns);

/// A scenario on its territory; what was left out is said.
Expected<scenarios::Scenario> open_scenario(scenarios::ScenarioSources sources,
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

/// The people of a scenario. \errors interrupted, too.
Expected<scenarios::Population> open_population(const scenarios::Scenario& scenario,
                                                const Ground& ground,
                                                Progress& progress,
                                                StopFlag stop);

}  // namespace eveil::app

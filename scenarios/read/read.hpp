// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/index.hpp"
#include "geo/territory.hpp"
#include "scenarios/needs.hpp"
#include "scenarios/scenario.hpp"

namespace eveil::scenarios {

/// Where a service's area is to be found, before the territory is known.
struct AreaSource {
  std::string file;                ///< a vector file with polygons, or empty
  std::vector<std::string> zones;  ///< or codes of zones
  std::string where;               ///< the place in the user's file, for messages
};

/// One matrix of background traffic, before the territory is known.
struct BackgroundSource {
  std::string file;
  double truck_size = 2.0;   ///< passenger-car units
  std::uint64_t number = 0;  ///< place among the scenario's matrices, part of the vehicles' names
  std::string where;
};

/// A scenario as its files say it: every value typed and checked, the services' areas still names.
struct ScenarioSources {
  Scenario scenario;
  Column<ServiceId, AreaSource> areas;  ///< one a service
  std::vector<BackgroundSource> backgrounds;
  std::vector<AreaSource> change_areas;  ///< one a change; without a file: no area
  std::string territory_where;           ///< where the territory is named, for messages
};

/// A scenario on its territory: ready to run.
struct ResolvedScenario {
  Scenario scenario;
  std::vector<std::string> notes;  ///< one plain sentence each: what was cut or left out
};

/// `territory.toml` to a plain value; paths relative to the file become paths that open from here.
///
/// \errors bad_input: every error of the file at once, each as `file:line:column: key: message`:
///         syntax, unknown key (with the nearest known name), key of a later version, wrong type,
///         value out of range.
Expected<geo::TerritorySources> read_territory(const std::string& path);

/// `scenario.toml`, what it extends, and settings from the command line, to a plain value.
///
/// A file with `base = "…"` states only what differs: sections are merged key by key, services by
/// name, other arrays replaced. `settings` are `dotted.key=value`, applied last; a service is named
/// as in `service.NAME.vehicles=30`. The territory's path is `scenario.territory_file`.
///
/// \errors bad_input: as read_territory, from all files at once; `base` that leads back to itself.
///         A setting's place is `--set key`.
Expected<ScenarioSources> read_scenario(const std::string& path,
                                        const std::vector<std::string>& settings = {});

/// Reads the background traffic and gives every service and every change its area, in the
/// territory's CRS.
///
/// \errors bad_input: an area's file cannot be read; an area where the territory has no road (with
///         both extents); an unknown zone code (with the nearest known).
Expected<ResolvedScenario> resolve(ScenarioSources sources, const geo::Territory& territory);

/// `need.toml` to a plain value: names, numbers and units as written. Whether an indicator, its
/// unit and its threshold make sense is `analysis::check_need`'s to say.
///
/// \errors bad_input: as read_territory; a need with no criterion, a criterion without a threshold
/// or
///         with two.
Expected<Need> read_need(const std::string& path);

/// Every key of territory.toml, scenario.toml and need.toml with type, unit, range, default and a
/// sentence, as Markdown; made from the table that the readers check against.
std::string key_reference();

/// A JSON Schema (draft 2020-12) of one kind of file, for editors.
struct FileSchema {
  std::string name;  ///< "territory", "scenario", "need"
  std::string text;
};
/// One a file, from the same table as `key_reference`. A schema checks names, types, units, ranges
/// and words; what needs two keys or another file is the readers' to say.
std::vector<FileSchema> file_schemas();

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "app/commands.hpp"
#include "app/import_matsim.hpp"
#include "app/part_folder.hpp"
#include "app/progress.hpp"
#include "geo/base/file.hpp"
#include "geo/io/path.hpp"
#include "geo/io/projection.hpp"
#include "geo/territory_build.hpp"
#include "geo/transit/matsim_schedule.hpp"
#include "scenarios/read/matsim_plans.hpp"
#include "scenarios/read/read.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

Expected<bool> is_packed(const std::string& real) {
  std::string first;
  EVEIL_CHECK(read_pieces(real, [&](std::string_view piece) {
    first += piece.substr(0, 2);
    return first.size() < 2;
  }));
  return first.substr(0, 2) == "\x1f\x8b";
}

/// Copies an input under a name that tells whether it is packed.
Expected<std::string> copy_in(const std::string& file,
                              const std::string& stem,
                              const PartFolder& folder) {
  EVEIL_TRY(const std::string real, io::local_file(file));
  EVEIL_TRY(const bool packed, is_packed(real));
  const std::string name = stem + (packed ? ".xml.gz" : ".xml");
  std::error_code problem;
  fs::copy_file(real, folder / name, problem);
  if (problem) return failed(name, fmt::format("can't be written ({})", problem.message()));
  return name;
}

std::string quoted(const std::string& text) { return to_line(Json(text)); }

/// Writes the timetable as a GTFS feed into the folder's `gtfs`.
Expected<void> write_feed(const std::string& schedule_file,
                          const std::string& crs,
                          const PartFolder& folder) {
  EVEIL_TRY(const geo::MatsimSchedule schedule, geo::read_matsim_schedule(schedule_file));
  EVEIL_TRY(const io::Projection projection,
            io::Projection::between(io::degrees_crs().wkt, crs, schedule_file));
  std::vector<Point> places;
  places.reserve(schedule.stops.size());
  for (const geo::MatsimSchedule::Stop& stop : schedule.stops) places.push_back(stop.place);
  EVEIL_CHECK(projection.back(places, schedule_file));
  std::error_code problem;
  fs::create_directory(folder / "gtfs", problem);
  for (const geo::GtfsText& file : geo::gtfs_of(schedule, places)) {
    EVEIL_CHECK(write_whole_file(folder / ("gtfs/" + file.name), file.text));
  }
  return {};
}

struct Names {
  std::string network;
  std::string plans;
};

std::string territory_toml(const ImportMatsimCommand& command,
                           const Names& names,
                           const std::string& crs) {
  return fmt::format(
      "# Made by `eveil import matsim` from {} and {}.\n"
      "name = {}\ncrs = \"{}\"\n\n[roads]\nmatsim = \"{}\"          # kept as it stands\n\n"
      "# Squares with the homes that the plans have in them: put the territory's own zones here.\n"
      "[zones]\nsource = \"zones.geojson\"\nid = \"code\"\npopulation = \"inhabitants\"\n{}",
      fs::path(command.network).filename().string(),
      fs::path(command.plans).filename().string(),
      quoted(fs::absolute(command.output).lexically_normal().filename().string()),
      crs,
      names.network,
      command.schedule.empty() ? "" : "\n[[transit]]\ngtfs = \"gtfs\"\n");
}

std::string scenario_toml(const ImportMatsimCommand& command, const Names& names) {
  return fmt::format(
      "# Made by `eveil import matsim`: one day of the plans as they are, modes and routes kept.\n"
      "# With more days, people whose turn it is seek new routes each day; modes stay.\n"
      "territory = \"territory.toml\"\n\n[simulation]\ndays = 1\nsample = {}              # the "
      "share of "
      "people that the plans stand for\n\n[population]\nplans = \"{}\"\n",
      command.sample,
      names.plans);
}

void tell(const ImportMatsimCommand& command,
          const geo::Territory& territory,
          const scenarios::PlannedPeople& plans,
          const Context& context) {
  if (context.common.json) {
    Json json;
    json["output"] = command.output;
    json["crs"] = territory.crs_name;
    json["nodes"] = territory.network.node_count();
    json["links"] = territory.network.link_count();
    json["zones"] = territory.zones.size();
    const Json kept = to_json(plans);
    for (const auto& [key, value] : kept.items()) json[key] = value;
    fmt::print("{}", to_text(json));
    return;
  }
  fmt::print("{}: {} nodes, {} links, {} persons with {} trips ({} routes kept, {} to be found)\n",
             command.output,
             territory.network.node_count(),
             territory.network.link_count(),
             plans.people.person_count(),
             plans.people.trip_count(),
             plans.routes_kept,
             plans.routes_sought);
  for (const std::string& note : plans.notes()) fmt::print("  {}\n", note);
  fmt::print("  run it with: eveil run {}\n",
             (fs::path(command.output) / "scenario.toml").string());
}

}  // namespace

Expected<void> import_matsim_command(const ImportMatsimCommand& command, const Context& context) {
  Progress progress(context.common.quiet);
  const fs::path output(command.output);
  const std::vector<std::string> all = {"network.xml",
                                        "network.xml.gz",
                                        "plans.xml",
                                        "plans.xml.gz",
                                        "zones.geojson",
                                        "gtfs",
                                        "territory.toml",
                                        "scenario.toml"};
  EVEIL_CHECK(check_folder_free(output, all, command.force));
  progress.start("reading the network", 0);
  EVEIL_TRY(const geo::MatsimNetwork network, geo::read_matsim_network(command.network));
  EVEIL_CHECK(go_on(&context.stop));
  progress.start("reading the plans", 0);
  PlanPlaces places(network.network);
  EVEIL_TRY(const std::string stated, scenarios::read_matsim_plans(command.plans, places));
  places.places.insert(
      places.places.end(), network.network.place.begin(), network.network.place.end());
  EVEIL_TRY(const ImportCrs crs, import_crs(command.crs, {network.crs, stated}, places.places));
  EVEIL_CHECK(go_on(&context.stop));

  EVEIL_TRY(PartFolder part, PartFolder::create(output));
  Names names;
  EVEIL_TRY(names.network, copy_in(command.network, "network", part));
  EVEIL_TRY(names.plans, copy_in(command.plans, "plans", part));
  EVEIL_CHECK(
      write_whole_file(part / "zones.geojson", zones_over(places.places, places.homes, crs.name)));
  if (!command.schedule.empty()) EVEIL_CHECK(write_feed(command.schedule, crs.name, part));
  if (!command.vehicles.empty()) {
    EVEIL_TRY(const std::string vehicles, io::local_file(command.vehicles));
    progress.say(
        fmt::format("note: places of the vehicles in {} are not kept: those usual for the "
                    "kind of line are taken",
                    vehicles));
  }
  EVEIL_CHECK(write_whole_file(part / "territory.toml", territory_toml(command, names, crs.name)));
  EVEIL_CHECK(write_whole_file(part / "scenario.toml", scenario_toml(command, names)));
  progress.start("checking what came of it", 0);
  EVEIL_TRY(const geo::TerritorySources sources,
            scenarios::read_territory(part / "territory.toml"));
  EVEIL_TRY(const geo::Territory territory, geo::build_territory(sources, &context.stop));
  EVEIL_TRY(const scenarios::PlannedPeople plans,
            scenarios::read_people(command.plans, territory, command.sample));
  EVEIL_CHECK(scenarios::check_population(plans.people, territory));
  EVEIL_CHECK(go_on(&context.stop));
  EVEIL_CHECK(part.move_to(
      output,
      {names.network, names.plans, "zones.geojson", "gtfs", "territory.toml", "scenario.toml"}));
  progress.finish();
  if (!crs.note.empty()) progress.say("note: " + crs.note);
  tell(command, territory, plans, context);
  return {};
}

}  // namespace eveil::app

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/read/read.hpp"
#include "scenarios/read/section.hpp"

namespace eveil::scenarios {

namespace {

constexpr TomlFile file = TomlFile::territory;

void read_lane_capacities(Section& roads_section,
                          geo::RoadSource& roads,
                          std::vector<Error>& errors) {
  const Value* table = roads_section.get("lane_capacity", Value::Type::table);
  if (table == nullptr) return;
  if (roads.is_matsim) {
    roads_section.fail("lane_capacity",
                       "a network of MATSim states its links' capacities itself; remove it");
  }
  Section section(*table, file, "roads.lane_capacity", errors);
  for (const Key* key : keys_in(file, "roads.lane_capacity")) {
    double veh_h = 0.0;
    if (!section.has(key->name)) continue;
    section.read(key->name, veh_h);
    roads.lane_capacity_veh_h[geo::road_class_of(key->name)] = veh_h;
  }
}

void read_roads(const Value& table, geo::RoadSource& roads, std::vector<Error>& errors) {
  Section section(table, file, "roads", errors);
  std::vector<std::string> given;
  for (const char* key : {"osm", "matsim", "source"}) {
    if (section.has(key)) given.emplace_back(key);
  }
  if (given.empty()) {
    section.fail("source",
                 "missing: give `osm = \"roads.osm.pbf\"` (an OpenStreetMap extract), `matsim = "
                 "\"network.xml.gz\"` or `source` and `columns` (any vector file)");
    return;
  }
  if (given.size() > 1) {
    section.fail(
        given.front(),
        fmt::format("both `{}` are given; remove one of them", fmt::join(given, "` and `")));
  }
  roads.is_osm = given.front() == "osm";
  roads.is_matsim = given.front() == "matsim";
  section.read_path(given.front(), roads.file);
  for (const char* key : {"layer", "columns"}) {
    if (given.front() == "source" || !section.has(key)) continue;
    section.fail(
        key,
        fmt::format("belongs to `source`: what is in `{}` is known; remove it", given.front()));
  }
  section.read("layer", roads.layer);
  read_lane_capacities(section, roads, errors);
  const Value* columns = section.get("columns", Value::Type::table);
  if (columns == nullptr) return;
  Section mapping(*columns, file, "roads.columns", errors);
  for (const Key* key : keys_in(file, "roads.columns")) {
    std::string column;
    mapping.read(key->name, column);
    if (!column.empty()) roads.columns[key->name] = column;
  }
}

void read_zones(const Value& table, geo::ZoneSource& zones, std::vector<Error>& errors) {
  Section section(table, file, "zones", errors);
  section.read_path("source", zones.file);
  section.read("layer", zones.layer);
  section.read("id", zones.id);
  section.read("name", zones.name);
  section.read("population", zones.population);
  section.read("employment", zones.employment);
}

geo::FeedSource read_feed(const Value& table, std::vector<Error>& errors) {
  Section section(table, file, "transit", errors);
  geo::FeedSource feed;
  section.read_path("gtfs", feed.file);
  if (const Value* date = section.get("date", Value::Type::date)) feed.date = date->date;
  return feed;
}

void read_degrees(Section& section, std::optional<std::array<double, 2>>& place) {
  const Value* at = section.get("at", Value::Type::array);
  if (at == nullptr) return;
  const auto numeric = [](const Value& v) {
    return v.type == Value::Type::number || v.type == Value::Type::whole;
  };
  if (at->items.size() != 2 || !numeric(at->items[0]) || !numeric(at->items[1])) {
    return section.fail("at", "expected [longitude, latitude], two numbers in degrees");
  }
  const double lon = at->items[0].number;
  const double lat = at->items[1].number;
  if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) {
    return section.fail("at",
                        fmt::format("found [{}, {}], allowed is longitude -180 to 180 and "
                                    "latitude -90 to 90, in this order",
                                    lon,
                                    lat));
  }
  place = std::array<double, 2>{lon, lat};
}

void read_place(Section& section, geo::SiteSource& site) {
  if (section.has("at") == section.has("zone")) {
    section.fail("at",
                 section.has("at")
                     ? "both `at` and `zone` are given; remove one of them"
                     : "missing: give `at = [longitude, latitude]` or `zone = \"code\"`");
    return;
  }
  section.read("zone", site.zone);
  read_degrees(section, site.at);
}

void read_kind(Section& section, geo::SiteSource& site) {
  std::string word;
  section.read("kind", word);
  if (word.empty()) return;
  std::vector<std::string_view> known;
  for (const auto kind : {geo::SiteKind::university,
                          geo::SiteKind::industrial_zone,
                          geo::SiteKind::commercial_zone,
                          geo::SiteKind::hospital,
                          geo::SiteKind::school,
                          geo::SiteKind::office}) {
    known.push_back(geo::name_of(kind));
    if (known.back() != word) continue;
    site.kind = kind;
    return;
  }
  section.fail("kind",
               fmt::format("found \"{}\", expected one of {}", word, fmt::join(known, ", ")));
}

geo::SiteSource read_site(const Value& table, std::vector<Error>& errors) {
  Section section(table, file, "generator", errors);
  geo::SiteSource site;
  site.where = table.where;
  section.read("name", site.name);
  read_kind(section, site);
  read_place(section, site);
  if (const Value* roles = section.get("attendees", Value::Type::table)) {
    Section attendees(*roles, file, "generator.attendees", errors);
    for (std::size_t role = 1; role < geo::role_count; ++role) {
      attendees.read(geo::name_of(static_cast<geo::Role>(role)), site.attendees[role]);
    }
  }
  section.read("parking", site.parking);
  section.read("opens", site.opens);
  section.read("closes", site.closes);
  if (site.closes <= site.opens) {
    section.fail("closes", "must be later than `opens`; past midnight write 24:00 and more");
  }
  section.read("group", site.group);
  return site;
}

geo::GateSource read_gate(const Value& table, std::vector<Error>& errors) {
  Section section(table, file, "gate", errors);
  geo::GateSource gate;
  gate.where = table.where;
  section.read("name", gate.name);
  std::optional<std::array<double, 2>> at;
  read_degrees(section, at);
  if (at) gate.at = *at;
  section.read("joins_within_m", gate.joins_within_m);
  return gate;
}

}  // namespace

Expected<geo::TerritorySources> read_territory(const std::string& path) {
  EVEIL_TRY(const Value root, read_toml(path));
  std::vector<Error> errors;
  geo::TerritorySources sources;
  sources.file = path;
  Section section(root, file, "", errors);
  section.read("name", sources.name);
  section.read("crs", sources.crs);
  if (const Value* roads = section.get("roads", Value::Type::table)) {
    read_roads(*roads, sources.roads, errors);
  }
  if (const Value* zones = section.get("zones", Value::Type::table)) {
    read_zones(*zones, sources.zones, errors);
  }
  for (const Value* feed : section.sections("transit")) {
    sources.feeds.push_back(read_feed(*feed, errors));
  }
  std::set<std::string> names;
  for (const Value* entry : section.sections("generator")) {
    sources.sites.push_back(read_site(*entry, errors));
    const geo::SiteSource& site = sources.sites.back();
    if (!site.name.empty() && !names.insert(site.name).second) {
      errors.push_back(
          {ErrorKind::bad_input,
           site.where + ": generator.name",
           fmt::format("\"{}\" is the name of two sites; give each its own", site.name),
           {}});
    }
  }
  for (const Value* entry : section.sections("gate")) {
    sources.gates.push_back(read_gate(*entry, errors));
  }
  if (!errors.empty()) return joined(std::move(errors));
  return sources;
}

}  // namespace eveil::scenarios

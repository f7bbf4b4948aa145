// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "geo/network/road_defaults.hpp"
#include "scenarios/read/key_tables.hpp"

namespace eveil::scenarios {

namespace {

using T = KeyType;
constexpr TomlFile territory = TomlFile::territory;

// clang-format off
std::vector<Key> plain_keys() {
  return {
      {territory, "", "name", T::text, "", 0, 0, "required", "The territory's name."},
      {territory, "", "crs", T::text, "", 0, 0, "a metric CRS chosen from the extent",
       "Projected coordinate system in metres, as `EPSG:2154`."},
      {territory, "", "roads", T::section, "", 0, 0, "required", "Where the road network is."},
      {territory, "", "zones", T::section, "", 0, 0, "required", "Where the zones are."},
      {territory, "", "transit", T::sections, "", 0, 0, "none", "Timetables of public transport."},
      {territory, "", "generator", T::sections, "", 0, 0, "none",
       "Mobility generators: sites that many people attend."},
      {territory, "", "gate", T::sections, "", 0, 0, "none",
       "Points at the edge of the network where background traffic enters and leaves."},
      {territory, "", "elevation", T::later, "", 0, 0, "", "heights for slopes"},
      {territory, "roads", "osm", T::path, "", 0, 0, "none",
       "An OpenStreetMap extract: `.osm.pbf`, `.osm` or `.osm.gz`; this, `matsim` or `source` is required."},
      {territory, "roads", "matsim", T::path, "", 0, 0, "none",
       "A network of MATSim, `.xml` or `.xml.gz`, whose places are in `crs`; kept as it stands."},
      {territory, "roads", "source", T::path, "", 0, 0, "none",
       "A vector file with one line feature a road: GeoPackage, GeoJSON, Shapefile."},
      {territory, "roads", "layer", T::text, "", 0, 0, "the only layer", "The layer in the file."},
      {territory, "roads", "columns", T::section, "", 0, 0, "the same names",
       "The file's column for each of our names."},
      {territory, "roads", "lane_capacity", T::section, "", 0, 0, "the defaults of the class",
       "What a lane of each class carries, where it is known here: from counts, for example."},
      {territory, "zones", "source", T::path, "", 0, 0, "required",
       "A vector file with one polygon feature a zone."},
      {territory, "zones", "layer", T::text, "", 0, 0, "the only layer", "The layer in the file."},
      {territory, "zones", "id", T::text, "", 0, 0, "required", "Column of the zone's code."},
      {territory, "zones", "name", T::text, "", 0, 0, "none", "Column of the zone's name."},
      {territory, "zones", "population", T::text, "", 0, 0, "required", "Column of inhabitants."},
      {territory, "zones", "employment", T::text, "", 0, 0, "none", "Column of jobs."},
      {territory, "transit", "gtfs", T::path, "", 0, 0, "required", "A GTFS zip, or a folder of its files."},
      {territory, "transit", "date", T::date, "", 0, 0, "the weekday with most trips",
       "The day whose timetable counts."},
      {territory, "generator", "name", T::text, "", 0, 0, "required", "Unique name of the site."},
      {territory, "generator", "kind", T::word, "", 0, 0, "office",
       "university, industrial_zone, commercial_zone, hospital, school or office.",
       {"university", "industrial_zone", "commercial_zone", "hospital", "school", "office"}},
      {territory, "generator", "at", T::place, "", 0, 0, "the centre of `zone`",
       "Longitude and latitude in degrees (WGS 84)."},
      {territory, "generator", "zone", T::text, "", 0, 0, "none",
       "Code of the zone at whose centre the site lies; instead of `at`."},
      {territory, "generator", "attendees", T::section, "", 0, 0, "none",
       "People there on an ordinary weekday, by role."},
      {territory, "generator", "parking", T::number, "places", 0, 1e7, "not stated",
       "Parking places."},
      {territory, "generator", "group", T::text, "", 0, 0, "none",
       "Sites of one group share a mobility plan."},
      {territory, "generator", "opens", T::time, "", 0, 0, "00:00", "When it opens."},
      {territory, "generator", "closes", T::time, "", 0, 0, "24:00", "When it closes."},
      {territory, "gate", "name", T::text, "", 0, 0, "required",
       "Unique name, which no zone has as its code."},
      {territory, "gate", "at", T::place, "", 0, 0, "required",
       "Longitude and latitude in degrees (WGS 84)."},
      {territory, "gate", "joins_within_m", T::number, "m", 0, 5000, "0 m",
       "Roads of class tertiary and above that the extract cuts off within this distance are joined at the gate, as they are beyond it: both carriageways of a main road, which would else be left out."},
      {territory, "generator", "source", T::later, "", 0, 0, "", "sites from polygons"},
  };
}
// clang-format on

std::vector<Key> road_columns() {
  std::vector<Key> keys;
  const auto add = [&](const char* name, const char* sentence) {
    keys.push_back({territory,
                    "roads.columns",
                    name,
                    T::text,
                    "",
                    0,
                    0,
                    std::string_view(name) == "class" ? "required" : "none",
                    sentence});
  };
  add("id", "Column of the road's id in the source, a whole number; none: the feature's.");
  add("class", "Column of the class: OpenStreetMap's `highway` values.");
  add("direction", "Column of the direction: 1 along the line, -1 against it, 0 both.");
  add("speed_forward", "Column of the speed along the line, km/h.");
  add("speed_backward", "Column of the speed against the line, km/h.");
  add("lanes_forward", "Column of the lanes along the line.");
  add("lanes_backward", "Column of the lanes against the line.");
  return keys;
}

std::vector<Key> lane_capacities() {
  std::vector<Key> keys;
  for (std::size_t row = 0; row < geo::road_class_count; ++row) {
    const auto road_class = static_cast<geo::RoadClass>(row);
    const geo::RoadDefaults defaults = geo::defaults_of(road_class);
    keys.push_back({territory,
                    "roads.lane_capacity",
                    std::string(geo::name_of(road_class)),
                    T::number,
                    "veh/h",
                    1,
                    5000,
                    fmt::format("{:.0f}", in_vehicles_per_hour(defaults.lane_capacity)),
                    "Vehicles per hour of a lane of roads of this class."});
  }
  return keys;
}

std::vector<Key> attendees() {
  std::vector<Key> keys;
  for (const char* role : {"employee", "student", "customer", "patient", "visitor"}) {
    keys.push_back({territory,
                    "generator.attendees",
                    role,
                    T::number,
                    "people",
                    0,
                    1e7,
                    "0",
                    fmt::format("People who come as {}.", role)});
  }
  return keys;
}

}  // namespace

std::vector<Key> territory_keys() {
  std::vector<Key> keys = plain_keys();
  for (Key& key : road_columns()) keys.push_back(std::move(key));
  for (Key& key : lane_capacities()) keys.push_back(std::move(key));
  for (Key& key : attendees()) keys.push_back(std::move(key));
  return keys;
}

}  // namespace eveil::scenarios

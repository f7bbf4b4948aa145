// SPDX-License-Identifier: Apache-2.0
#include "scenarios/read/keys.hpp"

#include <fmt/format.h>

#include "geo/base/error.hpp"
#include "scenarios/parameters.hpp"

namespace eveil::scenarios {

namespace {

using T = KeyType;
constexpr TomlFile territory = TomlFile::territory;
constexpr TomlFile scenario = TomlFile::scenario;

std::vector<Key> territory_keys() {
  return {
      {territory, "", "name", T::text, "", 0, 0, "required", "The territory's name."},
      {territory,
       "",
       "crs",
       T::text,
       "",
       0,
       0,
       "a metric CRS chosen from the extent",
       "Projected coordinate system in metres, as `EPSG:2154`."},
      {territory, "", "roads", T::section, "", 0, 0, "required", "Where the road network is."},
      {territory, "", "zones", T::section, "", 0, 0, "required", "Where the zones are."},
      {territory, "", "transit", T::sections, "", 0, 0, "none", "Timetables of public transport."},
      {territory,
       "",
       "generator",
       T::sections,
       "",
       0,
       0,
       "none",
       "Mobility generators: sites that many people attend."},
      {territory, "", "elevation", T::later, "", 0, 0, "", "heights for slopes"},
      {territory,
       "roads",
       "source",
       T::path,
       "",
       0,
       0,
       "required",
       "A vector file with one line feature a road: GeoPackage, GeoJSON, Shapefile."},
      {territory, "roads", "layer", T::text, "", 0, 0, "the only layer", "The layer in the file."},
      {territory,
       "roads",
       "columns",
       T::section,
       "",
       0,
       0,
       "the same names",
       "The file's column for each of our names."},
      {territory, "roads", "osm", T::later, "", 0, 0, "", "OpenStreetMap extracts"},
      {territory,
       "zones",
       "source",
       T::path,
       "",
       0,
       0,
       "required",
       "A vector file with one polygon feature a zone."},
      {territory, "zones", "layer", T::text, "", 0, 0, "the only layer", "The layer in the file."},
      {territory, "zones", "id", T::text, "", 0, 0, "required", "Column of the zone's code."},
      {territory, "zones", "name", T::text, "", 0, 0, "none", "Column of the zone's name."},
      {territory, "zones", "population", T::text, "", 0, 0, "required", "Column of inhabitants."},
      {territory, "zones", "employment", T::text, "", 0, 0, "none", "Column of jobs."},
      {territory, "transit", "gtfs", T::path, "", 0, 0, "required", "A GTFS zip."},
      {territory,
       "transit",
       "date",
       T::date,
       "",
       0,
       0,
       "the weekday with most trips",
       "The day whose timetable counts."},
      {territory, "generator", "name", T::text, "", 0, 0, "required", "Unique name of the site."},
      {territory,
       "generator",
       "kind",
       T::word,
       "",
       0,
       0,
       "office",
       "university, industrial_zone, commercial_zone, hospital, school or office."},
      {territory,
       "generator",
       "at",
       T::place,
       "",
       0,
       0,
       "the centre of `zone`",
       "Longitude and latitude in degrees (WGS 84)."},
      {territory,
       "generator",
       "zone",
       T::text,
       "",
       0,
       0,
       "none",
       "Code of the zone at whose centre the site lies; instead of `at`."},
      {territory,
       "generator",
       "attendees",
       T::section,
       "",
       0,
       0,
       "none",
       "People there on an ordinary weekday, by role."},
      {territory,
       "generator",
       "parking",
       T::number,
       "places",
       0,
       1e7,
       "not stated",
       "Parking places."},
      {territory,
       "generator",
       "group",
       T::text,
       "",
       0,
       0,
       "none",
       "Sites of one group share a mobility plan."},
      {territory, "generator", "opens", T::time, "", 0, 0, "00:00", "When it opens."},
      {territory, "generator", "closes", T::time, "", 0, 0, "24:00", "When it closes."},
      {territory, "generator", "source", T::later, "", 0, 0, "", "sites from polygons"},
  };
}

std::vector<Key> road_columns() {
  std::vector<Key> keys;
  const auto add = [&](const char* name, const char* sentence) {
    keys.push_back({territory, "roads.columns", name, T::text, "", 0, 0, name, sentence});
  };
  add("id", "Column of the road's id in the source, a whole number.");
  add("class", "Column of the class: OpenStreetMap's `highway` values.");
  add("direction", "Column of the direction: 1 along the line, -1 against it, 0 both.");
  add("from", "Column of the node at the line's start.");
  add("to", "Column of the node at the line's end.");
  add("oneway", "Column of the one-way flag: OpenStreetMap's `oneway` values.");
  add("modes", "Column of the letters of modes that may use it.");
  for (const char* direction : {"", "_ab", "_ba"}) {
    const char* suffix = *direction == '\0'    ? "in both directions"
                         : direction[1] == 'a' ? "along the line"
                                               : "against the line";
    add(fmt::format("speed{}", direction).c_str(),
        fmt::format("Column of the speed in km/h {}.", suffix).c_str());
    add(fmt::format("lanes{}", direction).c_str(),
        fmt::format("Column of lanes {}.", suffix).c_str());
    add(fmt::format("capacity{}", direction).c_str(),
        fmt::format("Column of the capacity in veh/h {}.", suffix).c_str());
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

std::vector<Key> scenario_keys() {
  return {
      {scenario, "", "territory", T::path, "", 0, 0, "required", "The territory's file."},
      {scenario,
       "",
       "base",
       T::path,
       "",
       0,
       0,
       "none",
       "A scenario that this one extends: only what differs is stated."},
      {scenario, "", "simulation", T::section, "", 0, 0, "defaults", "How it is simulated."},
      {scenario, "", "choice", T::section, "", 0, 0, "defaults", "Coefficients of mode choice."},
      {scenario, "", "emissions", T::section, "", 0, 0, "defaults", "Emission factors."},
      {scenario, "", "output", T::section, "", 0, 0, "defaults", "What is written."},
      {scenario, "", "service", T::sections, "", 0, 0, "none", "Mobility services."},
      {scenario, "", "change", T::later, "", 0, 0, "", "what a policy or an operator changes"},
      {scenario,
       "",
       "background",
       T::later,
       "",
       0,
       0,
       "",
       "traffic that isn't modelled person by person"},
      {scenario, "", "rules", T::later, "", 0, 0, "", "a territory's own rules"},
      {scenario, "", "population", T::later, "", 0, 0, "", "persons from files"},
      {scenario,
       "simulation",
       "seed",
       T::whole,
       "",
       0,
       9.2e18,
       "1",
       "Fixes the population: homes, chains, places."},
      {scenario,
       "simulation",
       "sample",
       T::number,
       "1",
       1e-6,
       1,
       "1",
       "Share of the population that is simulated."},
      {scenario, "simulation", "days", T::whole, "days", 1, 10000, "10", "Days of learning."},
      {scenario,
       "simulation",
       "fork_days",
       T::whole,
       "days",
       1,
       10000,
       "10",
       "Days after a replication's fork."},
      {scenario,
       "simulation",
       "average_days",
       T::whole,
       "days",
       1,
       10000,
       "5",
       "The observation is the mean of the last ones; at most `fork_days`."},
      {scenario,
       "simulation",
       "replan_share",
       T::number,
       "1",
       0,
       1,
       "0.15",
       "Share of people who choose anew each day."},
      {scenario,
       "simulation",
       "flow_factor",
       T::number,
       "1",
       0,
       10,
       "0",
       "Factor on the flow capacity of links; 0: the sample."},
      {scenario,
       "simulation",
       "storage_factor",
       T::number,
       "1",
       0,
       10,
       "0",
       "Factor on the storage of links; 0: sample ^ storage_exponent."},
      {scenario,
       "simulation",
       "storage_exponent",
       T::number,
       "1",
       0,
       1,
       "0.75",
       "Exponent of the sample in the storage of links."},
      {scenario, "simulation", "relative_gap", T::later, "", 0, 0, "", "learning to a gap"},
      {scenario,
       "simulation",
       "resample_population",
       T::later,
       "",
       0,
       0,
       "",
       "a new population a replication"},
      {scenario,
       "output",
       "record_days",
       T::whole,
       "days",
       1,
       10000,
       "1",
       "The last days that are recorded."},
      {scenario, "output", "events", T::later, "", 0, 0, "", "every event"},
  };
}

std::vector<Key> service_keys() {
  const std::string s = "service";
  return {
      {scenario,
       s,
       "name",
       T::text,
       "",
       0,
       0,
       "required",
       "Unique name, also of its mode: letters, digits, `-` and `_`."},
      {scenario, s, "kind", T::word, "", 0, 0, "on_demand", "on_demand."},
      {scenario,
       s,
       "area",
       T::path,
       "",
       0,
       0,
       "or `zones`",
       "A vector file with the polygons in which rides start and end."},
      {scenario,
       s,
       "zones",
       T::texts,
       "",
       0,
       0,
       "or `area`",
       "Codes of the zones in which rides start and end."},
      {scenario, s, "vehicles", T::whole, "vehicles", 1, 100000, "1", "Size of the fleet."},
      {scenario, s, "seats", T::whole, "seats", 1, 255, "6", "Passengers' seats a vehicle."},
      {scenario,
       s,
       "hours",
       T::ranges,
       "",
       0,
       0,
       "[\"03:00-30:00\"]",
       "When requests are taken; past midnight as 24:00 and more."},
      {scenario,
       s,
       "max_wait",
       T::duration,
       "s",
       0,
       86400,
       "10 min",
       "Longest wait that is promised."},
      {scenario,
       s,
       "max_detour",
       T::number,
       "1",
       1,
       100,
       "1.5",
       "Longest ride over the direct one; `max_detour_extra` is added."},
      {scenario,
       s,
       "max_detour_extra",
       T::duration,
       "s",
       0,
       86400,
       "5 min",
       "Added to the longest ride."},
      {scenario,
       s,
       "stop_time",
       T::duration,
       "s",
       0,
       3600,
       "30 s",
       "Each stop, whatever the number who board."},
      {scenario, s, "fare", T::money, "EUR", 0, 10000, "0 EUR", "Price of a ride."},
      {scenario,
       s,
       "fare_eur_per_km",
       T::number,
       "EUR/km",
       0,
       10000,
       "0",
       "Price of a kilometre of the direct way."},
      {scenario,
       s,
       "cost_eur_per_vehicle_hour",
       T::number,
       "EUR/h",
       0,
       10000,
       "0",
       "Operating cost of a vehicle and opening hour."},
      {scenario,
       s,
       "cost_eur_per_km",
       T::number,
       "EUR/km",
       0,
       10000,
       "0",
       "Operating cost of a kilometre, empty ones included."},
      {scenario,
       s,
       "cost_eur_per_vehicle_day",
       T::number,
       "EUR/day",
       0,
       1e6,
       "0",
       "Operating cost of a vehicle and day."},
      {scenario,
       s,
       "eligibility",
       T::word,
       "",
       0,
       0,
       "all",
       "all, none, residents (home in the area) or without_car."},
      {scenario,
       s,
       "constant",
       T::number,
       "1",
       -100,
       100,
       "0",
       "Added to the utility of the service."},
      {scenario, s, "requests", T::later, "", 0, 0, "", "fixed demand"},
      {scenario, s, "dispatcher", T::later, "", 0, 0, "", "an external dispatcher"},
  };
}

std::string default_text(const ParameterFact& fact) {
  return fmt::format("{}", value_of(Scenario{}, fact));
}

std::vector<Key> made() {
  std::vector<Key> keys = territory_keys();
  const auto append = [&](std::vector<Key> more) {
    for (Key& key : more) keys.push_back(std::move(key));
  };
  append(road_columns());
  append(attendees());
  append(scenario_keys());
  append(service_keys());
  for (const ParameterFact& fact : parameter_facts()) {
    keys.push_back({scenario,
                    std::string(fact.section),
                    std::string(fact.key),
                    T::number,
                    std::string(fact.unit),
                    fact.low,
                    fact.high,
                    default_text(fact),
                    fmt::format("{} [{}: {}]", fact.meaning, fact.tag, fact.source)});
  }
  return keys;
}

}  // namespace

const std::vector<Key>& all_keys() {
  static const std::vector<Key> keys = made();
  return keys;
}

const Key& key_of(TomlFile file, std::string_view section, std::string_view name) {
  const Key* found = nullptr;
  for (const Key& key : all_keys()) {
    if (key.file == file && key.section == section && key.name == name) found = &key;
  }
  EVEIL_ASSERT(found != nullptr);
  return *found;
}

std::vector<const Key*> keys_in(TomlFile file, std::string_view section) {
  std::vector<const Key*> found;
  for (const Key& key : all_keys()) {
    if (key.file == file && key.section == section) found.push_back(&key);
  }
  return found;
}

}  // namespace eveil::scenarios

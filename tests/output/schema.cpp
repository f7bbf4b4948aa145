// SPDX-License-Identifier: Apache-2.0
#include "output/schema.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace eveil;
using namespace eveil::output;

namespace {

using Names = std::vector<std::string>;

std::map<std::string, TableSpec> tables() {
  std::map<std::string, TableSpec> by_path;
  for (const TableSpec& table :
       all_tables({"car_driver", "walk", "bicycle", "car_passenger", "transit", "navette"})) {
    by_path[table.path] = table;
  }
  return by_path;
}

}  // namespace

TEST_CASE("every table is described, and every column has units and a description",
          "[output][schema]") {
  for (const auto& [path, table] : tables()) {
    CAPTURE(path);
    CHECK_FALSE(table.description.empty());
    CHECK_FALSE(table.columns.empty());
    std::set<std::string> names;
    for (const store::ColumnSpec& column : table.columns) {
      CAPTURE(column.name);
      CHECK_FALSE(column.units.empty());
      CHECK_FALSE(column.description.empty());
      CHECK(names.insert(column.name).second);
      const bool words = column.type == store::ValueType::enumeration;
      CHECK(words == !column.words.empty());
      for (const std::string& word : column.words) CHECK_FALSE(word.empty());
      // Words of an enumeration must differ, or two facts would read the same.
      CHECK(std::set<std::string>(column.words.begin(), column.words.end()).size() ==
            column.words.size());
    }
  }
}

TEST_CASE("the columns that scripts rely on have their names", "[output][schema]") {
  const std::map<std::string, Names> promised = {
      {"persons",
       {"id",
        "household",
        "weight",
        "home_x",
        "home_y",
        "zone",
        "age",
        "sex",
        "employed",
        "part_time",
        "income_class",
        "car",
        "bicycle",
        "licence",
        "generator",
        "role",
        "utility"}},
      {"trips", {"person",        "number",      "purpose",          "departure_s", "travel_time_s",
                 "wait_s",        "walk_s",      "transfers",        "mode",        "distance_m",
                 "cost_eur",      "co2_g",       "origin_x",         "origin_y",    "destination_x",
                 "destination_y", "origin_zone", "destination_zone", "generator",   "status"}},
      {"legs",
       {"trip",
        "mode",
        "service",
        "vehicle",
        "departure_s",
        "arrival_s",
        "distance_m",
        "from_link",
        "to_link",
        "line",
        "from_stop",
        "to_stop"}},
      {"links",
       {"from_x", "from_y", "to_x", "to_y", "length_m", "free_speed", "lanes", "capacity_veh_h"}},
      {"links/by_time", {"link", "time_s", "vehicle_class", "volume", "travel_time_s"}},
      {"zones", {"id", "name", "population", "jobs"}},
      {"stops", {"id", "code", "name", "x", "y", "boardings", "alightings", "left_behind"}},
      {"lines", {"code", "name", "kind", "places", "trips"}},
      {"lines/by_time", {"line", "time_s", "vehicles", "boardings", "greatest_load"}},
      {"patterns", {"line", "vehicles"}},
      {"patterns/stops", {"stop"}},
      {"services/navette/requests",
       {"time_s",
        "promised_pickup_s",
        "pickup_s",
        "ride_time_s",
        "direct_time_s",
        "fare_eur",
        "seats",
        "outcome",
        "cause_of_refusal"}},
      {"services/navette/vehicles", {"km_loaded", "km_empty", "boardings"}},
      {"generators",
       {"site",
        "name",
        "mode",
        "arrivals",
        "co2_g",
        "parking_used",
        "parking_refused",
        "parking_to_street",
        "parking_lost_s"}},
      {"convergence", {"day", "route_gap", "choice_gap", "mode_share_navette"}},
      {"indicators", {"indicator", "scope", "definition", "value", "units", "count", "day"}}};
  const auto by_path = tables();
  for (const auto& [path, columns] : promised) {
    CAPTURE(path);
    REQUIRE(by_path.count(path) == 1);
    for (const std::string& name : columns) {
      CAPTURE(name);
      const auto& have = by_path.at(path).columns;
      CHECK(std::any_of(
          have.begin(), have.end(), [&](const auto& column) { return column.name == name; }));
    }
  }
}

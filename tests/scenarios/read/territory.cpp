// SPDX-License-Identifier: Apache-2.0
#include "geo/territory.hpp"

#include <catch2/catch.hpp>

#include "scenarios/read/read.hpp"
#include "tests/scenarios/read/files.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::Folder;

namespace {

constexpr const char* smallest = R"(name = "Drawn"
[roads]
source = "roads.gpkg"
columns = { class = "highway" }
[zones]
source = "zones.gpkg"
id = "code"
population = "inhabitants"
)";

std::string errors_of(const std::string& text) {
  const Folder folder;
  const auto read = read_territory(folder.write("t.toml", text));
  return read ? "" : describe(read.error());
}

}  // namespace

TEST_CASE("a territory's file becomes plain values with paths that open", "[scenarios][read]") {
  const Folder folder;
  const auto read = read_territory(folder.write("t.toml", R"(name = "Drawn"
crs = "EPSG:2154"
[roads]
source = "roads.gpkg"
layer = "roads"
[roads.columns]
class = "highway"
[[transit]]
gtfs = "feeds/bus.zip"
date = 2025-10-16
[zones]
source = "zones.gpkg"
id = "code"
population = "inhabitants"
employment = "jobs"
[[generator]]
name = "Campus"
kind = "university"
at = [3.8690, 43.6320]
attendees = { employee = 1500, student = 12000 }
parking = 900
group = "campus-north"
opens = "07:30"
closes = "20:00"
)"));
  INFO((read ? "" : describe(read.error())));
  REQUIRE(read);
  CHECK(read->roads.file == folder.path("roads.gpkg"));
  CHECK(read->roads.columns.at("class") == "highway");
  REQUIRE(read->feeds.size() == 1);
  CHECK(read->feeds[0].file == folder.path("feeds/bus.zip"));
  CHECK(read->feeds[0].date == geo::date_of(2025, 10, 16));
  CHECK(read->zones.employment == "jobs");
  REQUIRE(read->sites.size() == 1);
  const geo::SiteSource& site = read->sites[0];
  CHECK(site.kind == geo::SiteKind::university);
  CHECK((*site.at)[0] == 3.8690);
  CHECK(site.attendees[static_cast<std::size_t>(geo::Role::student)] == 12000);
  CHECK(site.opens == time_of_day(7, 30));
  CHECK_THAT(site.where, Contains("t.toml:16"));
}

TEST_CASE("the smallest territory has no feed and no generator", "[scenarios][read]") {
  const Folder folder;
  const auto read = read_territory(folder.write("t.toml", smallest));
  REQUIRE(read);
  CHECK(read->crs.empty());
  CHECK(read->sites.empty());
}

TEST_CASE("zones without a population column are refused with the key", "[scenarios][read]") {
  CHECK_THAT(
      errors_of("name = \"x\"\n[roads]\nsource = \"r\"\n[zones]\nsource = \"z\"\nid = \"i\"\n"),
      Contains("zones.population: missing"));
}

TEST_CASE("sources of later versions are refused by name", "[scenarios][read]") {
  CHECK_THAT(errors_of(std::string(smallest) + "[elevation]\nraster = \"dem.tif\"\n"),
             Contains("elevation: not in this version"));
}

TEST_CASE("roads come from an OpenStreetMap extract or from a vector file, not from both",
          "[scenarios][read]") {
  const std::string zones = "[zones]\nsource = \"z\"\nid = \"i\"\npopulation = \"p\"\n";
  const Folder folder;
  const auto read = read_territory(
      folder.write("t.toml", "name = \"x\"\n[roads]\nosm = \"r.osm.pbf\"\n" + zones));
  REQUIRE(read);
  CHECK(read->roads.is_osm);
  CHECK_THAT(read->roads.file, Contains("r.osm.pbf"));
  CHECK_THAT(errors_of("name = \"x\"\n[roads]\nlayer = \"r\"\n" + zones),
             Contains("roads.source: missing") && Contains("osm = \"roads.osm.pbf\""));
  CHECK_THAT(errors_of("name = \"x\"\n[roads]\nosm = \"a\"\nsource = \"b\"\n" + zones),
             Contains("roads.osm") && Contains("both `osm` and `source`"));
  CHECK_THAT(errors_of("name = \"x\"\n[roads]\nosm = \"a\"\nlayer = \"b\"\n" + zones),
             Contains("roads.layer") && Contains("remove it"));
}

TEST_CASE("a territory may state what a lane of each class carries", "[scenarios][read]") {
  const auto with = [](const std::string& capacities) {
    return std::string(smallest) + "[roads.lane_capacity]\n" + capacities;
  };
  const Folder folder;
  const auto read =
      read_territory(folder.write("t.toml", with("tertiary = 1196\nliving_street = 366.5\n")));
  REQUIRE(read);
  const geo::LaneCapacities stated{{geo::RoadClass::tertiary, 1196.0},
                                   {geo::RoadClass::living_street, 366.5}};
  CHECK(read->roads.lane_capacity_veh_h == stated);

  CHECK_THAT(errors_of(with("footway = 100\n")),
             Contains("t.toml:10:1: roads.lane_capacity.footway: unknown key"));
  CHECK_THAT(errors_of(with("primary = 0\n")), Contains("roads.lane_capacity.primary: found 0"));
  CHECK_THAT(errors_of(with("primary = -5.5\n")), Contains("roads.lane_capacity.primary"));
  CHECK_THAT(errors_of(with("primary = nan\n")), Contains("roads.lane_capacity.primary"));
  CHECK_THAT(errors_of(with("primary = 36000\n")), Contains("1 to 5000"));
  CHECK_THAT(errors_of(with("primary = \"1500\"\n")), Contains("roads.lane_capacity.primary"));
  CHECK_THAT(errors_of("name = \"x\"\ncrs = \"EPSG:2154\"\n[roads]\nmatsim = \"n.xml\"\n"
                       "lane_capacity = { primary = 1500 }\n"
                       "[zones]\nsource = \"z\"\nid = \"i\"\npopulation = \"p\"\n"),
             Contains("roads.lane_capacity") && Contains("states its links' capacities itself"));
}

TEST_CASE("a generator needs one place, a known kind and people that can be counted",
          "[scenarios][read]") {
  const std::string errors = errors_of(std::string(smallest) + R"([[generator]]
name = "A"
kind = "univercity"
[[generator]]
name = "A"
at = [43.6, 193.0]
attendees = { employee = -4, pupils = 3 }
opens = "20:00"
closes = "07:30"
)");
  CHECK_THAT(errors, Contains("found \"univercity\", expected one of university"));
  CHECK_THAT(errors, Contains("generator.at: missing"));
  CHECK_THAT(errors, Contains("latitude -90 to 90, in this order"));
  CHECK_THAT(errors, Contains("generator.attendees.employee: found -4"));
  CHECK_THAT(errors, Contains("generator.attendees.pupils: unknown key"));
  CHECK_THAT(errors, Contains("must be later than `opens`"));
  CHECK_THAT(errors, Contains("\"A\" is the name of two sites"));
}

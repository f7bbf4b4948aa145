// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "geo/findings.hpp"
#include "geo/territory.hpp"
#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::geo;
using Catch::Matchers::Contains;

namespace {

TerritorySources coquimbo() {
  const std::string folder = std::string(EVEIL_SOURCE_DIR) + "/scenarios/library/coquimbo/";
  TerritorySources sources;
  sources.file = folder + "territory.toml";
  sources.name = "Coquimbo";
  sources.roads = {folder + "coquimbo.gpkg",
                   "roads",
                   {{"id", "osm_id"},
                    {"class", "highway"},
                    {"direction", "direction"},
                    {"speed_forward", "speed_ab"},
                    {"speed_backward", "speed_ba"},
                    {"lanes_forward", "lanes_ab"},
                    {"lanes_backward", "lanes_ba"}}};
  sources.zones = {folder + "coquimbo.gpkg", "zones", "zone_id", "", "population", ""};
  sources.feeds.push_back({folder + "gtfs.zip", date_of(2016, 10, 19)});
  SiteSource site;
  site.name = "Hospital";
  site.kind = SiteKind::hospital;
  site.at = {-71.2493, -29.9094};
  site.where = "territory.toml:generator 1";
  sources.sites.push_back(site);
  return sources;
}

double seconds_of(const std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("the embedded territory is built, checked, saved and loaded equal", "[territory][slow]") {
  auto start = std::chrono::steady_clock::now();
  const auto built = build_territory(coquimbo());
  if (!built) FAIL(describe(built.error()));
  UNSCOPED_INFO("built in " << seconds_of(start) << " s");
  UNSCOPED_INFO(describe(*built) << describe_findings(*built));

  // 451,899 inhabitants in 133 zones, as the source states; 19,846 roads are read.
  CHECK(built->crs_name == "EPSG:32719");
  CHECK(built->zones.size() == 133);
  double inhabitants = 0.0;
  for (const double people : built->zones.population) inhabitants += people;
  CHECK(inhabitants == Approx(451899.0).margin(1.0));
  CHECK(built->findings.front().count == 19846);
  CHECK(built->network.link_count() > 20000);
  CHECK(built->feeds.at(0).trips_on_day > 0);
  CHECK(built->timetable.trip_count() == built->feeds.at(0).trips_used);
  CHECK_FALSE(built->licences.empty());

  const tests::TemporaryFolder folder;
  const std::string file = folder.path("coquimbo.territory");
  REQUIRE(save_territory(*built, file));
  start = std::chrono::steady_clock::now();
  const auto loaded = load_territory(file);
  if (!loaded) FAIL(describe(loaded.error()));
  UNSCOPED_INFO("loaded in " << seconds_of(start) << " s");
  CHECK(loaded->digest == built->digest);
  CHECK(loaded->timetable.departure == built->timetable.departure);
  CHECK(loaded->timetable.calls.values() == built->timetable.calls.values());
  CHECK(loaded->sources_digest == built->sources_digest);
  CHECK(describe_findings(*loaded) == describe_findings(*built));
  CHECK(describe(*loaded) == describe(*built));
}

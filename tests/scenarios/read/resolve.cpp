// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "geo/io/projection.hpp"
#include "scenarios/read/read.hpp"
#include "tests/scenarios/population/drawn_territory.hpp"
#include "tests/scenarios/read/files.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::Folder;

namespace {

// Two zones side by side, x 0 to 2000 m, y 0 to 1000 m; their roads lie on y = 500.
geo::Territory two_zones() {
  geo::Territory territory = tests::drawn_territory(2, 1, 100);
  territory.crs_wkt = io::metric_crs("EPSG:32719", "the test").value().wkt;
  return territory;
}

std::string square(const std::string& low, const std::string& high) {
  const std::string a = low, b = high;
  return R"({"type": "FeatureCollection", "crs": {"type": "name", "properties":
{"name": "urn:ogc:def:crs:EPSG::32719"}}, "features": [{"type": "Feature", "properties": {},
"geometry": {"type": "Polygon", "coordinates": [[[)" +
         a + ", 100], [" + b + ", 100], [" + b + ", 900], [" + a + ", 900], [" + a + ", 100]]]}}]}";
}

Expected<ResolvedScenario> resolved(const Folder& folder, const std::string& service) {
  const auto path = folder.write(
      "s.toml", "territory = \"t.toml\"\n[[service]]\nname = \"north\"\n" + service + "\n");
  auto sources = read_scenario(path);
  REQUIRE(sources);
  return resolve(std::move(*sources), two_zones());
}

}  // namespace

TEST_CASE("a service's area is read in the territory's metres", "[scenarios][read][area]") {
  const Folder folder;
  folder.write("area.geojson", square("100", "900"));
  const auto made = resolved(folder, "area = \"area.geojson\"");
  INFO((made ? "" : describe(made.error())));
  REQUIRE(made);
  CHECK(surface(made->scenario.services[ServiceId(0)].area) == Approx(800.0 * 800.0));
  CHECK(made->notes.empty());
}

TEST_CASE("an area outside the territory is refused with both extents", "[scenarios][read][area]") {
  const Folder folder;
  folder.write("area.geojson", square("5000", "6000"));
  const auto made = resolved(folder, "area = \"area.geojson\"");
  REQUIRE_FALSE(made);
  const std::string error = describe(made.error());
  CHECK_THAT(error, Contains("s.toml:4:1: service.area"));
  CHECK_THAT(error, Contains("area.geojson"));
  CHECK_THAT(error, Contains("x 5000 to 6000 m"));
  CHECK_THAT(error, Contains("x 200 to 1800 m"));
}

TEST_CASE("an area that reaches beyond the zones is taken and said", "[scenarios][read][area]") {
  // Half of x 1000 to 3000 lies beyond 2000.
  const Folder folder;
  folder.write("area.geojson", square("1000", "3000"));
  const auto made = resolved(folder, "area = \"area.geojson\"");
  REQUIRE(made);
  REQUIRE(made->notes.size() == 1);
  CHECK_THAT(made->notes[0], Contains("50 % of the area of service north"));
}

TEST_CASE("an area can be a list of zones, known ones only", "[scenarios][read][area]") {
  const Folder folder;
  const auto made = resolved(folder, "zones = [\"0-0\", \"1-0\"]");
  REQUIRE(made);
  CHECK(surface(made->scenario.services[ServiceId(0)].area) == Approx(2.0e6));
  const auto wrong = resolved(folder, "zones = [\"0-1\"]");
  REQUIRE_FALSE(wrong);
  CHECK_THAT(describe(wrong.error()), Contains("no zone \"0-1\"; did you mean \"0-0\"?"));
}

TEST_CASE("an area whose file is missing is refused with its key", "[scenarios][read][area]") {
  const Folder folder;
  const auto made = resolved(folder, "area = \"nowhere.geojson\"");
  REQUIRE_FALSE(made);
  CHECK_THAT(describe(made.error()), Contains("service.area"));
  CHECK_THAT(describe(made.error()), Contains("nowhere.geojson"));
}

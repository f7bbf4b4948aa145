// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>

#include "geo/territory.hpp"
#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::geo;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

// A dead end in one direction, on a plane whose unit is the metre (around 0° N 0° E):
//
//     a ──120 m──▶ b ──200 m──▶ c          one zone around all of it
struct OneWay {
  TemporaryFolder folder;
  TerritorySources sources;

  OneWay() {
    sources.file = folder.path("territory.toml");
    sources.name = "One way";
    sources.crs = "EPSG:3857";
    sources.roads.is_matsim = true;
    sources.roads.file = folder.write(
        "network.xml",
        "<network><nodes><node id=\"a\" x=\"0\" y=\"0\"/><node id=\"b\" x=\"100\" y=\"0\"/>"
        "<node id=\"c\" x=\"200\" y=\"0\"/></nodes><links capperiod=\"01:00:00\">"
        "<link id=\"ab\" from=\"a\" to=\"b\" length=\"120\" freespeed=\"10\" capacity=\"1800\" "
        "permlanes=\"1\"/><link id=\"bc\" from=\"b\" to=\"c\" length=\"200\" freespeed=\"20\" "
        "capacity=\"900\" permlanes=\"2\"/></links></network>");
    sources.zones = {
        folder.write("zones.geojson",
                     geojson({{R"("code":"z","p":10)",
                               polygon("[-500,-500],[500,-500],[500,500],[-500,500],[-500,-500]")}},
                             "3857")),
        "",
        "code",
        "",
        "p",
        ""};
  }
};

}  // namespace

TEST_CASE("a network of MATSim is kept as it stands, though its ends don't reach each other",
          "[geo][matsim]") {
  const OneWay place;
  const auto built = build_territory(place.sources);
  REQUIRE(built);
  REQUIRE(built->network.link_count() == 2);
  CHECK(built->network.length[LinkId(0)].value + built->network.length[LinkId(1)].value == 320.0);
  bool warned = false;
  for (const Finding& finding : built->findings) {
    if (finding.reason != "not_strongly_connected") continue;
    warned = true;
    CHECK_THAT(finding.text, Contains("may find no way"));
  }
  CHECK(warned);
  const std::string path = place.folder.path("one.territory");
  REQUIRE(save_territory(*built, path));
  const auto loaded = load_territory(path);
  REQUIRE(loaded);
  CHECK(loaded->network.link_name.raw() == built->network.link_name.raw());
  CHECK(loaded->network.node_name.raw() == built->network.node_name.raw());
  CHECK(loaded->digest == built->digest);
}

TEST_CASE("a network of MATSim needs a coordinate system, which it may state itself",
          "[geo][matsim][refused]") {
  OneWay place;
  place.sources.crs.clear();
  const auto built = build_territory(place.sources);
  REQUIRE_FALSE(built);
  CHECK_THAT(describe(built.error()), Contains("territory.toml:crs") && Contains("EPSG:"));
}

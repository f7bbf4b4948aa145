// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "geo/network/roads.hpp"
#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::geo;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

std::string refusal(const RoadSource& source) {
  const auto roads = read_roads(source);
  return roads ? "read" : describe(roads.error());
}

}  // namespace

TEST_CASE("roads meet where their coordinates are equal to the last bit", "[network][read]") {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("r.geojson",
                   geojson({{R"("highway":"primary","d":1)", line("[0.1,0],[0.2,0]")},
                            {R"("highway":"primary","d":-1)", line("[0.2,0],[0.3,0]")},
                            {R"("highway":"primary","d":0)", line("[0.20000001,0],[0.3,1]")}}));
  const auto roads = read_roads({file, "", {{"class", "highway"}, {"direction", "d"}}});
  REQUIRE(roads);
  CHECK(roads->vertex[1] == roads->vertex[2]);
  CHECK(roads->vertex[4] != roads->vertex[1]);
  CHECK(roads->open[0] == ByWay<std::uint8_t>{1, 0});
  CHECK(roads->open[1] == ByWay<std::uint8_t>{0, 1});
  CHECK(roads->open[2] == ByWay<std::uint8_t>{1, 1});
}

TEST_CASE("a direction that is none is refused with its feature and value", "[network][refused]") {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("r.geojson",
                   geojson({{R"("highway":"primary","d":1)", line("[0,0],[1,0]")},
                            {R"("highway":"primary","d":2)", line("[1,0],[2,0]")}}));
  CHECK_THAT(
      refusal({file, "", {{"class", "highway"}, {"direction", "d"}}}),
      Contains("feature 1:d") && Contains("direction is 2") && Contains("-1 (backward only)"));
}

TEST_CASE("a mapping without class or with an unknown key is refused", "[network][refused]") {
  CHECK_THAT(refusal({"r.gpkg", "", {{"id", "osm_id"}}}), Contains("`class` is missing"));
  CHECK_THAT(refusal({"r.gpkg", "", {{"class", "highway"}, {"directon", "d"}}}),
             Contains("unknown key `directon`") && Contains("did you mean `direction`"));
}

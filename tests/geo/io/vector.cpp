// SPDX-License-Identifier: Apache-2.0
#include "geo/io/vector.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::io;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

const std::vector<Drawn> two_roads{
    {R"("id":7,"highway":"primary","speed":49.5)", line("[1,2],[3,4]")},
    {R"("id":8,"highway":"track","speed":null)", line("[3,4],[5,6,99]")}};

std::string refusal(const LayerRequest& request) {
  const auto layer = read_layer(request);
  return layer ? "read" : describe(layer.error());
}

}  // namespace

TEST_CASE("a layer is read into columns, gaps as gaps and heights left out", "[io][vector]") {
  const TemporaryFolder folder;
  const auto layer = read_layer({folder.write("a.geojson", geojson(two_roads)),
                                 "",
                                 {"id", "highway", "speed"},
                                 Shapes::lines});
  REQUIRE(layer);
  REQUIRE(layer->size() == 2);
  CHECK(layer->integers("id").value()[1] == 8);
  CHECK(layer->texts("highway").value()[0] == "primary");
  CHECK(layer->numbers("speed").value()[0] == 49.5);
  CHECK(std::isnan(layer->numbers("speed").value()[1]));
  CHECK(layer->lines[1][0].back() == Point{5.0, 6.0});
  CHECK_THAT(layer->crs_wkt, Contains("WGS 84"));
}

TEST_CASE("a column asked for under two names is read once", "[io][vector]") {
  const TemporaryFolder folder;
  const auto layer = read_layer(
      {folder.write("a.geojson", geojson(two_roads)), "", {"speed", "id", "speed"}, Shapes::lines});
  REQUIRE(layer);
  REQUIRE(layer->numbers("speed").value().size() == 2);
  CHECK(layer->numbers("speed").value()[0] == 49.5);
  CHECK(std::isnan(layer->numbers("speed").value()[1]));
}

TEST_CASE("a missing layer is refused with the layers there are and the nearest",
          "[io][vector][refused]") {
  const std::string file =
      std::string(EVEIL_SOURCE_DIR) + "/scenarios/library/coquimbo/coquimbo.gpkg";
  CHECK_THAT(
      refusal({file, "road", {}, Shapes::lines}),
      Contains("no layer `road`") && Contains("roads, zones") && Contains("did you mean `roads`"));
  CHECK_THAT(refusal({file, "", {}, Shapes::lines}), Contains("name one with `layer`"));
}

TEST_CASE("a missing column is refused with the columns there are and the nearest",
          "[io][vector][refused]") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.geojson", geojson(two_roads));
  CHECK_THAT(refusal({file, "", {"spead"}, Shapes::lines}),
             Contains("no column `spead`") && Contains("id, highway, speed") &&
                 Contains("did you mean `speed`"));
}

TEST_CASE("a layer without coordinate reference system is refused with the remedy",
          "[io][vector][refused]") {
  const TemporaryFolder folder;
  // A CSV with geometries as text states no CRS.
  const std::string file = folder.write("a.csv", "id,WKT\n1,\"LINESTRING(0 0,1 1)\"\n");
  CHECK_THAT(refusal({file, "", {"id"}, Shapes::lines}),
             Contains("coordinate reference system") && Contains("-a_srs"));
}

TEST_CASE("a text that claims to be another format than its name is refused",
          "[io][vector][refused]") {
  const TemporaryFolder folder;
  const std::string real = folder.write("secret.geojson", geojson(two_roads));
  const std::string vrt =
      folder.write("roads.geojson",
                   "<OGRVRTDataSource><OGRVRTLayer name=\"drawn\"><SrcDataSource>" + real +
                       "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
  CHECK_THAT(refusal({vrt, "", {}, Shapes::lines}),
             Contains("roads.geojson") && Contains("isn't read as"));
}

TEST_CASE("addresses, virtual files and inline documents are no file names",
          "[io][vector][refused]") {
  CHECK_THAT(refusal({"http://example.org/a.geojson", "", {}, Shapes::lines}), Contains("address"));
  CHECK_THAT(refusal({"PG:dbname=x", "", {}, Shapes::lines}), Contains("address"));
  CHECK_THAT(refusal({"/vsicurl/http://example.org/a.geojson", "", {}, Shapes::lines}),
             Contains("virtual"));
  CHECK_THAT(refusal({geojson(two_roads), "", {}, Shapes::lines}), Contains("JSON text"));
  CHECK_THAT(refusal({"/tmp", "", {}, Shapes::lines}), Contains("not a regular file"));
  CHECK_THAT(refusal({"absent.gpkg", "", {}, Shapes::lines}), Contains("cannot be opened"));
}

TEST_CASE("an area that crosses itself is refused with its feature and the remedy",
          "[io][vector][refused]") {
  // A bow tie:  (0,1)  (1,1)
  //                  x
  //             (0,0)  (1,0)
  const TemporaryFolder folder;
  const std::string file =
      folder.write("a.geojson",
                   geojson({{R"("id":1)", polygon("[0,0],[1,0],[1,1],[0,1],[0,0]")},
                            {R"("id":2)", polygon("[0,0],[1,1],[1,0],[0,1],[0,0]")}}));
  const std::string text = refusal({file, "", {"id"}, Shapes::areas});
  CHECK_THAT(
      text,
      Contains("feature 2") && Contains("crosses") && Contains("0.5 0.5") && Contains("makevalid"));
  CHECK_THAT(text, !Contains("feature 1"));
}

TEST_CASE("a feature without geometry or of another kind is refused by its number",
          "[io][vector][refused]") {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "a.geojson",
      geojson({{R"("id":1)", "null"}, {R"("id":2)", R"({"type":"Point","coordinates":[0,0]})"}}));
  CHECK_THAT(refusal({file, "", {}, Shapes::lines}),
             Contains("feature 1") && Contains("no geometry") && Contains("is a POINT"));
}

TEST_CASE("numbers in a text column are read, and what is none is refused with its row",
          "[io][vector]") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.csv", "id,speed\n1,50\n2,\n3,fast\n");
  const auto layer = read_layer({file, "", {"speed"}, Shapes::none});
  REQUIRE(layer);
  const auto numbers = layer->numbers("speed");
  REQUIRE_FALSE(numbers);
  CHECK_THAT(describe(numbers.error()), Contains("fast") && Contains("expected a number"));
}

// SPDX-License-Identifier: Apache-2.0
#include "geo/places/zones.hpp"

#include <catch2/catch.hpp>

#include "geo/places/read_zones.hpp"
#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::geo;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

Area square(double x, double y, double side) {
  return {{Polygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}}};
}

// Four squares of 100 m with a hole of nothing in the middle of the row:  0 1 _ 2 3
Zones row_of_squares() {
  Zones zones;
  for (const double x : {0.0, 100.0, 300.0, 400.0}) {
    zones.code.push_back(std::to_string(zones.code.size()));
    zones.name.push_back(zones.code.raw().back());
    zones.area.push_back(square(x, 0.0, 100.0));
    zones.centre.push_back({x + 50.0, 50.0});
    zones.population.push_back(10.0);
    zones.jobs.push_back(-1.0);
  }
  return zones;
}

const std::string square_ring = "[0,0],[100,0],[100,100],[0,100],[0,0]";
const std::string next_ring = "[100,0],[200,0],[200,100],[100,100],[100,0]";

std::string refusal(const std::vector<Drawn>& features, const ZoneSource& wanted) {
  const TemporaryFolder folder;
  ZoneSource source = wanted;
  source.file = folder.write("z.geojson", geojson(features, "32719"));
  const auto read = read_zones(source, io::metric_crs("EPSG:32719", "test").value());
  return read ? "read" : describe(read.error());
}

}  // namespace

TEST_CASE("the zone of a place is found inside, and none outside", "[zones][finder]") {
  const Zones zones = row_of_squares();
  const ZoneFinder finder(zones);
  CHECK(finder.zone_at({50, 50}) == ZoneId(0));
  CHECK(finder.zone_at({499, 99}) == ZoneId(3));
  CHECK_FALSE(finder.zone_at({250, 50}).valid());
  CHECK_FALSE(finder.zone_at({-1000, 50}).valid());
  CHECK(finder.nearest_zone({240, 50}) == ZoneId(1));
  CHECK(finder.nearest_zone({10000, 50}) == ZoneId(3));
}

TEST_CASE("a place on the edge of two zones is in exactly one of them", "[zones][finder]") {
  const Zones zones = row_of_squares();
  const ZoneFinder finder(zones);
  CHECK(finder.zone_at({100, 50}).valid());
  CHECK(contains(zones.area[ZoneId(0)], {100, 50}) != contains(zones.area[ZoneId(1)], {100, 50}));
}

TEST_CASE("zones are read with their numbers as stored", "[zones][read]") {
  const TemporaryFolder folder;
  const std::string file = folder.write("z.geojson",
                                        geojson({{R"("code":"a","p":10.5)", polygon(square_ring)},
                                                 {R"("code":"b","p":0)", polygon(next_ring)}},
                                                "32719"));
  const auto read =
      read_zones({file, "", "code", "", "p", ""}, io::metric_crs("EPSG:32719", "test").value());
  REQUIRE(read);
  CHECK(read->zones.size() == 2);
  CHECK(read->zones.population[ZoneId(0)] == 10.5);
  CHECK(read->zones.centre[ZoneId(1)] == Point{150.0, 50.0});
  CHECK(read->zones.name[ZoneId(1)] == "b");
  CHECK_FALSE(read->zones.has_jobs);
}

TEST_CASE("zones without their population column are refused with the columns there are",
          "[zones][refused]") {
  CHECK_THAT(refusal({{R"("code":"a","people":1)", polygon(square_ring)}},
                     {"", "", "code", "", "population", ""}),
             Contains("no column `population`") && Contains("code, people"));
  CHECK_THAT(
      refusal({{R"("code":"a","people":1)", polygon(square_ring)}}, {"", "", "code", "", "", ""}),
      Contains("zones.population"));
}

TEST_CASE("a population that is missing or negative is refused with its zone", "[zones][refused]") {
  const std::string text = refusal({{R"("code":"a","p":-3)", polygon(square_ring)},
                                    {R"("code":"b","p":null)", polygon(next_ring)}},
                                   {"", "", "code", "", "p", ""});
  CHECK_THAT(text,
             Contains("feature 0:p") && Contains("is -3") && Contains("feature 1:p") &&
                 Contains("no number"));
}

TEST_CASE("two zones of one id are refused", "[zones][refused]") {
  CHECK_THAT(refusal({{R"("code":"a","p":1)", polygon(square_ring)},
                      {R"("code":"a","p":1)", polygon(next_ring)}},
                     {"", "", "code", "", "p", ""}),
             Contains("feature 1:code") && Contains("`a`") && Contains("feature 0"));
}

TEST_CASE("a zone that crosses itself is refused with its feature and the remedy",
          "[zones][refused]") {
  CHECK_THAT(refusal({{R"("code":"a","p":1)", polygon("[0,0],[100,100],[100,0],[0,100],[0,0]")}},
                     {"", "", "code", "", "p", ""}),
             Contains("feature 0") && Contains("crosses") && Contains("makevalid"));
}

TEST_CASE("a zone that lies over another one is refused with both codes", "[zones][refused]") {
  CHECK_THAT(refusal({{R"("code":"a","p":1)", polygon(square_ring)},
                      {R"("code":"b","p":1)", polygon("[0,0],[150,0],[150,100],[0,100],[0,0]")}},
                     {"", "", "code", "", "p", ""}),
             Contains("`b`") && Contains("`a`") && Contains("overlap"));
}

// SPDX-License-Identifier: Apache-2.0
#include "geo/io/projection.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace eveil;
using namespace eveil::io;
using Catch::Matchers::Contains;

TEST_CASE("degrees become metres with longitude first, and come back", "[io][projection]") {
  // On the central meridian of UTM zone 31 (3° E) x is 500,000 m; y at the equator is 0 m, by
  // definition.
  const Crs utm = utm_crs(3.0, 10.0, "test").value();
  CHECK(utm.name == "EPSG:32631");
  const Projection projection = Projection::between(degrees_crs().wkt, utm.wkt, "test").value();
  Point points[] = {{3.0, 0.0}, {3.5, 43.6}};
  REQUIRE(projection.forward(points, "test"));
  CHECK(points[0].x == Approx(500000.0).margin(1e-6));
  CHECK(points[0].y == Approx(0.0).margin(1e-6));
  CHECK(points[1].x > 500000.0);
  CHECK(points[1].y > 4.8e6);
  REQUIRE(projection.back(points, "test"));
  CHECK(points[1].x == Approx(3.5).margin(1e-9));
  CHECK(points[1].y == Approx(43.6).margin(1e-9));
}

TEST_CASE("the grid zone of a place south of the equator is a southern one", "[io][projection]") {
  CHECK(utm_crs(-71.25, -29.9, "test").value().name == "EPSG:32719");
  CHECK(utm_crs(180.0, 10.0, "test").value().name == "EPSG:32660");
  CHECK_FALSE(utm_crs(0.0, 89.0, "test"));
}

TEST_CASE("a territory's system is metric and known", "[io][projection][refused]") {
  CHECK(metric_crs("EPSG:2154", "t.toml:crs").value().name == "EPSG:2154");
  CHECK_THAT(describe(metric_crs("EPSG:4326", "t.toml:crs").error()),
             Contains("degrees") && Contains("t.toml:crs"));
  CHECK_THAT(describe(metric_crs("EPSG:2263", "t.toml:crs").error()), Contains("foot"));
  CHECK_THAT(describe(metric_crs("Lambert", "t.toml:crs").error()), Contains("EPSG:2154"));
  CHECK_FALSE(metric_crs("http://example.org/crs", "t.toml:crs"));
}

TEST_CASE("a place that has no projection is refused with its coordinates",
          "[io][projection][refused]") {
  const Projection projection =
      Projection::between(degrees_crs().wkt, utm_crs(3.0, 40.0, "test").value().wkt, "roads.gpkg")
          .value();
  Point points[] = {{3.0, std::numeric_limits<double>::infinity()}};
  const auto moved = projection.forward(points, "roads.gpkg");
  REQUIRE_FALSE(moved);
  CHECK_THAT(describe(moved.error()), Contains("roads.gpkg") && Contains("can't be projected"));
}

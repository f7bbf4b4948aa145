// SPDX-License-Identifier: Apache-2.0
#include "geo/base/geometry.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "geo/base/random.hpp"

using namespace eveil;

namespace {

std::vector<Point> rectangle(double x, double y, double width, double height) {
  return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
}

Area area_of(std::vector<std::vector<Point>> rings) {
  Area area;
  area.parts.push_back({std::move(rings)});
  return area;
}

// As a place of the territory: whole centimetres.
double on_grid(double x) { return std::round(x * 100.0) / 100.0; }

}  // namespace

TEST_CASE("distance is in metres", "[base][geometry]") {
  CHECK(distance({1.0, 1.0}, {4.0, 5.0}) == Metres(5.0));
}

//     +-----------+
//     | +---+     |      10 x 10 with a hole of 4 x 4 from (2, 2)
//     | |   |  *  |
//     | +---+     |
//     +-----------+
TEST_CASE("a point in a polygon's hole is outside", "[base][geometry]") {
  const Area area = area_of({rectangle(0, 0, 10, 10), rectangle(2, 2, 4, 4)});
  CHECK(contains(area, {8, 4}));
  CHECK_FALSE(contains(area, {4, 4}));
  CHECK_FALSE(contains(area, {11, 4}));
  CHECK_FALSE(contains(area, {-1, 4}));
  CHECK_FALSE(contains(Area{}, {0, 0}));
}

TEST_CASE("a place on the edge between two neighbours belongs to exactly one of them",
          "[base][geometry]") {
  const Area left = area_of({rectangle(0, 0, 10, 10)});
  const Area right = area_of({rectangle(10, 0, 10, 10)});
  const Area above = area_of({rectangle(0, 10, 20, 10)});
  for (int y = 0; y < 10; ++y) {
    const Point p{10.0, static_cast<double>(y)};
    CHECK(contains(left, p) != contains(right, p));
  }
  for (int x = 0; x < 20; ++x) {
    const Point p{static_cast<double>(x), 10.0};
    CHECK(int{contains(left, p)} + int{contains(right, p)} + int{contains(above, p)} == 1);
  }
}

// Two triangles share a slanted edge; each has it in its own direction, so that rounding could
// differ.
TEST_CASE(
    "a place on a slanted shared edge belongs to exactly one of the two, far from the origin too",
    "[base][geometry]") {
  Draw draw(1, Purpose::sample, 0);
  int wrong = 0;
  for (int i = 0; i < 2000; ++i) {
    const Point a{on_grid(280'000.0 + 1000.0 * draw.uniform()),
                  on_grid(6'680'000.0 + 1000.0 * draw.uniform())};
    const Point b{on_grid(a.x + 500.0 * draw.uniform()),
                  on_grid(a.y + 1.0 + 500.0 * draw.uniform())};
    const Point west{a.x - 1000.0, a.y};
    const Point east{b.x + 1000.0, b.y};
    const Area left = area_of({{west, a, b, west}});
    const Area right = area_of({{b, a, east, b}});
    for (int k = 1; k < 8; ++k) {
      const double part = k / 8.0;
      const Point p{a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
      if (contains(left, p) == contains(right, p)) ++wrong;
    }
  }
  CHECK(wrong == 0);
}

// 10 x 10 without 4 x 4: 84 m2; first moments 100 · 5 - 16 · 4 = 436, over 84 = 5.190476.
TEST_CASE("surface and centroid leave the hole out, whichever way the rings turn",
          "[base][geometry]") {
  auto outer = rectangle(0, 0, 10, 10);
  auto hole = rectangle(2, 2, 4, 4);
  for (int turn = 0; turn < 4; ++turn) {
    if (turn % 2 == 1) std::reverse(outer.begin(), outer.end());
    if (turn == 2) std::reverse(hole.begin(), hole.end());
    const Area area = area_of({outer, hole});
    CHECK(surface(area) == Approx(84.0));
    CHECK(centroid(area).x == Approx(436.0 / 84.0));
    CHECK(centroid(area).y == Approx(436.0 / 84.0));
  }
}

TEST_CASE("surface and centroid keep their digits far from the origin", "[base][geometry]") {
  const Area small = area_of({rectangle(282'345.67, 6'687'654.32, 0.5, 0.25)});
  CHECK(surface(small) == Approx(0.125).epsilon(1e-6));
  CHECK(centroid(small).x == Approx(282'345.92).margin(1e-3));
  CHECK(centroid(small).y == Approx(6'687'654.445).margin(1e-3));
}

TEST_CASE("the parts of an area count together", "[base][geometry]") {
  Area area;
  area.parts.push_back({{rectangle(0, 0, 2, 2)}});
  area.parts.push_back({{rectangle(10, 0, 2, 6)}});
  CHECK(surface(area) == Approx(16.0));
  // (4 · 1 + 12 · 11) / 16 = 8.5
  CHECK(centroid(area).x == Approx(8.5));
  CHECK(contains(area, {11, 5}));
  CHECK_FALSE(contains(area, {5, 1}));
}

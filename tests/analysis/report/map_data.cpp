// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/map_data.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "analysis/report/polyline.hpp"

using namespace eveil;
using namespace eveil::analysis;

namespace {

RoadFlow flow(std::size_t road, double change, double half) {
  return {road, 100.0, 100.0 + change, {change, change - half, change + half}};
}

}  // namespace

TEST_CASE("a line loses the points that don't shape it, and keeps its ends",
          "[analysis][report][map]") {
  // The middle points lie 1 m and 30 m off the line through the ends.
  const std::vector<Point> line = {{0, 0}, {50, 1}, {100, 30}, {200, 0}};
  const std::vector<Point> kept = {{0, 0}, {100, 30}, {200, 0}};
  CHECK(simplified(line, 20.0) == kept);
  CHECK(simplified(line, 100.0) == std::vector<Point>{{0, 0}, {200, 0}});
  CHECK(simplified(line, 0.0).size() == 4);
}

TEST_CASE("a ring stays a ring", "[analysis][report][map]") {
  const std::vector<Point> ring = {{0, 0}, {100, 0}, {100, 100}, {50, 101}, {0, 100}, {0, 0}};
  const auto kept = simplified(ring, 5.0);
  CHECK(kept.front() == kept.back());
  CHECK(kept.size() == 5);
}

TEST_CASE("lines are told as steps of whole metres", "[analysis][report][map]") {
  // 0 is '?', 1 is 'A' (2 + 63), −1 is '@' (1 + 63).
  CHECK(encoded(std::vector<Point>{{10, 20}}, {10, 20}) == "??");
  CHECK(encoded(std::vector<Point>{{11, 19}}, {10, 20}) == "A@");
  // The example of the algorithm's description: −17998321 is `~oia@.
  CHECK(encoded(std::vector<Point>{{-17998321, 0}}, {0, 0}) == "`~oia@?");
  // Nearer than half a metre: told once.
  CHECK(encoded(std::vector<Point>{{0, 0}, {0.3, 0}, {1, 0}}, {0, 0}) == "??A?");
}

TEST_CASE("the map shows changes beyond chance, from a round threshold that leaves not too many",
          "[analysis][report][map]") {
  // Changes of 1 to 100; those of odd roads could be chance.
  std::vector<RoadFlow> flows;
  for (std::size_t road = 1; road <= 100; ++road) {
    const double change = static_cast<double>(road) * (road % 4 == 0 ? -1.0 : 1.0);
    flows.push_back(flow(road, change, road % 2 == 0 ? 0.5 : 200.0));
  }
  const ShownFlows all = shown_flows(flows, 1000);
  CHECK(all.threshold == 5.0);
  CHECK(all.flows.size() == 48);                                // 6, 8 … 100
  CHECK(std::fabs(all.flows.back().difference.mean) == 100.0);  // drawn on top
  const ShownFlows few = shown_flows(flows, 30);
  CHECK(few.threshold == 50.0);  // 20 leaves 41
  CHECK(few.flows.size() == 26);
}

TEST_CASE("one pair has no interval: roads are shown by their size alone",
          "[analysis][report][map]") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<RoadFlow> flows = {{0, 10.0, 30.0, {20.0, none, none}},
                                       {1, 10.0, 12.0, {2.0, none, none}}};
  CHECK(shown_flows(flows, 100).flows.size() == 1);
}

TEST_CASE("without places there is no map", "[analysis][report][map]") {
  CHECK(map_data({Comparison()}, {Detail()}).is_null());
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>

#include "geo/network/roads.hpp"

using namespace eveil;
using namespace eveil::geo;
using Catch::Matchers::Contains;

namespace {

constexpr std::uint8_t open = 1;
constexpr std::uint8_t shut = 0;

//   y 60          Q ▶────── P       main road out: to P, where the extract ends
//                 │
//      0   A ──── B ──── C          a street that all is reached by
//                 │
//    -60          R ◀────── S       main road in: from S
//
//   x   -400     100       300      gate at (400, 0)
Roads dual_carriageway(const std::string& highway = "primary") {
  Roads roads;
  roads.file = "drawn.gpkg";
  roads.layer = "roads";
  roads.place = {{-400, 0}, {100, 0}, {200, 0}, {100, 60}, {300, 60}, {100, -60}, {300, -60}};
  enum Vertex : std::uint32_t { A, B, C, Q, P, R, S };
  const auto road = [&](std::vector<std::uint32_t> line,
                        ByWay<std::uint8_t> ways,
                        const std::string& kind,
                        double lanes) {
    roads.id.push_back(static_cast<std::int64_t>(roads.id.size()) + 1);
    roads.highway.push_back(kind);
    roads.open.push_back(ways);
    roads.speed_km_h.push_back({50.0, 50.0});
    roads.lanes.push_back({lanes, lanes});
    roads.vertex.insert(roads.vertex.end(), line.begin(), line.end());
    roads.first.push_back(roads.vertex.size());
  };
  road({A, B}, {open, open}, "residential", 1);
  road({B, C}, {open, open}, "residential", 1);
  road({B, Q}, {open, open}, "residential", 1);
  road({B, R}, {open, open}, "residential", 1);
  road({Q, P}, {open, shut}, highway, 2);
  road({S, R}, {open, shut}, highway, 1);
  return roads;
}

OutsideJoin gate_within(double metres) {
  return {"East", {400, 0}, metres, "territory.toml:gate 1"};
}

double metres_of_class(const Network& network, RoadClass road_class) {
  double metres = 0.0;
  for (const LinkId link : network.from.ids()) {
    if (network.road_class[link] == road_class) metres += network.length[link].value;
  }
  return metres;
}

}  // namespace

TEST_CASE(
    "both carriageways of a main road are lost where the extract ends, unless a gate joins them",
    "[network][gate]") {
  Roads roads = dual_carriageway();
  const auto cut = build_network(roads);
  REQUIRE(cut);
  CHECK(metres_of_class(cut->network, RoadClass::primary) == 0.0);

  roads.joins = {gate_within(150.0)};
  const auto joined = build_network(roads);
  REQUIRE(joined);
  const Network& network = joined->network;
  // The two carriageways, 200 m each; from each of their ends 60 m to the middle, (300, 0); and
  // 100 m to the gate, both ways.
  CHECK(metres_of_class(network, RoadClass::primary) == Approx(2 * 200.0 + 2 * 60.0 + 2 * 100.0));

  LinkId gate;
  for (const LinkId link : network.from.ids()) {
    if (network.place[network.to[link]] == Point{400, 0}) gate = link;
  }
  REQUIRE(gate.valid());
  CHECK(network.source_id[gate] == outside_source_id);
  // Two lanes out and one in, 1500 vehicles an hour each.
  CHECK(in_vehicles_per_hour(network.capacity[gate]) == Approx(3000.0));
  CHECK(in_vehicles_per_hour(network.capacity[network.reverse[gate]]) == Approx(1500.0));
}

TEST_CASE("only roads within reach and of class tertiary and above are joined at a gate",
          "[network][gate]") {
  Roads far = dual_carriageway();
  // P and S are √(100² + 60²) = 116.6 m from the gate.
  far.joins = {gate_within(116.0)};
  const auto refused = build_network(far);
  REQUIRE_FALSE(refused);
  CHECK_THAT(describe(refused.error()),
             Contains("territory.toml:gate 1") && Contains("joins_within_m = 116") &&
                 Contains("0 lead out and 0 lead in"));

  Roads minor = dual_carriageway("residential");
  minor.joins = {gate_within(150.0)};
  REQUIRE_FALSE(build_network(minor));
}

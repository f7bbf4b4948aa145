// SPDX-License-Identifier: Apache-2.0
#include "geo/network/network.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "tests/support/ascii_network.hpp"

using namespace eveil;
using namespace eveil::geo;
using Catch::Matchers::Contains;

namespace {

tests::AsciiNetwork corner() {
  return tests::network_of(R"(
      A----B
           |
           C
      A-B 100 m 50 km/h
      B>C 200 m 36 km/h 2 lanes 1200 veh/h residential
  )");
}

}  // namespace

TEST_CASE("a drawn network has the nodes and links of the drawing", "[network][support]") {
  const auto drawn = corner();
  REQUIRE(drawn.network.node_count() == 3);
  REQUIRE(drawn.network.link_count() == 3);
  const LinkId down = drawn.link("BC");
  CHECK(drawn.network.length[down] == Metres(200.0));
  CHECK(drawn.network.free_speed[down].value == Approx(10.0));
  CHECK(drawn.network.lanes[down] == 2.0F);
  CHECK(drawn.network.capacity[down].value == Approx(1.0 / 3.0));
  CHECK(drawn.network.road_class[down] == RoadClass::residential);
  CHECK_FALSE(drawn.network.reverse[down].valid());
  CHECK(drawn.network.reverse[drawn.link("AB")] == drawn.link("BA"));
  CHECK(check_network(drawn.network));
}

TEST_CASE("every node lists the links that leave and enter it, in link order",
          "[network][adjacency]") {
  const auto drawn = corner();
  const Adjacency adjacency = adjacency_of(drawn.network);
  const auto leaving = adjacency.leaving[drawn.node('B')];
  REQUIRE(leaving.size() == 2);
  CHECK(leaving[0] == drawn.link("BA"));
  CHECK(leaving[1] == drawn.link("BC"));
  CHECK(adjacency.leaving[drawn.node('C')].empty());
  REQUIRE(adjacency.entering[drawn.node('C')].size() == 1);
}

TEST_CASE("a road class is read by its OpenStreetMap name and an unknown one is other",
          "[network][class]") {
  CHECK(road_class_of("secondary_link") == RoadClass::secondary_link);
  CHECK(name_of(RoadClass::living_street) == "living_street");
  CHECK(road_class_of("runway") == RoadClass::other);
}

TEST_CASE("a network with several broken facts is refused with all of them", "[network][check]") {
  auto drawn = corner();
  drawn.network.length[drawn.link("AB")] = Metres(0.0);
  drawn.network.free_speed[drawn.link("BC")] = MetresPerSecond(-1.0);
  drawn.network.reverse[drawn.link("BC")] = drawn.link("AB");
  const auto checked = check_network(drawn.network);
  REQUIRE_FALSE(checked);
  const std::string text = describe(checked.error());
  CHECK_THAT(text, Contains("link 0 (source id 1):length_positive"));
  CHECK_THAT(text, Contains("link 2 (source id 3):free_speed_positive"));
  CHECK_THAT(text, Contains("reverse_symmetric"));
}

TEST_CASE(
    "a link without a positive, finite length, speed, number of lanes and capacity is refused",
    "[network][check]") {
  const double bad = GENERATE(
      0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity());
  auto drawn = corner();
  const LinkId link = drawn.link("BC");
  drawn.network.length[link] = Metres(bad);
  drawn.network.free_speed[link] = MetresPerSecond(bad);
  drawn.network.lanes[link] = static_cast<float>(bad);
  drawn.network.capacity[link] = VehiclesPerSecond(bad);
  const auto checked = check_network(drawn.network);
  REQUIRE_FALSE(checked);
  const std::string text = describe(checked.error());
  CAPTURE(text);
  CHECK_THAT(text, Contains("link 2 (source id 3):length_positive"));
  CHECK_THAT(text, Contains("link 2 (source id 3):free_speed_positive"));
  CHECK_THAT(text, Contains("link 2 (source id 3):lanes_positive"));
  CHECK_THAT(text, Contains("link 2 (source id 3):capacity_positive"));
}

TEST_CASE("a link whose shape doesn't end at its node is refused", "[network][check]") {
  auto drawn = corner();
  drawn.network.shape[drawn.link("BC")].back().x += 1.0;
  const auto checked = check_network(drawn.network);
  REQUIRE_FALSE(checked);
  CHECK_THAT(describe(checked.error()), Contains("shape_meets_nodes"));
}

TEST_CASE("forbidden turns that don't meet, stand twice or out of order are refused",
          "[network][check]") {
  auto drawn = corner();
  const LinkId ab = drawn.link("AB");
  const LinkId ba = drawn.link("BA");
  const LinkId bc = drawn.link("BC");
  const auto forbid = [&](const std::vector<LinkId>& after_ab) {
    drawn.network.forbidden_next = {};
    for (const LinkId link : drawn.network.from.ids())
      drawn.network.forbidden_next.push_row(link == ab ? after_ab : std::vector<LinkId>());
    return check_network(drawn.network);
  };
  CHECK(forbid({bc}));
  CHECK(forbid({ba, bc}));
  CHECK(drawn.network.forbids(ab, bc));
  CHECK_FALSE(drawn.network.forbids(ba, ab));
  CHECK_THAT(describe(forbid({ab}).error()), Contains("forbids going on to link 0"));
  CHECK_THAT(describe(forbid({LinkId(77)}).error()), Contains("link 77, which doesn't leave"));
  CHECK_THAT(describe(forbid({bc, ba}).error()), Contains("forbidden_turns_sorted"));
  CHECK_THAT(describe(forbid({bc, bc}).error()), Contains("forbidden_turns_sorted"));
  drawn.network.forbidden_next = {};
  drawn.network.forbidden_next.push_row(std::vector<LinkId>());
  CHECK_THAT(describe(check_network(drawn.network).error()), Contains("has 1 rows"));
}

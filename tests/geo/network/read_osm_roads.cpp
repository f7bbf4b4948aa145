// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "geo/network/roads.hpp"
#include "tests/support/osm_files.hpp"
#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::geo;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

Roads read(const OsmText& osm) {
  const TemporaryFolder folder;
  const auto roads = read_roads({folder.write("r.osm", osm.text()), "", {}, true});
  if (!roads) FAIL(describe(roads.error()));
  return *roads;
}

std::string refusal(const std::string& text) {
  const TemporaryFolder folder;
  const auto roads = read_roads({folder.write("r.osm", text), "", {}, true});
  return roads ? "read" : describe(roads.error());
}

std::uint64_t count_of(const std::vector<RoadTally>& tallies, const std::string& reason) {
  std::uint64_t count = 0;
  for (const RoadTally& tally : tallies) count += tally.reason == reason ? tally.count : 0;
  return count;
}

std::vector<std::uint32_t> vertices(const Roads& roads, std::size_t road) {
  return {roads.vertex.begin() + static_cast<std::ptrdiff_t>(roads.first[road]),
          roads.vertex.begin() + static_cast<std::ptrdiff_t>(roads.first[road + 1])};
}

// Degrees become metres for build_network: a flat plane of 100 km a degree.
BuiltNetwork built(Roads roads) {
  for (Point& place : roads.place) place = {place.x * 100'000.0, place.y * 100'000.0};
  const auto network = build_network(roads);
  if (!network) FAIL(describe(network.error()));
  return *network;
}

}  // namespace

//  1───2───3     way 10: 1 2 3    way 11: 4 2
//      │
//      4
TEST_CASE("ways that share a node meet there, and nodes near each other don't", "[network][osm]") {
  const Roads roads = read(OsmText()
                               .node(1, 0.001, 0.001)
                               .node(2, 0.002, 0.001)
                               .node(3, 0.003, 0.001)
                               .node(4, 0.002, 0.0)
                               .node(5, 0.002001, 0.001)
                               .way(10, {1, 2, 3}, {{"highway", "primary"}})
                               .way(11, {4, 2}, {{"highway", "residential"}, {"maxspeed", "30"}})
                               .way(12, {4, 5}, {{"highway", "footway"}}));
  REQUIRE(roads.size() == 3);
  CHECK(roads.id == std::vector<std::int64_t>{10, 11, 12});
  CHECK(vertices(roads, 0)[1] == vertices(roads, 1)[1]);
  CHECK(vertices(roads, 2)[1] != vertices(roads, 1)[1]);
  CHECK(roads.speed_km_h[1] == ByWay<double>{30.0, 30.0});
  CHECK(roads.newest_edit == "2020-07-02");
  CHECK_THAT(roads.credits.at(0),
             Contains("OpenStreetMap contributors") && Contains("ODbL") &&
                 Contains("newest edit 2020-07-02"));
}

//  1───2═══3───4       a bollard at 3: no car passes from 2 to 4, and the pieces end there
//  └───────────┘       way 12 joins 1 and 4, so that both sides stay in one network
TEST_CASE("a bollard parts a road for cars", "[network][osm]") {
  OsmText osm;
  osm.node(1, 0.001, 0.001).node(2, 0.002, 0.001);
  osm.node(3, 0.003, 0.001, {{"barrier", "bollard"}}).node(4, 0.004, 0.001);
  osm.node(5, 0.002, 0.0);
  osm.way(10, {1, 2, 3, 4}, {{"highway", "residential"}});
  osm.way(12, {1, 5, 4}, {{"highway", "residential"}});
  const Roads roads = read(osm);
  REQUIRE(roads.size() == 3);  // way 10 in two, way 12
  CHECK(vertices(roads, 0).back() != vertices(roads, 1).front());
  CHECK(roads.place[vertices(roads, 0).back()] == roads.place[vertices(roads, 1).front()]);
  CHECK(count_of(roads.tallies, "barrier") == 1);
  // Two dead ends at one place, joined through the south: nodes at the bollard are two.
  const BuiltNetwork network = built(roads);
  CHECK(network.network.node_count() == 2);
  CHECK(network.network.link_count() == 2);
}

//      5
//      │
//  1───2───3      a bollard at 2, where three roads meet: which one it closes isn't said
TEST_CASE("a barrier where several roads meet is passed over and counted", "[network][osm]") {
  const Roads roads = read(OsmText()
                               .node(1, 0.001, 0.001)
                               .node(2, 0.002, 0.001, {{"barrier", "bollard"}})
                               .node(3, 0.003, 0.001)
                               .node(5, 0.002, 0.002)
                               .way(10, {1, 2, 3}, {{"highway", "residential"}})
                               .way(11, {2, 5}, {{"highway", "residential"}}));
  CHECK(roads.size() == 2);
  CHECK(count_of(roads.tallies, "barrier") == 0);
  CHECK(count_of(roads.tallies, "barrier_at_junction") == 1);
}

//      4
//      ║ layer 1
//  1───2───3      nodes 2 and 6 lie at one place; 6 is on the bridge 4 6 5
//      ║
//      5
TEST_CASE("a bridge whose node lies on that of the street below doesn't meet it",
          "[network][osm]") {
  OsmText osm;
  osm.node(1, 0.001, 0.001).node(2, 0.002, 0.001).node(3, 0.003, 0.001);
  osm.node(4, 0.002, 0.002).node(5, 0.002, 0.0).node(6, 0.002, 0.001);
  osm.way(10, {1, 2, 3}, {{"highway", "primary"}});
  osm.way(11, {4, 6, 5}, {{"highway", "primary"}, {"bridge", "yes"}, {"layer", "1"}});
  const Roads roads = read(osm);
  CHECK(vertices(roads, 0)[1] != vertices(roads, 1)[1]);
  CHECK(count_of(roads.tallies, "levels_parted") == 1);

  // A ramp that ends on the bridge does meet it: then the place is one, as two nodes would be.
  osm.node(7, 0.003, 0.002).way(12, {7, 6}, {{"highway", "primary_link"}, {"layer", "1"}});
  CHECK_THAT(refusal(osm.text()), Contains("node 7 stands after the ways"));
}

//  1──S──2──3     signals at 2 (a junction with 4) and at S before it, a crossing at 3
//        │
//        4
TEST_CASE("signals and signs are kept at the nodes that are left, and all are counted",
          "[network][osm]") {
  const Roads roads = read(OsmText()
                               .node(1, 0.001, 0.001)
                               .node(2, 0.003, 0.001, {{"highway", "traffic_signals"}})
                               .node(3, 0.004, 0.001, {{"highway", "crossing"}})
                               .node(4, 0.003, 0.0, {{"highway", "stop"}})
                               .node(5, 0.002, 0.001, {{"highway", "traffic_signals"}})
                               .node(6, 0.009, 0.009, {{"highway", "traffic_signals"}})
                               .way(10, {1, 5, 2, 3}, {{"highway", "primary"}})
                               .way(11, {2, 4}, {{"highway", "primary"}}));
  const BuiltNetwork network = built(roads);
  REQUIRE(network.network.control.size() == 4);
  CHECK(std::count(
            network.network.control.begin(), network.network.control.end(), control_signals) == 1);
  CHECK(count_of(network.tallies, "signals") == 2);  // node 6 is on no road
  CHECK(count_of(network.tallies, "signs") == 2);    // the crossing and the stop sign
}

//    ┌──2──┐
//  5─1     3      the roundabout 1 2 3 4 1 has no `oneway`; drawn against the clock's hand
//    └──4──┘
TEST_CASE("a closed way stays a road, and a roundabout turns one way", "[network][osm]") {
  const Roads roads =
      read(OsmText()
               .node(1, 0.001, 0.002)
               .node(2, 0.002, 0.003)
               .node(3, 0.003, 0.002)
               .node(4, 0.002, 0.001)
               .node(5, 0.0, 0.002)
               .way(10, {1, 4, 3, 2, 1}, {{"highway", "tertiary"}, {"junction", "roundabout"}})
               .way(11, {5, 1}, {{"highway", "tertiary"}}));
  REQUIRE(roads.size() == 2);
  CHECK(roads.open[0] == ByWay<std::uint8_t>{1, 0});
  CHECK(vertices(roads, 0).front() == vertices(roads, 0).back());
  const BuiltNetwork network = built(roads);
  // The ring is cut in two one-way links; way 11 is two links.
  CHECK(network.network.link_count() == 4);
  CHECK(count_of(network.tallies, "loop_cut_in_two") == 1);
}

//  1──2──3
//     │  │     way 10 visits node 2 twice: 1 2 3 4 2 5, with node 3 written twice
//     5──4 …
TEST_CASE("a way that crosses itself or repeats a node is cut where it does", "[network][osm]") {
  const BuiltNetwork network =
      built(read(OsmText()
                     .node(1, 0.0, 0.002)
                     .node(2, 0.001, 0.002)
                     .node(3, 0.002, 0.002)
                     .node(4, 0.002, 0.001)
                     .node(5, 0.001, 0.0)
                     .way(10, {1, 2, 3, 3, 4, 2, 5}, {{"highway", "primary"}})));
  // 1-2, the loop 2-3-4-2 cut at its middle vertex, 2-5: four roads, eight links. Length in metres:
  // 100 + (100 + 100 + 141.421) + 200.
  CHECK(network.network.link_count() == 8);
  double length = 0.0;
  for (const Metres metres : network.network.length) length += metres.value;
  CHECK(length == Approx(2.0 * 641.421).margin(0.01));
}

TEST_CASE("roads that their tags close are left out and counted by tag", "[network][osm]") {
  const BuiltNetwork network =
      built(read(OsmText()
                     .node(1, 0.001, 0.001)
                     .node(2, 0.002, 0.001)
                     .node(3, 0.003, 0.001)
                     .way(10, {1, 2}, {{"highway", "primary"}, {"maxspeed", "fast"}})
                     .way(11, {2, 3}, {{"highway", "service"}, {"access", "private"}})));
  CHECK(network.network.link_count() == 2);
  CHECK(count_of(network.tallies, "closed_to_cars") == 1);
  CHECK(count_of(network.tallies, "speed_unreadable") == 1);
}

TEST_CASE("nodes in any order of ids, below zero and of 64 bits, are read", "[network][osm]") {
  const Roads roads = read(OsmText()
                               .node(9'000'000'000'000'000'000, 0.001, 0.001)
                               .node(-7, 0.002, 0.001)
                               .node(3, 0.003, 0.001)
                               .way(-10, {9'000'000'000'000'000'000, -7}, {{"highway", "primary"}})
                               .way(11, {-7, 3}, {{"highway", "primary"}}));
  REQUIRE(roads.size() == 2);
  CHECK(roads.id == std::vector<std::int64_t>{-10, 11});
  CHECK(vertices(roads, 0)[1] == vertices(roads, 1)[0]);
  CHECK(count_of(roads.tallies, "ids_out_of_order") == 1);
}

TEST_CASE("ways that name nodes which aren't there are read without them and counted",
          "[network][osm]") {
  const Roads roads = read(OsmText()
                               .node(1, 0.001, 0.001)
                               .node(2, 0.002, 0.001)
                               .way(10, {1, 2, 3}, {{"highway", "primary"}})
                               .way(11, {2, 1}, {{"highway", "primary"}}));
  CHECK(vertices(roads, 0).size() == 2);
  REQUIRE(count_of(roads.tallies, "nodes_missing") == 1);
  CHECK(roads.tallies.at(0).detail == "way 10 first");
}

TEST_CASE("an extract named under `source` is sent to `osm`", "[network][osm][refused]") {
  const auto roads = read_roads({"roads.osm.pbf", "", {{"class", "highway"}}, false});
  REQUIRE_FALSE(roads);
  CHECK_THAT(describe(roads.error()), Contains("roads.osm.pbf") && Contains("osm ="));
}

TEST_CASE("a file without streets is refused with what to take", "[network][osm][refused]") {
  CHECK_THAT(refusal(OsmText().node(1, 0.0, 0.0).text()),
             Contains("holds no way with `highway`") && Contains("take an extract"));
  CHECK_THAT(refusal(OsmText()
                         .node(1, 0.0, 0.0)
                         .node(2, 0.1, 0.0)
                         .way(3, {1, 2}, {{"building", "yes"}})
                         .text()),
             Contains("holds no way with `highway`"));
}

namespace {

//        5
//        │            ways 10: 1 2   11: 2 3   12: 4 2   13: 2 5   all both ways, 100 m each
//  1 ─── 2 ─── 3      the four ends are dead ends
//        │
//        4
OsmText crossroads() {
  return OsmText()
      .node(1, 0.001, 0.002)
      .node(2, 0.002, 0.002)
      .node(3, 0.003, 0.002)
      .node(4, 0.002, 0.001)
      .node(5, 0.002, 0.003)
      .way(10, {1, 2}, {{"highway", "tertiary"}})
      .way(11, {2, 3}, {{"highway", "tertiary"}})
      .way(12, {4, 2}, {{"highway", "tertiary"}})
      .way(13, {2, 5}, {{"highway", "tertiary"}});
}

// The forbidden turns as pairs of ways, `10>12`, in rising order.
std::string forbidden(const Network& network) {
  std::set<std::string> pairs;
  for (const LinkId link : network.forbidden_next.ids()) {
    for (const LinkId next : network.forbidden_next[link]) {
      pairs.insert(std::to_string(network.source_id[link]) + ">" +
                   std::to_string(network.source_id[next]));
    }
  }
  std::string text;
  for (const std::string& pair : pairs) text += (text.empty() ? "" : " ") + pair;
  return text;
}

BuiltNetwork with_rule(Tags tags, long long from, long long via, long long to) {
  return built(read(crossroads().turn(90, from, via, to, tags)));
}

}  // namespace

TEST_CASE("a restriction forbids one turn to cars, and one of `only` all others",
          "[network][osm][turns]") {
  const BuiltNetwork no_left = with_rule({{"restriction", "no_left_turn"}}, 10, 2, 13);
  CHECK(forbidden(no_left.network) == "10>13");
  CHECK(count_of(no_left.tallies, "turns_forbidden") == 1);
  // To the other three roads less the one that is allowed and the way back, which the rule of
  // U-turns forbids anyway.
  const BuiltNetwork only = with_rule({{"restriction", "only_straight_on"}}, 10, 2, 11);
  CHECK(forbidden(only.network) == "10>12 10>13");
  // The most special tag counts.
  CHECK(
      forbidden(
          with_rule({{"restriction", "no_left_turn"}, {"restriction:motorcar", "none"}}, 10, 2, 13)
              .network)
          .empty());
  CHECK(forbidden(
            with_rule({{"restriction:motor_vehicle", "no_left_turn"}, {"except", "psv"}}, 10, 2, 13)
                .network) == "10>13");
}

TEST_CASE("restrictions that don't bind cars, or can't be placed, are left out and counted",
          "[network][osm][turns]") {
  const auto counted = [](Tags tags, long long from, long long via, long long to) {
    const BuiltNetwork one = with_rule(tags, from, via, to);
    CHECK(forbidden(one.network).empty());
    std::string reasons;
    for (const RoadTally& tally : one.tallies)
      if (tally.reason.starts_with("turns_")) reasons += tally.reason;
    return reasons;
  };
  CHECK(counted({{"restriction", "no_left_turn"}, {"except", "bicycle; motorcar"}}, 10, 2, 13) ==
        "turns_not_for_cars");
  CHECK(counted({{"restriction:hgv", "no_left_turn"}}, 10, 2, 13) == "turns_not_for_cars");
  CHECK(counted({{"restriction:conditional", "no_left_turn @ (Mo-Fr 07:00-09:00)"}}, 10, 2, 13) ==
        "turns_by_hour");
  CHECK(counted({{"restriction", "no_left_turn"}, {"hour_on", "07:00"}}, 10, 2, 13) ==
        "turns_by_hour");
  CHECK(counted({{"restriction", "keep_smiling"}}, 10, 2, 13) == "turns_unreadable");
  CHECK(counted({{"restriction", "no_left_turn"}}, 10, 2, 77) == "turns_incomplete");
  CHECK(counted({{"restriction", "no_left_turn"}}, 10, 99, 13) == "turns_incomplete");
  CHECK(counted({{"restriction", "no_left_turn"}}, 10, 5, 13) == "turns_off_network");
  CHECK(counted({{"restriction", "no_u_turn"}}, 10, 2, 10) == "turns_need_no_rule");
}

TEST_CASE("a restriction over a road in between is counted, not forced on one junction",
          "[network][osm][turns]") {
  const BuiltNetwork over = built(read(crossroads().raw(
      "<relation id=\"91\"><member type=\"way\" ref=\"10\" role=\"from\"/>"
      "<member type=\"way\" ref=\"11\" role=\"via\"/><member type=\"way\" ref=\"13\" role=\"to\"/>"
      "<tag k=\"type\" v=\"restriction\"/><tag k=\"restriction\" v=\"no_u_turn\"/></relation>")));
  CHECK(forbidden(over.network).empty());
  CHECK(count_of(over.tallies, "turns_over_roads") == 1);
}

//  5 ─14─ 1 ─10─ 2 ─13─ 4     a ring 1 2 3 by 10, 11, 12 with two dead ends; 12 is of another class
//          ╲12─ 3 ─11╱
TEST_CASE("turns that would cut a road off are allowed again, the others stay",
          "[network][osm][turns]") {
  OsmText text = OsmText()
                     .node(1, 0.001, 0.001)
                     .node(2, 0.002, 0.001)
                     .node(3, 0.002, 0.002)
                     .node(4, 0.003, 0.001)
                     .node(5, 0.0005, 0.001)
                     .way(10, {1, 2}, {{"highway", "tertiary"}})
                     .way(11, {2, 3}, {{"highway", "tertiary"}})
                     .way(12, {3, 1}, {{"highway", "secondary"}})
                     .way(13, {2, 4}, {{"highway", "tertiary"}})
                     .way(14, {1, 5}, {{"highway", "tertiary"}});
  text.turn(90, 10, 2, 13, {{"restriction", "no_straight_on"}});
  const BuiltNetwork one = built(read(text));
  CHECK(forbidden(one.network) == "10>13");  // 11>13 is still there
  CHECK(count_of(one.tallies, "turns_cut_off") == 0);
  text.turn(91, 11, 2, 13, {{"restriction", "no_left_turn"}});
  const BuiltNetwork both = built(read(text));  // nobody would come to 13: both ways are free again
  CHECK(forbidden(both.network).empty());
  CHECK(count_of(both.tallies, "turns_cut_off") == 2);
}

//  1 ─10─ 2 ─11─ 3 ─12─ 4     10 and 11 become one link, which starts as 10 and ends as 11
//                │
//                5 (13)
TEST_CASE("a turn is found at the end of links that were joined, seen from both sides",
          "[network][osm][turns]") {
  OsmText text = OsmText()
                     .node(1, 0.001, 0.001)
                     .node(2, 0.002, 0.001)
                     .node(3, 0.003, 0.001)
                     .node(4, 0.004, 0.001)
                     .node(5, 0.003, 0.002)
                     .way(10, {1, 2}, {{"highway", "tertiary"}})
                     .way(11, {2, 3}, {{"highway", "tertiary"}})
                     .way(12, {3, 4}, {{"highway", "tertiary"}})
                     .way(13, {3, 5}, {{"highway", "tertiary"}});
  const auto with = [&](long long from, long long via, long long to) {
    return built(read(OsmText(text).turn(90, from, via, to, {{"restriction", "no_straight_on"}})));
  };
  CHECK(with(11, 3, 12).network.node_count() == 4);
  CHECK(forbidden(with(11, 3, 12).network) == "10>12");
  CHECK(forbidden(with(12, 3, 11).network) == "12>10");
  CHECK(forbidden(with(10, 2, 11).network).empty());
  CHECK(count_of(with(10, 2, 11).tallies, "turns_off_network") == 1);
}

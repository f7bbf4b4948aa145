// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "geo/network/roads.hpp"

using namespace eveil;
using namespace eveil::geo;
using Catch::Matchers::Contains;

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

/// Roads drawn by the letters of their vertices: places in metres, a letter a vertex.
class Drawing {
 public:
  explicit Drawing(const std::map<char, Point>& places) {
    for (const auto& [letter, place] : places) {
      vertex_[letter] = static_cast<std::uint32_t>(roads_.place.size());
      roads_.place.push_back(place);
    }
    roads_.file = "drawn.gpkg";
    roads_.layer = "roads";
  }
  // direction as in the sources: 1 forward, -1 backward, 0 both
  Drawing& road(const std::string& letters,
                int direction = 0,
                const std::string& highway = "residential",
                ByWay<double> speed = {50.0, 50.0},
                ByWay<double> lanes = {1.0, 1.0}) {
    roads_.id.push_back(static_cast<std::int64_t>(roads_.id.size()) + 1);
    roads_.highway.push_back(highway);
    roads_.open.push_back(
        {static_cast<std::uint8_t>(direction >= 0), static_cast<std::uint8_t>(direction <= 0)});
    roads_.speed_km_h.push_back(speed);
    roads_.lanes.push_back(lanes);
    for (const char letter : letters) roads_.vertex.push_back(vertex_.at(letter));
    roads_.first.push_back(roads_.vertex.size());
    return *this;
  }
  Drawing& lane_capacity(const std::string& highway, double veh_h) {
    roads_.lane_capacity_veh_h[road_class_of(highway)] = veh_h;
    return *this;
  }
  Expected<BuiltNetwork> build() const { return build_network(roads_); }

 private:
  Roads roads_;
  std::map<char, std::uint32_t> vertex_;
};

// A street of 100 m cells:  A B C D E on the x axis, F 100 m above C.
const std::map<char, Point> street{{'A', {0, 0}},
                                   {'B', {100, 0}},
                                   {'C', {200, 0}},
                                   {'D', {300, 0}},
                                   {'E', {400, 0}},
                                   {'F', {200, 100}}};

const RoadTally* tally_of(const BuiltNetwork& built, const std::string& reason) {
  for (const RoadTally& tally : built.tallies) {
    if (tally.reason == reason) return &tally;
  }
  return nullptr;
}

double road_metres(const Network& network) {
  double metres = 0.0;
  for (const LinkId link : network.from.ids()) {
    if (network.reverse[link].valid() && network.reverse[link] < link) continue;
    metres += network.length[link].value;
  }
  return metres;
}

}  // namespace

TEST_CASE("a road is cut where another meets it and nowhere else", "[network][build]") {
  //            F
  //            |
  //   A--B--C--D--E is drawn as one road; C-F meets it at C: three stretches, both ways: 6 links
  const auto built = Drawing(street).road("ABCDE").road("CF").build();
  REQUIRE(built);
  CHECK(built->network.node_count() == 4);
  CHECK(built->network.link_count() == 6);
  CHECK(road_metres(built->network) == Approx(500.0));
  CHECK(check_network(built->network));
}

TEST_CASE("roads that continue each other are joined, with shape and length kept",
          "[network][join]") {
  // Five roads drawn one by one, one of them against the others, become one link each way.
  const auto built = Drawing(street).road("AB").road("CB").road("CD").road("DE").build();
  REQUIRE(built);
  REQUIRE(built->network.link_count() == 2);
  CHECK(built->network.node_count() == 2);
  CHECK(built->network.length[LinkId(0)] == Metres(400.0));
  CHECK(built->network.shape[LinkId(0)].size() == 5);
  CHECK(built->network.reverse[LinkId(0)] == LinkId(1));
  CHECK(tally_of(*built, "joined")->count == 3);
}

TEST_CASE("joining loses no millimetre", "[network][join]") {
  // 300 stretches of 1/3 m are 333 mm each once rounded: 99.900 m before and after, to the
  // millimetre.
  std::map<char, Point> places;
  Roads roads;
  roads.file = "drawn.gpkg";
  for (std::uint32_t i = 0; i <= 300; ++i) roads.place.push_back({i / 3.0, 0.0});
  for (std::uint32_t i = 0; i < 300; ++i) {
    roads.id.push_back(i);
    roads.highway.emplace_back("residential");
    roads.open.push_back({1, 1});
    roads.speed_km_h.push_back({50.0, 50.0});
    roads.lanes.push_back({1.0, 1.0});
    roads.vertex.insert(roads.vertex.end(), {i, i + 1});
    roads.first.push_back(roads.vertex.size());
  }
  const auto built = build_network(roads);
  REQUIRE(built);
  REQUIRE(built->network.link_count() == 2);
  CHECK(std::llround(built->network.length[LinkId(0)].value * 1000.0) == 99'900);  // 300 · 333
}

TEST_CASE("roads that differ in speed, lanes, class or direction are not joined",
          "[network][join]") {
  CHECK(Drawing(street)
            .road("AB")
            .road("BC", 0, "residential", {30.0, 50.0})
            .build()
            ->network.link_count() == 4);
  CHECK(Drawing(street)
            .road("AB")
            .road("BC", 0, "residential", {50.0, 50.0}, {2.0, 1.0})
            .build()
            ->network.link_count() == 4);
  CHECK(Drawing(street).road("AB").road("BC", 0, "tertiary").build()->network.link_count() == 4);
  // A→B→C one way, back by F: the one-way part keeps its node at B only where something changes.
  const auto ring = Drawing(street).road("ABC", 1).road("CFA", 1, "tertiary").build();
  REQUIRE(ring);
  CHECK(ring->network.link_count() == 2);
}

TEST_CASE("speeds and lanes of the two directions stay with their directions", "[network][join]") {
  // A-B drawn forth, C-B drawn back: 50 eastward and 30 westward along both.
  const auto built = Drawing(street)
                         .road("AB", 0, "residential", {50.0, 30.0}, {2.0, 1.0})
                         .road("CB", 0, "residential", {30.0, 50.0}, {1.0, 2.0})
                         .build();
  REQUIRE(built);
  const Network& network = built->network;
  REQUIRE(network.link_count() == 2);
  for (const LinkId link : network.from.ids()) {
    const bool eastward = network.shape[link].back().x > network.shape[link].front().x;
    CHECK(in_kilometres_per_hour(network.free_speed[link]) == Approx(eastward ? 50.0 : 30.0));
    CHECK(network.lanes[link] == (eastward ? 2.0F : 1.0F));
    CHECK(in_vehicles_per_hour(network.capacity[link]) == Approx(eastward ? 1200.0 : 600.0));
  }
}

TEST_CASE("a one-way road is one link in its direction, also when drawn backward",
          "[network][direction]") {
  //   A ⇄ C,  C → D (drawn D-C with direction -1), D → A back: all reachable
  const auto built =
      Drawing(street).road("AC").road("DC", -1, "primary").road("DFA", 1, "tertiary").build();
  REQUIRE(built);
  const Network& network = built->network;
  REQUIRE(network.link_count() == 4);
  for (const LinkId link : network.from.ids()) {
    if (network.road_class[link] != RoadClass::primary) continue;
    CHECK(network.shape[link].front() == Point{200, 0});
    CHECK(network.shape[link].back() == Point{300, 0});
    CHECK_FALSE(network.reverse[link].valid());
  }
}

TEST_CASE("a one-way road without a way back is left out and counted by length",
          "[network][parts]") {
  const auto built = Drawing(street).road("ABCD").road("DE", 1).build();
  REQUIRE(built);
  CHECK(built->network.link_count() == 2);
  const RoadTally* trap = tally_of(*built, "not_strongly_connected");
  REQUIRE(trap != nullptr);
  CHECK(trap->count == 1);
  CHECK(trap->length_mm == 100'000);
}

TEST_CASE("a network in pieces is refused with the lengths of the pieces and the remedy",
          "[network][refused]") {
  // 100 m, 100 m and a one-way of √(200² + 100²) = 224 m that don't touch: the largest holds 100 of
  // 424 m.
  const auto built = Drawing(street).road("AB").road("CD").road("EF", 1).build();
  REQUIRE_FALSE(built);
  const std::string text = describe(built.error());
  CHECK_THAT(text,
             Contains("drawn.gpkg:roads") && Contains("0.1, 0.1 of 0.4 km") && Contains("snap"));
}

TEST_CASE("a small part that touches nothing is left out and counted", "[network][parts]") {
  const auto built = Drawing(street).road("ABC").road("DE").build();
  REQUIRE(built);
  REQUIRE(tally_of(*built, "not_connected") != nullptr);
  CHECK(tally_of(*built, "not_connected")->length_mm == 100'000);
}

TEST_CASE("ways that cars can't use are left out, counted by what they are", "[network][class]") {
  const auto built =
      Drawing(street).road("ABC").road("CF", 0, "footway").road("CD", 0, "steps").build();
  REQUIRE(built);
  CHECK(built->network.link_count() == 2);
  REQUIRE(tally_of(*built, "not_for_cars") != nullptr);
  CHECK(tally_of(*built, "not_for_cars")->detail == "footway");
  CHECK_FALSE(Drawing(street).road("ABC", 0, "cycleway").build());
}

TEST_CASE("a road that ends where it begins is two links, a road drawn twice is one",
          "[network][loops]") {
  const auto loop = Drawing(street).road("AB").road("BCFB", 0, "tertiary").build();
  REQUIRE(loop);
  for (const LinkId link : loop->network.from.ids())
    CHECK(loop->network.from[link] != loop->network.to[link]);
  // AB 100 m, BC 100 m, CF 100 m, FB √(100² + 100²) = 141.421 m
  CHECK(road_metres(loop->network) == Approx(441.421).margin(0.0021));
  const auto twice = Drawing(street).road("ABC").road("CBA").build();
  REQUIRE(twice);
  CHECK(twice->network.link_count() == 2);
  CHECK(tally_of(*twice, "drawn_twice")->length_mm == 200'000);
}

TEST_CASE("two one-way roads along the same points are one two-way road", "[network][loops]") {
  const auto built = Drawing(street)
                         .road("AB", 1, "residential", {40.0, gap})
                         .road("BA", 1, "residential", {30.0, gap})
                         .build();
  REQUIRE(built);
  REQUIRE(built->network.link_count() == 2);
  CHECK(built->network.reverse[LinkId(0)] == LinkId(1));
  CHECK(tally_of(*built, "drawn_twice") == nullptr);
}

TEST_CASE("a missing speed is the median of its class from thirty on, else the class's default",
          "[network][speed]") {
  // 29 primary roads that state 70: too few, so the thirtieth takes 50 (SUMO's 100, at most 50
  // below trunk).
  for (const int stated : {29, 30}) {
    std::map<char, Point> places = street;
    Roads roads;
    roads.file = "drawn.gpkg";
    for (std::uint32_t i = 0; i <= static_cast<std::uint32_t>(stated) + 1; ++i)
      roads.place.push_back({100.0 * i, 0});
    for (std::uint32_t i = 0; i <= static_cast<std::uint32_t>(stated); ++i) {
      roads.id.push_back(i);
      roads.highway.emplace_back("primary");
      roads.open.push_back({1, 1});
      const double speed = i == 0 ? gap : 70.0;
      roads.speed_km_h.push_back({speed, speed});
      roads.lanes.push_back({gap, gap});
      roads.vertex.insert(roads.vertex.end(), {i, i + 1});
      roads.first.push_back(roads.vertex.size());
    }
    const auto built = build_network(roads);
    REQUIRE(built);
    double slowest = 1000.0;
    for (const MetresPerSecond speed : built->network.free_speed) {
      slowest = std::min(slowest, in_kilometres_per_hour(speed));
    }
    CHECK(slowest == Approx(stated == 30 ? 70.0 : 50.0));
    const RoadTally* tally =
        tally_of(*built, stated == 30 ? "speed_from_class_median" : "speed_from_class_default");
    REQUIRE(tally != nullptr);
    CHECK(tally->count == 2);  // both directions of one road
    CHECK(tally->length_mm == 200'000);
  }
}

TEST_CASE("a speed or a number of lanes that can't be is counted and taken as missing",
          "[network][speed]") {
  const auto built = Drawing(street).road("AB", 0, "residential", {-5.0, 50.0}, {0.0, 2.0}).build();
  REQUIRE(built);
  CHECK(tally_of(*built, "speed_not_usable")->count == 1);
  CHECK(tally_of(*built, "speed_from_other_way")->count == 1);
  CHECK(tally_of(*built, "lanes_not_usable")->count == 1);
  CHECK(tally_of(*built, "lanes_from_other_way")->count == 1);
  for (const float lanes : built->network.lanes) CHECK(lanes == 2.0F);
}

TEST_CASE("a lane carries what the territory states of its class, else the class's default",
          "[network][capacity]") {
  Drawing drawing(street);
  drawing.road("AB", 0, "tertiary", {50.0, 50.0}, {2.0, 1.0}).road("BC", 0, "residential");
  drawing.lane_capacity("tertiary", 1200.0);
  const auto built = drawing.build();
  REQUIRE(built);
  const Network& network = built->network;
  std::map<std::pair<RoadClass, float>, double> veh_h;
  for (const LinkId link : network.from.ids()) {
    veh_h[{network.road_class[link], network.lanes[link]}] =
        in_vehicles_per_hour(network.capacity[link]);
  }
  REQUIRE(veh_h.size() == 3);
  CHECK(veh_h[{RoadClass::tertiary, 2.0F}] == Approx(2400.0));
  CHECK(veh_h[{RoadClass::tertiary, 1.0F}] == Approx(1200.0));
  CHECK(veh_h[{RoadClass::residential, 1.0F}] == Approx(600.0));
}

// SPDX-License-Identifier: Apache-2.0
#include "geo/network/osm_tags.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

using namespace eveil;
using namespace eveil::geo;
using Kind = OsmSpeed::Kind;

namespace {

OsmRoad road(const std::map<std::string, std::string>& tags) {
  std::vector<std::string> values(osm_way_keys.size());
  std::size_t known = 0;
  for (std::size_t row = 0; row < values.size(); ++row) {
    const auto found = tags.find(std::string(osm_way_keys[row]));
    if (found == tags.end()) continue;
    values[row] = found->second;
    ++known;
  }
  REQUIRE(known == tags.size());  // a misspelt key would test nothing
  return road_of(OsmTags(values));
}

ByWay<std::uint8_t> open(const std::map<std::string, std::string>& tags) { return road(tags).open; }

constexpr ByWay<std::uint8_t> both{1, 1};
constexpr ByWay<std::uint8_t> onward{1, 0};
constexpr ByWay<std::uint8_t> back{0, 1};
constexpr ByWay<std::uint8_t> neither{0, 0};

struct Spelling {
  const char* text;
  Kind kind;
  double km_h;
};

}  // namespace

TEST_CASE("a speed limit is understood in all its spellings", "[network][osm]") {
  const Spelling spelling = GENERATE(values<Spelling>({
      {"", Kind::missing, 0},
      {"  ", Kind::missing, 0},
      {"50", Kind::number, 50},
      {" 50 ", Kind::number, 50},
      {"7.5", Kind::number, 7.5},
      {"50 mph", Kind::number, 80.4672},
      {"30mph", Kind::number, 48.28032},
      {"30 km/h", Kind::number, 30},
      {"30km/h", Kind::number, 30},
      {"30 kmh", Kind::number, 30},
      {"30 kph", Kind::number, 30},
      {"10 knots", Kind::number, 18.52},
      {"50;30", Kind::number, 30},
      {"70; 50 ;90", Kind::number, 50},
      {"80|60|60", Kind::number, 60},
      {"50;signals", Kind::number, 50},
      {"walk", Kind::number, 5},
      {"none", Kind::number, 142},
      {"FR:urban", Kind::number, 50},
      {"fr:urban", Kind::number, 50},
      {"FR:rural", Kind::number, 80},
      {"FR:motorway", Kind::number, 130},
      {"FR:zone30", Kind::number, 30},
      {"DE:zone:30", Kind::number, 30},
      {"DE:zone30", Kind::number, 30},
      {"IT:30", Kind::number, 30},
      {"RU:urban", Kind::number, 60},
      {"CL:urban", Kind::number, 50},
      {"GB:nsl_single", Kind::number, 96.56064},
      {"DE:motorway", Kind::number, 142},
      {"signals", Kind::varies, 0},
      {"variable", Kind::varies, 0},
      {"CL:rural", Kind::unreadable, 0},
      {"fast", Kind::unreadable, 0},
      {"50 furlongs", Kind::unreadable, 0},
      {"50,5", Kind::unreadable, 0},
      {"5O", Kind::unreadable, 0},
      {";", Kind::unreadable, 0},
      {"nan", Kind::unreadable, 0},
      {"inf", Kind::unreadable, 0},
      {"1e999", Kind::unreadable, 0},
      {":", Kind::unreadable, 0},
      {"0", Kind::number, 0},      // complete.cpp counts it as not usable
      {"-20", Kind::number, -20},  // likewise
  }));
  CAPTURE(spelling.text);
  const OsmSpeed speed = parse_osm_speed(spelling.text);
  CHECK(speed.kind == spelling.kind);
  CHECK(speed.km_h == Approx(spelling.km_h));
}

TEST_CASE(
    "a limit by way counts before that of the road, and a sign's name helps where there is none",
    "[network][osm]") {
  const OsmRoad by_way =
      road({{"highway", "primary"}, {"maxspeed", "70"}, {"maxspeed:backward", "50"}});
  CHECK(by_way.speed[0].km_h == 70.0);
  CHECK(by_way.speed[1].km_h == 50.0);
  CHECK(road({{"highway", "residential"}, {"zone:maxspeed", "FR:30"}}).speed[0].km_h == 30.0);
  CHECK(road({{"highway", "primary"}, {"source:maxspeed", "FR:rural"}}).speed[1].km_h == 80.0);
  CHECK(road({{"highway", "primary"}, {"source:maxspeed", "survey"}}).speed[0].kind ==
        Kind::missing);
  CHECK(road({{"highway", "primary"}, {"maxspeed", "signals"}, {"maxspeed:type", "FR:urban"}})
            .speed[0]
            .kind == Kind::varies);
}

TEST_CASE("one-way streets are open the way their tags say", "[network][osm]") {
  for (const char* value : {"yes", "true", "1"})
    CHECK(open({{"highway", "primary"}, {"oneway", value}}) == onward);
  for (const char* value : {"-1", "reverse"})
    CHECK(open({{"highway", "primary"}, {"oneway", value}}) == back);
  for (const char* value : {"no", "false", "0", "alternating"})
    CHECK(open({{"highway", "primary"}, {"oneway", value}}) == both);
  CHECK(open({{"highway", "primary"}}) == both);
  CHECK(open({{"highway", "primary"}, {"oneway", "reversible"}}) == neither);
  CHECK(road({{"highway", "primary"}, {"oneway", "reversible"}}).closed == "oneway=reversible");
  CHECK(open({{"highway", "primary"}, {"oneway", "yes"}, {"oneway:motor_vehicle", "no"}}) == both);
  const OsmRoad odd = road({{"highway", "primary"}, {"oneway", "perhaps"}});
  CHECK(odd.open == both);
  CHECK(odd.oneway_unreadable);
}

TEST_CASE("roundabouts and motorways are one-way without saying so, unless they say no",
          "[network][osm]") {
  CHECK(open({{"highway", "primary"}, {"junction", "roundabout"}}) == onward);
  CHECK(open({{"highway", "primary"}, {"junction", "circular"}}) == onward);
  CHECK(open({{"highway", "primary"}, {"junction", "yes"}}) == both);
  CHECK(open({{"highway", "motorway"}}) == onward);
  CHECK(open({{"highway", "motorway_link"}}) == both);
  CHECK(open({{"highway", "motorway"}, {"oneway", "no"}}) == both);
  CHECK(open({{"highway", "primary"}, {"junction", "roundabout"}, {"oneway", "-1"}}) == back);
}

TEST_CASE("the most special key says whether cars may use a road", "[network][osm]") {
  CHECK(road({{"highway", "service"}, {"access", "private"}}).closed == "access=private");
  CHECK(road({{"highway", "service"}, {"access", "no"}, {"motor_vehicle", "yes"}}).closed.empty());
  CHECK(
      road({{"highway", "service"}, {"motor_vehicle", "no"}, {"motorcar", "yes"}}).closed.empty());
  CHECK(road({{"highway", "residential"}, {"access", "yes"}, {"vehicle", "no"}}).closed ==
        "vehicle=no");
  CHECK(road({{"highway", "residential"}, {"motor_vehicle", "agricultural;forestry"}}).closed ==
        "motor_vehicle=agricultural;forestry");
  for (const char* value : {"destination", "customers", "permissive", "designated", "private;yes"})
    CHECK(road({{"highway", "service"}, {"access", value}}).closed.empty());
  CHECK(road({{"highway", "service"}, {"access", "destination"}}).destination_only);
  CHECK(open({{"highway", "service"}, {"access", "private"}}) == neither);
}

TEST_CASE("people on foot and on bicycles may use what their own tags say", "[network][osm]") {
  CHECK(road({{"highway", "residential"}}).access == 15);
  CHECK(road({{"highway", "motorway"}}).access == (access_car | access_bus));
  CHECK(road({{"highway", "trunk"}, {"motorroad", "yes"}}).access == (access_car | access_bus));
  CHECK(road({{"highway", "primary"}, {"foot", "no"}}).access ==
        (access_car | access_bus | access_bicycle));
  CHECK(road({{"highway", "primary"}, {"bicycle", "use_sidepath"}}).access ==
        (access_car | access_bus | access_walk));
  CHECK(road({{"highway", "residential"}, {"motor_vehicle", "no"}}).access ==
        (access_bicycle | access_walk));
  CHECK(road({{"highway", "residential"}, {"motor_vehicle", "no"}, {"bus", "yes"}}).access ==
        (access_bus | access_bicycle | access_walk));
  CHECK(road({{"highway", "residential"}, {"access", "no"}, {"foot", "yes"}}).access ==
        access_walk);
}

TEST_CASE("lanes of a two-way road are shared between its ways", "[network][osm]") {
  const auto lanes = [](std::map<std::string, std::string> tags) {
    tags["highway"] = "primary";
    return road(tags).lanes;
  };
  CHECK(lanes({{"lanes", "4"}}) == ByWay<double>{2.0, 2.0});
  CHECK(lanes({{"lanes", "3"}}) == ByWay<double>{1.5, 1.5});
  CHECK(lanes({{"lanes", "1"}}) == ByWay<double>{1.0, 1.0});
  CHECK(lanes({{"lanes", "3"}, {"oneway", "yes"}})[0] == 3.0);
  CHECK(lanes({{"lanes", "2"}, {"oneway", "-1"}})[1] == 2.0);
  CHECK(lanes({{"lanes", "3"}, {"lanes:forward", "2"}}) == ByWay<double>{2.0, 1.0});
  CHECK(lanes({{"lanes:forward", "2"}, {"lanes:backward", "1"}}) == ByWay<double>{2.0, 1.0});
  CHECK(lanes({{"lanes", "2;3"}, {"oneway", "yes"}})[0] == 2.0);
  CHECK(lanes({{"lanes", "0"}}) == ByWay<double>{0.0, 0.0});  // complete.cpp counts it
  CHECK(std::isnan(lanes({})[0]));
  // Two lanes, all of them forward: nothing is left to state for the other way.
  CHECK(std::isnan(lanes({{"lanes", "2"}, {"lanes:forward", "2"}})[1]));
  const OsmRoad odd = road({{"highway", "primary"}, {"lanes", "two"}});
  CHECK(odd.lanes_unreadable);
  CHECK(std::isnan(odd.lanes[0]));
}

TEST_CASE("bollards stop cars, gates only where they say so", "[network][osm]") {
  CHECK(stops_cars("bollard", "", ""));
  CHECK(stops_cars("block", "", ""));
  CHECK(stops_cars("cycle_barrier", "", ""));
  CHECK_FALSE(stops_cars("bollard", "", "rising"));
  CHECK_FALSE(stops_cars("bollard", "yes", ""));
  CHECK_FALSE(stops_cars("gate", "", ""));
  CHECK(stops_cars("gate", "private", ""));
  CHECK(stops_cars("lift_gate", "no", ""));
  CHECK_FALSE(stops_cars("gate", "destination", ""));
  CHECK_FALSE(stops_cars("kerb", "", ""));
  CHECK_FALSE(stops_cars("", "private", ""));
}

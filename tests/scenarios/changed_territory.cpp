// SPDX-License-Identifier: Apache-2.0
#include "scenarios/changed_territory.hpp"

#include <catch2/catch.hpp>

#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

// A ring A-B-C-D with a dead end E behind D; D-E is the only way to E.
const char* const ring = R"(
A----B
|    |
D----C
|
E
A-B 500 m 50 km/h
B-C 500 m 30 km/h residential
C-D 500 m 50 km/h
D-A 500 m 30 km/h residential
D-E 300 m 30 km/h service
)";

Change change(ChangeTarget target, double factor) {
  Change made;
  made.target = target;
  made.amount = factor;
  made.place = "s.toml:3:1: change.target";
  return made;
}

Change closing(const std::vector<geo::LinkId>& links, const geo::Network& network) {
  Change made = change(ChangeTarget::links_closed, 1.0);
  for (const geo::LinkId link : links) made.where.ids.push_back(network.source_id[link]);
  return made;
}

std::string refusal(const std::vector<Change>& changes, const geo::Territory& territory) {
  const auto applied = apply_changes(changes, territory);
  REQUIRE_FALSE(applied);
  return describe(applied.error());
}

}  // namespace

TEST_CASE("speed and capacity change on the links of the filter only", "[scenarios][change]") {
  const SmallWorld small(ring);
  Change slow = change(ChangeTarget::links_speed, 0.5);
  slow.where.classes = {geo::RoadClass::residential};
  Change wide = change(ChangeTarget::links_capacity, 2.0);
  wide.where.ids = {small.territory.network.source_id[small.drawn.link("AB")]};
  const auto changed = apply_changes(std::vector{slow, wide}, small.territory);
  REQUIRE(changed);
  const geo::Network& network = changed->territory.network;
  CHECK(in_kilometres_per_hour(network.free_speed[small.drawn.link("BC")]) == Approx(15.0));
  CHECK(in_kilometres_per_hour(network.free_speed[small.drawn.link("AB")]) == Approx(50.0));
  CHECK(in_vehicles_per_hour(network.capacity[small.drawn.link("AB")]) == Approx(3600.0));
  CHECK(in_vehicles_per_hour(network.capacity[small.drawn.link("BA")]) == Approx(1800.0));
  CHECK(changed->territory.digest == small.territory.digest);
  CHECK(changed->closure.size() == 0);
  // Two roads of 500 m both ways.
  REQUIRE(changed->notes.size() == 2);
  CHECK_THAT(changed->notes[0],
             Contains("links:speed × 0.5 where class is residential: 4 links, 2.0 km"));
}

TEST_CASE("car time is the inverse of speed, everywhere", "[scenarios][change]") {
  const SmallWorld small(ring);
  const auto changed =
      apply_changes(std::vector{change(ChangeTarget::car_time, 1.25)}, small.territory);
  REQUIRE(changed);
  for (const geo::LinkId link : small.territory.network.from.ids()) {
    CHECK(changed->territory.network.free_speed[link].value ==
          Approx(small.territory.network.free_speed[link].value / 1.25));
  }
}

TEST_CASE("an area takes the links whose middle lies in it", "[scenarios][change]") {
  const SmallWorld small(ring);
  // Places are 20 times those drawn: B (1000, -400), C (1000, -1200). The middle of B-C is
  // (1000, -800), those of A-B and C-D are at x = 500.
  Change slow = change(ChangeTarget::links_speed, 0.5);
  slow.where.area = {{{{{{900, -1300}, {1100, -1300}, {1100, 0}, {900, 0}, {900, -1300}}}}}};
  const auto changed = apply_changes(std::vector{slow}, small.territory);
  REQUIRE(changed);
  CHECK_THAT(changed->notes[0], Contains("2 links"));
  CHECK(in_kilometres_per_hour(changed->territory.network.free_speed[small.drawn.link("BC")]) ==
        Approx(15.0));
}

TEST_CASE("people on a closed link go to the nearest open one", "[scenarios][change]") {
  SmallWorld small(ring);
  const geo::Network& network = small.territory.network;
  PeopleMaker maker;
  const auto add = [&](const char* home) {
    return maker.commuter(network,
                          small.drawn.link(home),
                          small.drawn.link("CD"),
                          time_of_day(8),
                          time_of_day(17),
                          true);
  };
  const PersonId closed = add("AB");
  const PersonId elsewhere = add("DE");
  small.people = maker.people;
  const std::vector<geo::LinkId> links = small.drawn.route("AB BA");
  const auto changed = apply_changes(std::vector{closing(links, network)}, small.territory);
  REQUIRE(changed);
  CHECK(changed->closure[small.drawn.link("AB")] == Closure::closed);
  CHECK(changed->closure[small.drawn.link("DE")] == Closure::open);
  const MovedPeople moved = moved_off_closed(*changed, small.people);
  CHECK(moved.homes == 1);
  CHECK(moved.trip_ends == 2);
  CHECK(moved.cut_off == 0);
  // From B, the end of A-B, the nearest open link is B-C.
  const geo::LinkId home = moved.people.home_link[closed];
  CHECK((home == small.drawn.link("BC") || home == small.drawn.link("CB")));
  CHECK(moved.people.home_link[elsewhere] == small.people.home_link[elsewhere]);
  CHECK(moved.people.name.raw() == small.people.name.raw());
}

TEST_CASE("what can only be entered or only be left after a closure is cut off and counted",
          "[scenarios][change]") {
  // One-way ring A>B>C>A with a two-way tail C-D; without A>B the ring can't be driven any more.
  SmallWorld small(R"(
A----B
 \  /
  C----D
A>B 500 m 50 km/h
B>C 500 m 50 km/h
C>A 500 m 50 km/h
C-D 900 m 50 km/h
)");
  const geo::Network& network = small.territory.network;
  PeopleMaker maker;
  maker.commuter(network,
                 small.drawn.link("BC"),
                 small.drawn.link("CD"),
                 time_of_day(8),
                 time_of_day(17),
                 true);
  const auto changed =
      apply_changes(std::vector{closing({small.drawn.link("AB")}, network)}, small.territory);
  REQUIRE(changed);
  CHECK(changed->closure[small.drawn.link("BC")] == Closure::cut_off);
  CHECK(changed->closure[small.drawn.link("CA")] == Closure::cut_off);
  CHECK(changed->closure[small.drawn.link("DC")] == Closure::open);
  CHECK_THAT(changed->notes.back(), Contains("cut off 2 more links, 1.0 km"));
  CHECK(moved_off_closed(*changed, maker.people).cut_off == 2);
}

TEST_CASE("a filter that fits nothing and a road that falls to nothing are refused",
          "[scenarios][change][refused]") {
  const SmallWorld small(ring);
  Change none = change(ChangeTarget::links_speed, 0.5);
  none.where.classes = {geo::RoadClass::motorway};
  CHECK_THAT(refusal({none}, small.territory),
             Contains("s.toml:3:1") && Contains("fits no link that is open to cars"));
  Change unknown = change(ChangeTarget::links_speed, 0.5);
  unknown.where.ids = {1, 77};
  CHECK_THAT(refusal({unknown}, small.territory),
             Contains("no link of the territory has the id 77"));
  CHECK_THAT(refusal({change(ChangeTarget::links_speed, 0.001)}, small.territory),
             Contains("1 to 300 km/h"));
  CHECK_THAT(refusal({change(ChangeTarget::links_capacity, 1e-5)}, small.territory),
             Contains("at least 1 veh/h"));
  std::vector<geo::LinkId> all;
  for (const geo::LinkId link : small.territory.network.from.ids()) all.push_back(link);
  CHECK_THAT(refusal({closing(all, small.territory.network)}, small.territory),
             Contains("leave no road"));
}

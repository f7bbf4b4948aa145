// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/plans.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "geo/base/random.hpp"
#include "geo/places/zones.hpp"

using namespace eveil;
using namespace eveil::scenarios;

namespace {

/// Links in a row, 1 km each, the last one not for cars:
///
///     n0 ──l0──▶ n1 ──l1──▶ n2 ──l2──▶ n3 ──l3──▶ n4        and l4 from n0 to n3
geo::Territory row() {
  geo::Territory territory;
  geo::Network& network = territory.network;
  for (int i = 0; i < 5; ++i) {
    network.place.push_back({1000.0 * i, 0.0});
    network.node_name.push_back("n" + std::to_string(i));
  }
  const auto add = [&](std::size_t from, std::size_t to, std::uint8_t access) {
    network.link_name.push_back("l" + std::to_string(network.from.size()));
    network.from.push_back(geo::NodeId(from));
    network.to.push_back(geo::NodeId(to));
    network.reverse.push_back(geo::LinkId::none());
    network.length.push_back(Metres(1000.0));
    network.free_speed.push_back(MetresPerSecond(10.0));
    network.lanes.push_back(1.0F);
    network.capacity.push_back(VehiclesPerSecond(0.5));
    network.road_class.push_back(geo::RoadClass::other);
    network.access.push_back(access);
    network.source_id.push_back(0);
    const Point shape[] = {network.place[geo::NodeId(from)], network.place[geo::NodeId(to)]};
    network.shape.push_row(shape);
  };
  for (std::size_t i = 0; i < 4; ++i) {
    add(i, i + 1, i == 3 ? geo::access_bicycle : geo::access_car);
  }
  add(0, 3, geo::access_car);
  territory.zones.code.push_back("z");
  territory.zones.name.push_back("");
  territory.zones.centre.push_back({2000.0, 0.0});
  territory.zones.population.push_back(10.0);
  territory.zones.jobs.push_back(-1.0);
  Polygon square;
  square.rings.push_back({{-10, -10}, {5000, -10}, {5000, 10}, {-10, 10}, {-10, -10}});
  Area area;
  area.parts.push_back(square);
  territory.zones.area.push_back(area);
  return territory;
}

PlanActivity at(const std::string& link, std::optional<Duration> end = std::nullopt) {
  PlanActivity activity;
  activity.type = "home";
  activity.link = link;
  activity.end = end;
  return activity;
}

PlanLeg by(const std::string& mode, std::vector<std::string> route = {}) {
  PlanLeg leg;
  leg.mode = mode;
  leg.fixed = !route.empty();
  if (leg.fixed) {
    leg.start_link = route.front();
    leg.end_link = route.back();
  }
  leg.route = std::move(route);
  return leg;
}

PlanPerson person(PlanActivity from, PlanLeg leg, PlanActivity to) {
  PlanPerson one;
  one.id = "p";
  one.activities = {std::move(from), std::move(to)};
  one.legs = {std::move(leg)};
  return one;
}

const Duration nine = seconds(9 * 3600);

/// The sound plan beside the one given, so that somebody is left.
PlannedPeople kept(PlanPerson one) {
  const geo::Territory territory = row();
  PlansOnTerritory plans(territory, 1.0);
  plans.take(std::move(one));
  PlanPerson sound = person(at("l0", nine), by("car", {"l0", "l1", "l2"}), at("l2"));
  sound.id = "sound";
  plans.take(sound);
  auto made = plans.finish("plans.xml");
  REQUIRE(made);
  return std::move(*made);
}

std::string cause(PlanPerson one) {
  const PlannedPeople made = kept(std::move(one));
  REQUIRE(made.lost.size() == 1);
  CHECK(made.persons_lost() == 1);
  CHECK(made.trips_lost() == 1);
  CHECK(made.lost.begin()->second.example == "p");
  CHECK(made.people.person_count() == 1);
  return made.lost.begin()->first;
}

}  // namespace

TEST_CASE("a plan's route, mode, time and place become a trip", "[scenarios][matsim]") {
  const PlannedPeople made = kept(person(at("l0", nine), by("car", {"l0", "l1", "l2"}), at("l2")));
  const Population& people = made.people;
  REQUIRE(people.trip_count() == 2);
  const TripId trip(0);
  CHECK(people.stated.mode[trip] == StatedMode::car);
  CHECK(people.departure[trip] == time_of_day(9));
  CHECK(people.stated.stay[trip] < Duration{0});
  REQUIRE(people.stated.route[trip].size() == 3);
  CHECK(people.stated.route[trip][1] == geo::LinkId(1));
  CHECK(people.label[PersonId(0)] == "p");
  CHECK(people.car[PersonId(0)] == 1);
  CHECK(made.routes_kept == 2);
  CHECK(made.lost.empty());
}

TEST_CASE("nodes of version 4 become the links between them", "[scenarios][matsim]") {
  PlanLeg leg = by("car", {"n1", "n2"});
  leg.by_nodes = true;
  leg.start_link = "l0";
  leg.end_link = "l2";
  const PlannedPeople made = kept(person(at("l0", nine), leg, at("l2")));
  const auto route = made.people.stated.route[TripId(0)];
  REQUIRE(route.size() == 3);
  CHECK(route[0] == geo::LinkId(0));
  CHECK(route[1] == geo::LinkId(1));
  CHECK(route[2] == geo::LinkId(2));
}

TEST_CASE("a plan that can't be kept is counted by its cause", "[scenarios][matsim][refused]") {
  CHECK(cause(person(at("l0", nine), by("car", {"l0", "l2"}), at("l2"))) == "a route with a gap");
  CHECK(cause(person(at("l0", nine), by("car", {"l0", "x", "l2"}), at("l2"))) ==
        "a route over a link that isn't there");
  CHECK(cause(person(at("l1", nine), by("car", {"l1", "l2", "l3"}), at("l3"))) ==
        "a route over a link that cars may not enter");
  CHECK(cause(person(at("x", nine), by("car"), at("l2"))) ==
        "an activity on a link that isn't there");
  CHECK(cause(person(at("", nine), by("car"), at("l2"))) == "an activity without a place");
  CHECK(cause(person(at("l0", nine), by("hyperloop"), at("l2"))) ==
        "the mode `hyperloop`, which isn't known");
  CHECK(cause(person(at("l0", seconds(2 * 3600)), by("car"), at("l2"))) == "departs before 03:00");
  CHECK(cause(person(at("l0", seconds(-1)), by("car"), at("l2"))) == "departs before 03:00");
  CHECK(cause(person(at("l0", nine), by("pt"), at("l2"))) ==
        "public transport without a timetable and without a time");
}

TEST_CASE("trips after 30:00 and after an activity without an end are left out, those before kept",
          "[scenarios][matsim][refused]") {
  PlanPerson late = person(at("l0", nine), by("car", {"l0", "l1"}), at("l1", seconds(31 * 3600)));
  late.legs.push_back(by("car", {"l1", "l2"}));
  late.activities.push_back(at("l2"));
  const PlannedPeople made = kept(late);
  CHECK(made.people.person_count() == 2);
  CHECK(made.people.trip_count() == 2);
  REQUIRE(made.lost.count("departs at 30:00 or later") == 1);
  CHECK(made.trips_lost() == 1);
  CHECK(made.persons_lost() == 0);

  PlanPerson endless = person(at("l0", nine), by("car", {"l0", "l1"}), at("l1"));
  endless.legs.push_back(by("car", {"l1", "l2"}));
  endless.activities.push_back(at("l2"));
  CHECK(kept(endless).lost.count("an activity without an end") == 1);
}

TEST_CASE("a file of which nobody is left is refused with the causes",
          "[scenarios][matsim][refused]") {
  const geo::Territory territory = row();
  PlansOnTerritory plans(territory, 1.0);
  plans.take(person(at("l0", nine), by("car", {"l0", "l2"}), at("l2")));
  const auto made = plans.finish("plans.xml");
  REQUIRE_FALSE(made);
  CHECK_THAT(
      describe(made.error()),
      Catch::Matchers::Contains("plans.xml") &&
          Catch::Matchers::Contains("a route with a gap: 1 persons left out whole (100.0 %)"));
}

TEST_CASE("the main mode of a trip stands for it, and walks to and from a car are kept",
          "[scenarios][matsim]") {
  PlanPerson one;
  one.id = "p";
  PlanActivity between = at("l0");
  between.interaction = true;
  PlanActivity after = at("l2");
  after.interaction = true;
  PlanLeg walk = by("walk");
  walk.travel = seconds(8);
  PlanLeg last = by("walk");
  last.travel = seconds(16);
  one.activities = {at("l0", nine), between, after, at("l2")};
  one.legs = {walk, by("car", {"l0", "l1", "l2"}), last};
  const PlannedPeople made = kept(one);
  CHECK(made.people.trip_count() == 2);
  CHECK(made.people.stated.mode[TripId(0)] == StatedMode::car);
  CHECK(made.people.stated.access[TripId(0)] == seconds(8));
  CHECK(made.people.stated.egress[TripId(0)] == seconds(16));
  CHECK(made.several_modes == 0);
  one.legs[2] = by("pt");
  one.legs[2].travel = seconds(60);
  one.legs[1].travel = seconds(60);
  const PlannedPeople mixed = kept(one);
  CHECK(mixed.people.stated.mode[TripId(0)] == StatedMode::transit);
  CHECK(mixed.people.stated.travel[TripId(0)] == seconds(128));
  CHECK(mixed.several_modes == 1);
}

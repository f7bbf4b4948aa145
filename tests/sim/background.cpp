// SPDX-License-Identifier: Apache-2.0
#include "sim/background.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "geo/base/parallel.hpp"
#include "sim/gaps.hpp"
#include "sim/run.hpp"
#include "tests/support/kept.hpp"
#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::tests;
using scenarios::BackgroundVehicle;

namespace {

// One narrow road from B to C that all must take: 600 veh/h.
const char* const corridor = R"(
A----B----C----D
A-B 500 m 36 km/h
B-C 1000 m 50 km/h 600 veh/h
C-D 500 m 36 km/h
)";

struct Corridor {
  SmallWorld small{corridor};

  Corridor() {
    PeopleMaker maker;
    for (int person = 0; person < 200; ++person) {
      maker.commuter(small.territory.network,
                     small.drawn.link("AB"),
                     small.drawn.link("CD"),
                     time_of_day(8, person % 60),
                     time_of_day(17, person % 60),
                     true);
    }
    small.people = maker.people;
    small.scenario.simulation.days = 3;
    small.scenario.simulation.average_days = 1;
  }
  // `count` vehicles from A-B to C-D, spread evenly from 07:30 on, `gap` apart.
  sim::World world(std::size_t count, Duration gap = seconds(4)) const {
    return small.with_background(count, "AB", "CD", time_of_day(7, 30), gap);
  }
};

Kept learnt(const sim::World& world, sim::LearntState* state = nullptr) {
  Kept kept;
  auto run = sim::learn(world, {}, &kept);
  REQUIRE(run.has_value());
  if (state != nullptr) *state = std::move(*run);
  return kept;
}

}  // namespace

TEST_CASE("background vehicles fill the road that residents need, and are counted apart",
          "[sim][background]") {
  const Corridor test;
  const Kept alone = learnt(test.world(0));
  sim::LearntState state;
  const Kept together = learnt(test.world(600), &state);
  CHECK(alone.volume(test.small.drawn.link("BC"), sim::VehicleClass::background) == 0);
  CHECK(together.volume(test.small.drawn.link("BC"), sim::VehicleClass::background) == 600);
  CHECK(together.volume(test.small.drawn.link("CB"), sim::VehicleClass::background) == 0);
  // 900 veh/h on a road for 600 veh/h before anybody sets out.
  CHECK(together.rows.back().mean_travel_time_s > alone.rows.back().mean_travel_time_s + 30.0);
  // Residents' trips are the same ones; the others are nobody's.
  CHECK(together.trips.back().size() == alone.trips.back().size());
  CHECK(state.background_names.size() == 600);
  CHECK(state.background_routes.front() == test.small.drawn.route("AB BC CD"));
}

TEST_CASE("background vehicles that departed have arrived or are on the way at the end",
          "[sim][background]") {
  const Corridor test;
  sim::World world = test.world(500);
  // One without a way: its start is no link for cars.
  world.background.push_back(
      {7, time_of_day(29, 0), geo::LinkId::none(), geo::LinkId::none(), 1.0});
  // One that is on the road when the day ends: C-D takes 50 s.
  world.background.push_back(
      {8, time_of_day(29, 59, 30), test.small.drawn.link("AB"), test.small.drawn.link("CD"), 1.0});
  world.background[scenarios::BackgroundId(0)].truck = true;
  std::vector<std::vector<geo::LinkId>> routes(world.background.size(),
                                               test.small.drawn.route("AB BC CD"));
  routes[500].clear();
  sim::BackgroundDay day(world, routes);
  sim::Traffic traffic(world.network(), world.graph.adjacency(), {});
  traffic.start_day();
  std::vector<sim::Arrival> arrivals;
  while (traffic.now() < day_end) {
    const TimeOfDay next = std::min(day.next_time(), traffic.next_active());
    if (next >= day_end) break;
    const TimeOfDay window{next.ms - next.ms % 1000};
    if (window > traffic.now()) traffic.skip_to(window);
    day.depart(traffic.now() + seconds(1), traffic);
    traffic.run_window(arrivals);
    for (std::size_t row = 0; row < arrivals.size(); ++row) day.arrived();
    CHECK(day.count().departed == day.count().arrived + traffic.on_the_way());
  }
  std::uint64_t trucks = 0;
  for (const sim::LinkCount& row : traffic.counts().rows) {
    if (row.link == test.small.drawn.link("BC") && row.vehicle_class == sim::VehicleClass::truck)
      trucks += row.volume;
  }
  CHECK(trucks == 1);
  CHECK(day.count().departed == 501);
  CHECK(day.count().arrived == 500);
  CHECK(day.count().without_way == 1);
}

TEST_CASE("a world without background vehicles is the same to the bit, whatever the state knows",
          "[sim][background]") {
  const Corridor test;
  sim::LearntState state;
  const Kept with = learnt(test.world(300), &state);
  const auto fork = [&](const sim::LearntState& from) {
    Kept kept;
    sim::RunControl control;
    control.replication = 1;
    REQUIRE(sim::fork(test.world(0), from, control, &kept).has_value());
    return kept;
  };
  const Kept one = fork(state);
  state.background_names.clear();
  state.background_routes.clear();
  const Kept other = fork(state);
  REQUIRE(one.trips.back().size() == other.trips.back().size());
  for (std::size_t row = 0; row < one.trips.back().size(); ++row) {
    CHECK(one.trips.back()[row].arrival == other.trips.back()[row].arrival);
  }
}

TEST_CASE("background traffic is the same with one thread or two", "[sim][background]") {
  const Corridor test;
  const Kept two = learnt(test.world(600));
  const parallel::ThreadLimit limit(1);
  const Kept one = learnt(test.world(600));
  REQUIRE(one.links.size() == two.links.size());
  for (std::size_t row = 0; row < one.links.size(); ++row) {
    CHECK(one.links[row].volume == two.links[row].volume);
    CHECK(one.links[row].travel == two.links[row].travel);
  }
}

TEST_CASE("a fork knows the routes of its base's vehicles by name and seeks those of new ones",
          "[sim][background]") {
  const Corridor test;
  sim::LearntState state;
  learnt(test.world(10), &state);
  sim::World more = test.world(12);
  sim::match_background(more, state);
  REQUIRE(state.background_routes.size() == 12);
  CHECK(state.background_routes[9] == test.small.drawn.route("AB BC CD"));
  CHECK(state.background_routes[10].empty());
  sim::replan_background(more, {1, 4, 0.0, nullptr}, state);
  CHECK(state.background_routes[11] == test.small.drawn.route("AB BC CD"));
}

namespace {

// From B to C the direct way takes 72 s, the other one 10 + 100 + 10 s; C-D takes 50 s.
const char* const two_ways = R"(
A----B----C----D
     |    |
     E----F
A-B 500 m 36 km/h
B-C 1000 m 50 km/h 600 veh/h
C-D 500 m 36 km/h
B-E 100 m 36 km/h
E-F 1000 m 36 km/h
C-F 100 m 36 km/h
)";

sim::World background_on(const SmallWorld& small, std::size_t count) {
  return small.with_background(count, "AB", "CD", time_of_day(8), seconds(4));
}

}  // namespace

TEST_CASE("the gap of background routes is what the known ways take beyond the best",
          "[sim][background]") {
  const SmallWorld small(two_ways);
  const sim::World world = background_on(small, 3);
  const geo::LinkTimes empty_road = geo::LinkTimes::free_flow(world.network());
  const std::vector<geo::LinkId> direct = small.drawn.route("AB BC CD");
  const std::vector<geo::LinkId> longer = small.drawn.route("AB BE EF FC CD");
  const auto gap = [&](const std::vector<std::vector<geo::LinkId>>& routes) {
    return sim::background_gap_of(world, routes, empty_road);
  };
  CHECK(gap({direct, direct, direct}) == 0.0);
  // 170 s in place of 122 s, once among three.
  CHECK(gap({direct, longer, direct}) == Approx(48.0 / 366.0).epsilon(1e-4));
  CHECK(gap({{}, longer, {}}) == Approx(48.0 / 122.0).epsilon(1e-4));
  CHECK(std::isnan(gap({{}, {}, {}})));
  CHECK(std::isnan(sim::background_gap_of(background_on(small, 0), {}, empty_road)));
}

TEST_CASE("learning to a gap goes on while background routes are far from the best",
          "[sim][background]") {
  SmallWorld small(two_ways);
  PeopleMaker maker;
  maker.commuter(small.territory.network,
                 small.drawn.link("DC"),
                 small.drawn.link("BA"),
                 time_of_day(4),
                 time_of_day(20),
                 false);
  small.people = maker.people;
  small.scenario.simulation.days = 8;
  small.scenario.simulation.average_days = 1;
  small.scenario.simulation.relative_gap = 1e-3;
  // Alone at night, the one resident has no gap at all: learning ends early.
  const Kept quiet = learnt(background_on(small, 1));
  CHECK(quiet.rows.size() < 8);
  CHECK(quiet.rows.back().background_route_gap == 0.0);
  // 900 veh/h want a road for 600 veh/h, and find the other way by and by.
  const Kept busy = learnt(background_on(small, 900));
  REQUIRE(busy.rows.size() == 8);
  CHECK(busy.rows.back().route_gap <= 1e-3);
  CHECK(busy.rows.back().background_route_gap > 1e-3);
  CHECK(busy.volume(small.drawn.link("EF"), sim::VehicleClass::background) > 0);
  CHECK(std::isnan(learnt(background_on(small, 0)).rows.back().background_route_gap));
}

// SPDX-License-Identifier: Apache-2.0
#include "sim/run.hpp"

#include <catch2/catch.hpp>

#include "geo/base/parallel.hpp"
#include "sim/day.hpp"
#include "sim/learning.hpp"
#include "tests/support/kept.hpp"
#include "tests/support/two_ways.hpp"

using namespace eveil;
using namespace eveil::tests;

namespace {

Kept forked(const sim::World& world, const sim::LearntState& state, std::uint64_t replication) {
  Kept kept;
  sim::RunControl control;
  control.replication = replication;
  REQUIRE(sim::fork(world, state, control, &kept).has_value());
  return kept;
}

/// Brings the stops of `enrich`, 100 m from every road, near them, and takes its buses the three
/// minutes by which they could be late and in time.
void put_on_road(geo::Timetable& timetable) {
  timetable.stop_place[geo::StopId(std::size_t{0})].x -= 80.0;
  timetable.stop_place[geo::StopId(std::size_t{1})].y -= 80.0;
  for (std::size_t last = 1; last < timetable.arrival.size(); last += 2) {
    timetable.arrival[last] = timetable.arrival[last] - minutes(3);
    timetable.departure[last] = timetable.arrival[last];
  }
}

}  // namespace

TEST_CASE("learning spreads cars over both ways and brings the route gap down", "[sim][run]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 600);
  small.scenario.choice.car_constant = 1.35;  // cars enough to fill the shorter way
  small.scenario.simulation.days = 12;
  Kept kept;
  const auto state = sim::learn(small.world(), {}, &kept);
  REQUIRE(state.has_value());
  REQUIRE(kept.rows.size() == 12);
  REQUIRE(kept.days == std::vector<std::uint32_t>{12});
  REQUIRE(kept.rows.back().route_gap < kept.rows.front().route_gap);
  REQUIRE(kept.rows.back().mean_travel_time_s < kept.rows.front().mean_travel_time_s);
}

TEST_CASE("the same run twice, and with one or two threads, is the same to the bit", "[sim][run]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  small.scenario.services.push_back(service_everywhere(small.territory, "bus"));
  small.scenario.services[scenarios::ServiceId(std::size_t{0})].vehicles = 6;
  std::vector<Kept> kept(3);
  for (std::size_t run = 0; run < 3; ++run) {
    const parallel::ThreadLimit limit(run == 2 ? 1 : 2);
    REQUIRE(sim::learn(small.world(), {}, &kept[run]).has_value());
  }
  REQUIRE(same(kept[0].trips[0], kept[1].trips[0]));
  REQUIRE(same(kept[0].trips[0], kept[2].trips[0]));
}

TEST_CASE("learning with buses, bicycles, fixed hours and parking is the same at any threads",
          "[sim][run][transit]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  enrich(small);
  const bool on_road = GENERATE(false, true);
  small.scenario.simulation.buses_on_road = on_road;
  if (on_road) put_on_road(small.territory.timetable);
  std::vector<Kept> kept(3);
  for (std::size_t run = 0; run < 3; ++run) {
    const parallel::ThreadLimit limit(std::size_t{1} << run);
    const auto state = sim::learn(small.world(), {}, &kept[run]);
    REQUIRE(state.has_value());
    CHECK(kept[run].rows.back().mode_share[sim::mode_transit] > 0.02);
    CHECK(kept[run].rows.back().mode_share[sim::mode_bicycle] > 0.0);
    CHECK(kept[run].rows.back().transit.boardings > 0);
    CHECK((kept[run].rows.back().transit.bus_late_ms > 0) == on_road);
    CHECK(kept[run].rows.back().transit.bus_late_ms == kept[0].rows.back().transit.bus_late_ms);
  }
  REQUIRE(same(kept[0].trips[0], kept[1].trips[0]));
  REQUIRE(same(kept[0].trips[0], kept[2].trips[0]));
}

TEST_CASE("who has a fixed start of work is there near it once the roads are known",
          "[sim][run][departure]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 100);
  enrich(small);
  Kept kept;
  REQUIRE(sim::learn(small.world(), {}, &kept).has_value());
  std::size_t near = 0;
  std::size_t fixed = 0;
  for (const sim::TripRow& row : kept.trips.back()) {
    const TimeOfDay wanted = small.people.wanted_arrival[row.trip];
    if (wanted.ms < 0 || row.status != sim::TripStatus::done) continue;
    ++fixed;
    const Duration late = row.arrival - wanted;
    near += late.ms < minutes(2).ms && late.ms > -minutes(10).ms ? 1 : 0;
  }
  CHECK(fixed == 100);
  CHECK(near > 80);
}

TEST_CASE("learning to a gap ends where both gaps are down to it, and is observed from there",
          "[sim][run][gap]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 200);
  small.scenario.simulation.days = 30;
  small.scenario.simulation.average_days = 2;
  small.scenario.simulation.relative_gap = 0.9;  // met as soon as it may be
  Kept kept;
  sim::RunControl control;
  control.average_days = 2;
  const auto state = sim::learn(small.world(), control, &kept);
  REQUIRE(state.has_value());
  // Roads are wider on the first 0.6 · 30 = 18 days; the 19th meets it, one more is observed.
  CHECK(kept.days == std::vector<std::uint32_t>{19, 20});
  CHECK(state->days == 20);
  CHECK(kept.rows[18].route_gap <= 0.9);
  CHECK(kept.rows[18].choice_gap <= 0.9);
}

TEST_CASE("the sink is told which of the last days are averaged, and which are recorded",
          "[sim][run]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 20);
  small.scenario.simulation.days = 5;
  small.scenario.simulation.fork_days = 5;
  sim::RunControl control;
  using Marks = std::vector<std::string>;
  const auto [averaged, recorded, expected] =
      GENERATE(table<std::uint32_t, std::uint32_t, Marks>({{1, 1, {"5ar"}},
                                                           {3, 1, {"3a", "4a", "5ar"}},
                                                           {3, 2, {"3a", "4ar", "5ar"}},
                                                           {1, 3, {"3r", "4r", "5ar"}}}));
  control.average_days = averaged;
  control.record_days = recorded;
  Kept kept;
  REQUIRE(sim::learn(small.world(), control, &kept).has_value());
  Marks marks;
  for (std::size_t row = 0; row < kept.days.size(); ++row) {
    marks.push_back(std::to_string(kept.days[row]) + (kept.uses.at(row).averaged ? "a" : "") +
                    (kept.uses.at(row).recorded ? "r" : ""));
  }
  CHECK(marks == expected);
}

TEST_CASE("learning that never comes down to the gap goes on for all days", "[sim][run][gap]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  small.scenario.simulation.relative_gap = 1e-12;
  Kept kept;
  REQUIRE(sim::learn(small.world(), {}, &kept).has_value());
  CHECK(kept.rows.size() == small.scenario.simulation.days);
}

TEST_CASE("a variant whose service nobody may use changes nothing, to the bit",
          "[sim][run][service]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  enrich(small);
  const auto state = sim::learn(small.world(), {}, nullptr);
  REQUIRE(state.has_value());
  const Kept base = forked(small.world(), *state, 2);
  scenarios::Service service = service_everywhere(small.territory, "nobody");
  service.eligibility = scenarios::Eligibility::none;
  service.vehicles = 20;
  small.scenario.services.push_back(service);
  const Kept variant = forked(small.world(), *state, 2);
  REQUIRE(same(base.trips[0], variant.trips[0]));
  REQUIRE(variant.requests == 0);
}

TEST_CASE("replications differ by their tastes; the same number gives the same run", "[sim][run]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  small.scenario.choice.walk_constant = 3.0;
  const auto state = sim::learn(small.world(), {}, nullptr);
  REQUIRE(state.has_value());
  const Kept one = forked(small.world(), *state, 1);
  REQUIRE(same(one.trips[0], forked(small.world(), *state, 1).trips[0]));
  REQUIRE_FALSE(same(one.trips[0], forked(small.world(), *state, 2).trips[0]));
}

TEST_CASE("a state of another seed, sample or territory is refused by name",
          "[sim][run][refused]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 20);
  auto state = sim::learn(small.world(), {}, nullptr);
  REQUIRE(state.has_value());
  state->seed = 9;
  state->sample = 0.5;
  state->territory_digest = "other";
  const auto checked = sim::check_state(small.world(), *state);
  REQUIRE_FALSE(checked.has_value());
  const std::string text = describe(checked.error());
  REQUIRE(text.find("simulation.seed is 9 in the state and 1 in the scenario") !=
          std::string::npos);
  REQUIRE(text.find("simulation.sample is 0.5") != std::string::npos);
  REQUIRE(text.find("territory") != std::string::npos);
}

TEST_CASE("a state that holds other people's plans than it says is refused",
          "[sim][run][refused]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 20);
  const auto learnt = sim::learn(small.world(), {}, nullptr);
  REQUIRE(learnt.has_value());
  REQUIRE(sim::check_state(small.world(), *learnt).has_value());
  // 20 people, one tour of two trips each.
  sim::LearntState tours = *learnt;
  tours.tour_mode.resize(7);
  const auto fewer = sim::check_state(small.world(), tours);
  REQUIRE_FALSE(fewer.has_value());
  REQUIRE(describe(fewer.error()).find("the number of tours is 7 in the state and 20") !=
          std::string::npos);
  sim::LearntState routes = *learnt;
  routes.routes = sim::RouteBook(39);
  const auto shorter = sim::check_state(small.world(), routes);
  REQUIRE_FALSE(shorter.has_value());
  REQUIRE(describe(shorter.error()).find("the number of trips is 39 in the state and 40") !=
          std::string::npos);
}

TEST_CASE("a run that goes on from any of its days is the unbroken run, to the bit",
          "[sim][run][resume]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  small.scenario.services.push_back(service_everywhere(small.territory, "bus"));
  const sim::World world = small.world();
  const bool forked = GENERATE(false, true);
  const auto start = sim::learn(world, {}, nullptr);
  REQUIRE(start.has_value());
  sim::RunControl control;
  control.replication = forked ? 1 : 0;
  control.record_days = 2;
  std::vector<sim::Checkpoint> checkpoints;
  control.checkpoint = [&](const sim::LearntState& state,
                           const sim::RunMoment& moment) -> Expected<void> {
    checkpoints.push_back({state, moment.days, forked});
    return {};
  };
  Kept whole;
  const auto end =
      forked ? sim::fork(world, *start, control, &whole) : sim::learn(world, control, &whole);
  REQUIRE(end.has_value());
  REQUIRE(checkpoints.size() == (forked ? 2 : 4));  // after each day but the last

  control.checkpoint = nullptr;
  for (const sim::Checkpoint& checkpoint : checkpoints) {
    Kept rest;
    const auto resumed = sim::resume(world, checkpoint, control, &rest);
    REQUIRE(resumed.has_value());
    check_same_end(*resumed, rest, *end, whole);
  }
}

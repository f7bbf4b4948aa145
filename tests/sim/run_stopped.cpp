// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "geo/base/parallel.hpp"
#include "sim/day.hpp"
#include "sim/learning.hpp"
#include "sim/run.hpp"
#include "tests/support/kept.hpp"
#include "tests/support/two_ways.hpp"

using namespace eveil;
using namespace eveil::tests;

TEST_CASE("a run that is told to stop before a day begins ends there", "[sim][run]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  std::atomic<bool> stop{false};
  sim::RunControl control;
  control.stop = &stop;
  std::uint32_t kept_days = 0;
  // Set when the second day is done, and so first asked before the third one is planned.
  control.checkpoint = [&](const sim::LearntState&,
                           const sim::RunMoment& moment) -> Expected<void> {
    kept_days = moment.days;
    stop = moment.days == 2;
    return {};
  };
  Kept kept;
  const auto state = sim::learn(small.world(), control, &kept);
  REQUIRE_FALSE(state.has_value());
  CHECK(state.error().kind == ErrorKind::interrupted);
  CHECK(kept_days == 2);
  CHECK(kept.rows.size() == 2);
}

TEST_CASE("a run told to stop within a day keeps the day so far, and goes on from it to the bit",
          "[sim][run][resume]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  small.scenario.services.push_back(service_everywhere(small.territory, "bus"));
  const sim::World world = small.world();
  const auto start = sim::learn(world, {}, nullptr);
  REQUIRE(start.has_value());
  const bool forked = GENERATE(false, true);
  const auto run = [&](const sim::RunControl& control, sim::Sink* sink) {
    return forked ? sim::fork(world, *start, control, sink) : sim::learn(world, control, sink);
  };
  sim::RunControl control;
  control.replication = forked ? 1 : 0;
  Kept whole;
  const auto end = run(control, &whole);
  REQUIRE(end.has_value());

  std::atomic<bool> stop{false};
  control.stop = &stop;
  // The fifth thousand of windows lies in the second day or later.
  std::size_t windows = 0;
  control.checkpoint_due = [&] {
    stop = ++windows == 5000;
    return false;
  };
  std::vector<sim::Checkpoint> kept;
  control.checkpoint = [&](const sim::LearntState& state,
                           const sim::RunMoment& moment) -> Expected<void> {
    if (moment.within == nullptr) return {};
    kept.push_back({state, moment.days, forked});
    kept.back().window = moment.within->window;
    Archive archive = Archive::writer([&](std::span<const std::byte> piece) -> Expected<void> {
      kept.back().within.insert(kept.back().within.end(), piece.begin(), piece.end());
      return {};
    });
    moment.within->visit(archive);
    return archive.finish("memory");
  };
  Kept begun;
  const auto broken = run(control, &begun);
  REQUIRE_FALSE(broken.has_value());
  CHECK(broken.error().kind == ErrorKind::interrupted);
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].window > day_start);
  CHECK(kept[0].days == begun.rows.size());

  stop = false;
  control.checkpoint_due = nullptr;
  control.checkpoint = nullptr;
  Kept rest;
  const auto resumed = sim::resume(world, kept[0], control, &rest);
  REQUIRE(resumed.has_value());
  check_same_end(*resumed, rest, *end, whole);
  CHECK(resumed->convergence.back().changed_share == end->convergence.back().changed_share);

  kept[0].within.resize(kept[0].within.size() / 2);
  kept[0].where = "checkpoint";
  const auto damaged = sim::resume(world, kept[0], control, nullptr);
  REQUIRE_FALSE(damaged.has_value());
  CHECK(damaged.error().kind == ErrorKind::bad_input);
  CHECK(damaged.error().where == "checkpoint");
}

TEST_CASE("a day or a search for routes that is told to stop ends at once", "[sim][run]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  const sim::World world = small.world();
  const auto learnt = sim::learn(world, {}, nullptr);
  REQUIRE(learnt.has_value());
  const std::atomic<bool> stop{true};
  sim::Traffic traffic(
      world.network(), world.graph.adjacency(), sim::traffic_parameters(world.scenario.simulation));
  const sim::ModeChoice choice(world.population, world.scenario, world.tours, 0);
  const sim::DayPlan plan{
      choice, learnt->tour_mode, learnt->routes, learnt->departure, learnt->times, 0, 6, &stop};
  const auto outcome = sim::run_day(world, plan, traffic);
  REQUIRE_FALSE(outcome.has_value());
  CHECK(outcome.error().kind == ErrorKind::interrupted);
  CHECK(traffic.quality().departed == 0);

  sim::LearntState state = *learnt;
  state.routes = sim::RouteBook(world.population.trip_count());
  sim::replan(world, choice, {sim::everybody(world), true, &stop}, state);
  CHECK(state.routes.links().empty());
}

TEST_CASE("a run that is told to stop ends as interrupted", "[sim][run]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 20);
  const std::atomic<bool> stop{true};
  sim::RunControl control;
  control.stop = &stop;
  const auto state = sim::learn(small.world(), control, nullptr);
  REQUIRE_FALSE(state.has_value());
  REQUIRE(state.error().kind == ErrorKind::interrupted);
}

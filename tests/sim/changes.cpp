// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "scenarios/changed_territory.hpp"
#include "sim/carry_over.hpp"
#include "sim/run.hpp"
#include "tests/support/kept.hpp"
#include "tests/support/two_ways.hpp"

using namespace eveil;
using namespace eveil::tests;
using scenarios::Change;
using scenarios::ChangeTarget;

namespace {

Change factor(ChangeTarget target, double amount) {
  Change change;
  change.target = target;
  change.amount = amount;
  return change;
}

Change closing(const SmallWorld& small, const std::string& links) {
  Change closed = factor(ChangeTarget::links_closed, 1.0);
  for (const geo::LinkId link : small.drawn.route(links)) {
    closed.where.ids.push_back(small.territory.network.source_id[link]);
  }
  return closed;
}

// The small world with changes made; keeps what the world looks at.
struct Variant {
  scenarios::ChangedTerritory changed;
  scenarios::Scenario scenario;
  std::unique_ptr<geo::RoadGraph> graph;
  std::unique_ptr<sim::World> world;

  Variant(const SmallWorld& small, std::vector<Change> changes) : scenario(small.scenario) {
    scenario.changes = std::move(changes);
    changed = scenarios::apply_changes(scenario.changes, small.territory).value();
    graph = std::make_unique<geo::RoadGraph>(changed.territory.network, geo::access_car);
    world = std::make_unique<sim::World>(changed.territory, small.people, scenario, *graph);
  }
};

Kept forked(const sim::World& world, const sim::LearntState& state) {
  Kept kept;
  sim::RunControl control;
  control.replication = 1;
  REQUIRE(sim::fork(world, state, control, &kept).has_value());
  return kept;
}

}  // namespace

TEST_CASE("what was learnt on other roads keeps its delays on top of the new free times",
          "[sim][change]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  const sim::LearntState state = sim::learn(small.world(), {}, nullptr).value();
  const geo::LinkId bc = small.drawn.link("BC");
  const geo::LinkId bd = small.drawn.link("BD");
  // B-C: 1000 m at 50 km/h are 72 s, at 25 km/h 144 s, at 100 km/h 36 s; rounding may add 1 ms.
  for (const auto& [speed, free_ms] : {std::pair{0.5, 144'000U}, {2.0, 36'000U}}) {
    Change change = factor(ChangeTarget::links_speed, speed);
    change.where.ids = {small.territory.network.source_id[bc]};
    const Variant variant(small, {change});
    sim::LearntState carried = state;
    sim::carry_over(*variant.world, carried);
    for (std::size_t slice = 0; slice < slice_count; ++slice) {
      const std::uint32_t delay = state.times.at(bc, slice) - state.free_ms[bc.value];
      CHECK(carried.times.at(bc, slice) - delay >= free_ms);
      CHECK(carried.times.at(bc, slice) - delay <= free_ms + 1);
      CHECK(carried.times.at(bd, slice) == state.times.at(bd, slice));
    }
    CHECK(sim::check_state(*variant.world, carried).has_value());
  }
}

TEST_CASE("a change by the factor 1 changes nothing, to the bit", "[sim][change]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  const sim::LearntState state = sim::learn(small.world(), {}, nullptr).value();
  const Kept base = forked(small.world(), state);
  const Variant variant(small,
                        {factor(ChangeTarget::links_speed, 1.0),
                         factor(ChangeTarget::links_capacity, 1.0),
                         factor(ChangeTarget::fuel_price, 1.0)});
  const Kept same = forked(*variant.world, state);
  const auto& before = base.trips.back();
  const auto& after = same.trips.back();
  REQUIRE(before.size() == after.size());
  for (std::size_t row = 0; row < before.size(); ++row) {
    CHECK(before[row].arrival == after[row].arrival);
    CHECK(before[row].mode == after[row].mode);
    CHECK(before[row].cost_eur == after[row].cost_eur);
  }
}

TEST_CASE("nobody drives over a closed link, and cars take the other way", "[sim][change]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 400);
  const sim::LearntState state = sim::learn(small.world(), {}, nullptr).value();
  const Kept base = forked(small.world(), state);
  REQUIRE(base.volume(small.drawn.link("BC")) > 0);
  const Variant variant(small, {closing(small, "BC CB")});
  const Kept kept = forked(*variant.world, state);
  CHECK(kept.volume(small.drawn.link("BC")) == 0);
  CHECK(kept.volume(small.drawn.link("CB")) == 0);
  CHECK(kept.volume(small.drawn.link("BD")) > base.volume(small.drawn.link("BD")));
  CHECK(kept.by_car() > 0);
}

TEST_CASE("where closures leave no way, nobody drives and all arrive", "[sim][change]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 100);
  const sim::LearntState state = sim::learn(small.world(), {}, nullptr).value();
  // Without B-C and B-D, C-E-F with D is the longer part; A-B is cut off.
  const Variant variant(small, {closing(small, "BC CB BD DB")});
  const Kept kept = forked(*variant.world, state);
  CHECK(kept.by_car() == 0);
  for (const sim::TripRow& trip : kept.trips.back()) CHECK(trip.status == sim::TripStatus::done);
}

TEST_CASE("dearer fuel raises what car trips cost", "[sim][change]") {
  SmallWorld small(two_ways);
  fill_two_ways(small, 100);
  const sim::LearntState state = sim::learn(small.world(), {}, nullptr).value();
  small.scenario.changes = {factor(ChangeTarget::fuel_price, 2.0)};
  const Kept dear = forked(small.world(), state);
  for (const sim::TripRow& trip : dear.trips.back()) {
    // 0.15 + 7 l/100 km × 1.75 EUR/l = 0.2725 EUR/km
    if (trip.mode != sim::mode_car) continue;
    CHECK(trip.cost_eur == Approx(0.2725 * trip.distance.value / 1000.0));
  }
}

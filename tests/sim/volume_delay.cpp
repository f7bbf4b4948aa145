// SPDX-License-Identifier: Apache-2.0
#include "sim/volume_delay.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "sim/run.hpp"
#include "tests/support/ascii_network.hpp"
#include "tests/support/two_ways.hpp"

using namespace eveil;
using namespace eveil::tests;
using sim::VehicleClass;

namespace {

// 500 m at 36 km/h: 50 s without traffic, 1000 an hour.
const char* const one_road = R"(
A----B
A-B 500 m 36 km/h 1000 veh/h
)";

sim::LinkCount count_of(geo::LinkId link, std::size_t slice, VehicleClass kind, std::uint32_t n) {
  return {50'000 * std::uint64_t{n}, link, n, static_cast<std::uint16_t>(slice), kind};
}

}  // namespace

TEST_CASE("times on roads that were wide are what the volumes take on the roads as they are",
          "[sim][volume_delay]") {
  const auto drawn = network_of(one_road);
  const geo::LinkId road = drawn.link("AB");
  const geo::LinkTimes free = geo::LinkTimes::free_flow(drawn.network);
  // 250 PCU in each quarter of an hour from slice 20 to 24; what is beside the queue doesn't count.
  sim::LinkCounts counts;
  for (std::size_t slice = 20; slice < 25; ++slice) {
    counts.rows.push_back(count_of(road, slice, VehicleClass::car, 150));
    counts.rows.push_back(count_of(road, slice, VehicleClass::truck, 50));
    counts.rows.push_back(count_of(road, slice, VehicleClass::bicycle, 500));
  }
  const geo::LinkTimes times = with_volume_delay(drawn.network, counts, 1.0, free);
  // Around slice 22: 1250 in 1.25 h, the capacity: twice the time. Around 20: 750 in 1.25 h, 0.6 of
  // it: 50 s · (1 + 0.6^8 = 0.016796). Around 26: 250, 0.2 of it: 50 s · 0.2^8 is under a ms.
  CHECK(times.at(road, 22) == 100'000);
  CHECK(times.at(road, 20) == 50'840);
  CHECK(times.at(road, 26) == 50'000);
  CHECK(times.at(drawn.link("BA"), 22) == 50'000);

  // A tenth of the traffic on a tenth of the capacity is the same, but for a fleet, which is whole:
  // 25 · 5 of them weigh 12.5 of 125.
  sim::LinkCounts sample;
  for (std::size_t slice = 20; slice < 25; ++slice) {
    sample.rows.push_back(count_of(road, slice, VehicleClass::car, 25));
  }
  CHECK(with_volume_delay(drawn.network, sample, 0.1, free).at(road, 22) == 100'000);
  for (sim::LinkCount& row : sample.rows) row.vehicle_class = VehicleClass::service;
  CHECK(with_volume_delay(drawn.network, sample, 0.1, free).at(road, 22) == 50'000);

  // What was seen stays where it is more; twice the capacity counts as the most: 1 + 2^8.
  geo::LinkTimes slow = free;
  slow.at(road, 22) = 120'000;
  CHECK(with_volume_delay(drawn.network, counts, 1.0, slow).at(road, 22) == 120'000);
  CHECK(with_volume_delay(drawn.network, counts, 0.1, free).at(road, 22) == 257 * 50'000);
}

TEST_CASE("a day on wide roads teaches what its traffic would take on the roads as they are",
          "[sim][volume_delay][run]") {
  // All 300 cars set out between 8:00 and 8:40 and know only the way over C: 300 an hour, 600 on
  // the first day. Within 75 minutes these are 0.8 of the stated capacity, 0.4 of the wide one's.
  SmallWorld small(two_ways);
  settle_two_ways(small, 400);
  small.scenario.simulation.days = 5;
  small.scenario.simulation.average_days = 1;
  small.scenario.choice.car_constant = 20.0;  // whoever has a car takes it
  const sim::World world = small.world();
  const geo::LinkId narrow = small.drawn.link("CE");
  std::vector<std::uint32_t> learnt;
  sim::RunControl control;
  control.checkpoint = [&](const sim::LearntState& state, const sim::RunMoment&) -> Expected<void> {
    learnt.push_back(*std::max_element(state.times.ms.begin() + narrow.value * slice_count,
                                       state.times.ms.begin() + (narrow.value + 1) * slice_count));
    return {};
  };
  REQUIRE(sim::learn(world, control, nullptr));
  REQUIRE(learnt.size() == 4);
  // 1000 m at 50 km/h: 72 s. Half of the delay is learnt on the first day.
  CHECK(learnt.front() > 72'000 + 5'000);
}

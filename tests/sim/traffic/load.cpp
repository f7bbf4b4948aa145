// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "geo/base/random.hpp"
#include "tests/sim/traffic/grid.hpp"
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;

namespace {

/// Runs until nobody is on the way.
std::vector<sim::Arrival> run_out(sim::Traffic& traffic) {
  std::vector<sim::Arrival> all;
  std::vector<sim::Arrival> found;
  while (!traffic.empty() && traffic.now() < day_end) {
    traffic.run_window(found);
    all.insert(all.end(), found.begin(), found.end());
    if (traffic.next_active() > traffic.now()) traffic.skip_to(traffic.next_active());
  }
  return all;
}

}  // namespace

TEST_CASE("a million vehicles that depart on one link, in any order, leave it by their times",
          "[traffic][load][slow]") {
  const auto drawn = network_of(R"(
    A----B----C
    A>B 100 m 36 km/h 1000000 veh/h
    B>C 100 m 36 km/h 400 lanes 1000000 veh/h
  )");
  const geo::Adjacency adjacency = geo::adjacency_of(drawn.network);
  sim::Traffic traffic(drawn.network, adjacency, {});
  traffic.start_day();
  constexpr std::uint64_t count = 1'000'000;
  const auto route = drawn.route("AB BC");
  for (std::uint64_t name = 0; name < count; ++name) {
    // A million over 5000 s, 200 a second of the 277 that fit; 7919 and a million have no divisor
    // in common, so that each time is taken once.
    const auto at = static_cast<std::int64_t>(name * 7919 % count) * 5;
    traffic.depart(day_start + Duration{at}, sim::VehicleClass::car, 1.0, name, name, route);
  }
  const auto arrivals = run_out(traffic);
  REQUIRE(arrivals.size() == count);
  bool right = true;
  for (std::uint64_t row = 0; row < count; ++row) {
    // In the order of departure, 10 s later.
    const std::int64_t at = static_cast<std::int64_t>(row) * 5;
    right = right && arrivals[row].tag * 7919 % count == row &&
            (arrivals[row].time - day_start).ms == at + 10'000;
  }
  REQUIRE(right);
}

TEST_CASE("twenty days in the same memory", "[traffic][load]") {
  const geo::Network network = tests::grid();
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  sim::Traffic traffic(network, adjacency, {});
  sim::TrafficMemory first;
  std::vector<sim::Arrival> arrivals;
  for (int day = 0; day < 20; ++day) {
    traffic.start_day();
    tests::depart_all(traffic, network, adjacency, 3'000);
    const auto arrived = run_out(traffic);
    REQUIRE(arrived.size() == traffic.quality().departed);
    REQUIRE(traffic.on_the_way() == 0);
    if (day == 0) arrivals = arrived;
    REQUIRE(arrivals.size() == arrived.size());
    for (std::size_t row = 0; row < arrivals.size(); ++row) {
      REQUIRE(arrivals[row].time == arrived[row].time);
    }
    REQUIRE_FALSE(traffic.counts().rows.empty());
    const sim::TrafficMemory memory = traffic.memory();
    if (day == 1) first = memory;
    if (day < 2) continue;
    REQUIRE(memory.vehicles == first.vehicles);
    REQUIRE(memory.routes == first.routes);
    REQUIRE(memory.links == first.links);
    REQUIRE(memory.calendar == first.calendar);
    REQUIRE(memory.counts == first.counts);
  }
}

TEST_CASE("a vehicle costs under 64 bytes, a link under 200, a step of a route under 3",
          "[traffic][load]") {
  const geo::Network network = tests::grid();
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  sim::Traffic traffic(network, adjacency, {});
  traffic.start_day();
  tests::depart_all(traffic, network, adjacency, 10'000);
  const sim::TrafficMemory before = traffic.memory();
  const auto vehicles = static_cast<double>(traffic.quality().departed);
  REQUIRE(static_cast<double>(before.vehicles) < 64.0 * vehicles);
  run_out(traffic);
  const auto entries = static_cast<double>(traffic.quality().link_entries);
  REQUIRE(static_cast<double>(before.routes) < 3.0 * entries);
  const auto links = static_cast<double>(traffic.memory().links);
  REQUIRE(links < 200.0 * static_cast<double>(network.link_count()));
}

TEST_CASE("counts are the same whether they are asked for once or every hour", "[traffic][load]") {
  const geo::Network network = tests::grid();
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  std::vector<sim::LinkCount> rows[2];
  for (const bool often : {false, true}) {
    sim::Traffic traffic(network, adjacency, {});
    traffic.start_day();
    for (std::uint64_t name = 0; name < 10'000; ++name) {
      Draw draw(3, Purpose::sample, name);
      const auto links = tests::route(network, adjacency, draw.below(400), draw.below(400));
      const auto at = day_start + Duration{static_cast<std::int64_t>(draw.below(7'200'000))};
      const auto kind = static_cast<sim::VehicleClass>(name % 3);
      if (!links.empty()) traffic.depart(at, kind, 1.0, name, name, links);
    }
    std::vector<sim::Arrival> found;
    while (!traffic.empty() && traffic.now() < day_end) {
      traffic.run_window(found);
      if (often && traffic.now().ms % 600'000 == 0) traffic.counts();
    }
    rows[often ? 1 : 0] = traffic.counts().rows;
    std::uint64_t left = 0;
    for (const sim::LinkCount& row : traffic.counts().rows) left += row.volume;
    // Everybody who entered a link has left it.
    REQUIRE(left == traffic.quality().link_entries);
  }
  REQUIRE(rows[0].size() > 1'000);
  REQUIRE(rows[0] == rows[1]);
}

// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/traffic/grid.hpp"

#include "geo/base/parallel.hpp"
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;

namespace {

constexpr std::uint64_t trips = 20'000;

struct Day {
  std::vector<sim::Arrival> arrivals;
  sim::LinkCounts counts;
  sim::TrafficQuality quality;
};

Day run_day(std::size_t nodes_per_task) {
  const geo::Network network = tests::grid();
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  sim::TrafficParameters parameters;
  parameters.nodes_per_task = nodes_per_task;
  sim::Traffic traffic(network, adjacency, parameters);
  traffic.start_day();
  tests::depart_all(traffic, network, adjacency, trips);
  Day day;
  std::vector<sim::Arrival> found;
  while (!traffic.empty() && traffic.now() < day_end) {
    traffic.run_window(found);
    day.arrivals.insert(day.arrivals.end(), found.begin(), found.end());
    REQUIRE(traffic.quality().departed - day.arrivals.size() == traffic.on_the_way());
  }
  day.counts = traffic.counts();
  day.quality = traffic.quality();
  return day;
}

}  // namespace

TEST_CASE("a busy grid gives the same day on one, two and three threads", "[traffic][grid]") {
  const Day alone = run_day(1'000'000);
  REQUIRE(alone.quality.arrived == alone.quality.departed);
  REQUIRE(alone.quality.link_entries > 200'000);
  for (const std::size_t threads : {1, 2, 3}) {
    const parallel::ThreadLimit limit(threads);
    const Day day = run_day(8);
    REQUIRE(day.counts.rows == alone.counts.rows);
    REQUIRE(day.quality.link_entries == alone.quality.link_entries);
    REQUIRE(day.quality.forced_moves == alone.quality.forced_moves);
    REQUIRE(day.arrivals.size() == alone.arrivals.size());
    bool same = true;
    for (std::size_t row = 0; row < day.arrivals.size(); ++row) {
      same = same && day.arrivals[row].time == alone.arrivals[row].time &&
             day.arrivals[row].tag == alone.arrivals[row].tag &&
             day.arrivals[row].vehicle == alone.arrivals[row].vehicle;
    }
    REQUIRE(same);
  }
}

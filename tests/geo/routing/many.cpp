// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <limits>

#include "tests/geo/routing/keyed_network.hpp"

using namespace eveil;
using namespace eveil::geo;
using namespace eveil::geo::testing;

namespace {

/// Arrival at the end of every link by relaxing every move until nothing changes: no heap, no
/// order, no bounds. `fixed_slice` < slice_count: all times of that slice.
std::vector<std::int64_t> by_relaxation(const RoadGraph& graph,
                                        LinkId from,
                                        TimeOfDay departure,
                                        const LinkTimes& times,
                                        std::size_t fixed_slice = slice_count) {
  constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  const Network& network = graph.network();
  std::vector<std::int64_t> travel(network.link_count(), never);
  travel[from.value] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (const LinkId link : network.from.ids()) {
      if (travel[link.value] == never || !graph.usable(link)) continue;
      std::size_t ways_on = 0;
      for (const LinkId next : graph.adjacency().leaving[network.to[link]]) {
        if (graph.usable(next) && !network.forbids(link, next)) ++ways_on;
      }
      for (const LinkId next : graph.adjacency().leaving[network.to[link]]) {
        if (!graph.usable(next) || network.forbids(link, next)) continue;
        if (next == network.reverse[link] && link != from && ways_on > 1) continue;
        const std::int64_t now = travel[link.value];
        const std::int64_t then =
            fixed_slice < slice_count
                ? now + times.at(next, fixed_slice)
                : (times.leave(next, departure + Duration{now}) - departure).ms;
        if (then >= travel[next.value]) continue;
        travel[next.value] = then;
        changed = true;
      }
    }
  }
  return travel;
}

}  // namespace

TEST_CASE("one search to many gives each its own earliest arrival", "[routing][many]") {
  for (std::uint64_t key = 100; key < 160; ++key) {
    Network network = keyed_network(key, 10 + key % 50);
    if (key >= 130) forbid_turns(network, key, key % 3 == 0 ? 3 : 10);
    const LinkTimes times = keyed_times(network, key, key % 2 == 0 ? 3 : 200);
    const RoadGraph graph(network, access_car);
    RoadSearch search(graph);
    Draw draw(key, Purpose::sample, 3);
    for (int query = 0; query < 8; ++query) {
      const LinkId from(draw.below(network.link_count()));
      if (!graph.usable(from)) continue;
      const Duration longest = seconds(static_cast<int>(draw.below(4000)));
      std::vector<LinkId> targets;
      for (std::size_t i = 0; i < 1 + draw.below(12); ++i) {
        targets.push_back(LinkId(draw.below(network.link_count())));
      }
      targets.push_back(targets.front());
      std::vector<Duration> travel(targets.size());
      search.to_many({from, time_of_day(8, 10), longest}, targets, times, travel);
      const auto expected = by_relaxation(graph, from, time_of_day(8, 10), times);
      for (std::size_t i = 0; i < targets.size(); ++i) {
        const std::int64_t ms = expected[targets[i].value];
        const bool reached = graph.usable(targets[i]) && ms <= longest.ms;
        REQUIRE(travel[i].ms == (reached ? ms : -1));
        const Route route = search.fastest_by_dijkstra(from, targets[i], time_of_day(8, 10), times);
        if (reached) REQUIRE((route.arrival - time_of_day(8, 10)).ms == ms);
      }
    }
  }
}

TEST_CASE("one search from many gives each its time at the hour asked", "[routing][many]") {
  for (std::uint64_t key = 200; key < 260; ++key) {
    Network network = keyed_network(key, 10 + key % 50);
    if (key >= 230) forbid_turns(network, key, key % 3 == 0 ? 3 : 10);
    const LinkTimes times = keyed_times(network, key, 4);
    const RoadGraph graph(network, access_car);
    RoadSearch search(graph);
    Draw draw(key, Purpose::sample, 3);
    const std::size_t slice = slice_of(time_of_day(17));
    for (int query = 0; query < 8; ++query) {
      const LinkId to(draw.below(network.link_count()));
      if (!graph.usable(to)) continue;
      const Duration longest = seconds(static_cast<int>(draw.below(2000)));
      std::vector<LinkId> sources{to};
      for (int i = 0; i < 8; ++i) sources.push_back(LinkId(draw.below(network.link_count())));
      std::vector<Duration> travel(sources.size());
      search.from_many(sources, {to, time_of_day(17, 5), longest}, times, travel);
      for (std::size_t i = 0; i < sources.size(); ++i) {
        INFO("network " << key << ", from " << sources[i].value << " to " << to.value);
        if (!graph.usable(sources[i])) {
          REQUIRE(travel[i].ms == -1);
          continue;
        }
        const auto expected = by_relaxation(graph, sources[i], time_of_day(17), times, slice);
        const std::int64_t ms = expected[to.value];
        REQUIRE(travel[i].ms == (ms <= longest.ms ? ms : -1));
      }
    }
  }
}

TEST_CASE("asked for nobody, a search does nothing", "[routing][many]") {
  const Network network = keyed_network(1, 20);
  const RoadGraph graph(network, access_car);
  RoadSearch search(graph);
  const LinkTimes times = LinkTimes::free_flow(network);
  std::vector<Duration> travel;
  search.to_many({LinkId(0), time_of_day(8), minutes(10)}, {}, times, travel);
  search.from_many({}, {LinkId(0), time_of_day(8), minutes(10)}, times, travel);
  CHECK(travel.empty());
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/geo/routing/keyed_network.hpp"

using namespace eveil;
using namespace eveil::geo;
using namespace eveil::geo::testing;

namespace {

/// Drives the route link by link: false where it is broken, turns on the spot, or ends otherwise.
bool holds(const RoadGraph& graph,
           const Route& route,
           TimeOfDay departure,
           const LinkTimes& times) {
  const Network& network = graph.network();
  TimeOfDay now = departure;
  Metres distance;
  for (std::size_t i = 1; i < route.links.size(); ++i) {
    const LinkId before = route.links[i - 1];
    const LinkId link = route.links[i];
    if (network.to[before] != network.from[link] || !graph.usable(link)) return false;
    if (network.forbids(before, link)) return false;
    if (i > 1 && network.reverse[before] == link) {
      std::size_t ways_on = 0;
      for (const LinkId other : graph.adjacency().leaving[network.to[before]]) {
        if (graph.usable(other) && !network.forbids(before, other)) ++ways_on;
      }
      if (ways_on != 1) return false;
    }
    now = times.leave(link, now);
    distance += network.length[link];
  }
  return now == route.arrival && distance == route.distance;
}

///        b 100 m        c 100 m
///   1 ─────────▶ 2 ─────────▶ 3        a ends at 1, e leaves 3
///   └──────────── d 300 m ────▶┘
struct TwoWays {
  Network network = of_five_nodes();
  LinkId a = add_link(network, 0, 1, 50.0);
  LinkId b = add_link(network, 1, 2, 100.0);
  LinkId c = add_link(network, 2, 3, 100.0);
  LinkId d = add_link(network, 1, 3, 300.0);
  LinkId e = add_link(network, 3, 4, 70.0);

  static Network of_five_nodes() {
    Network network;
    network.place.resize(5);
    return network;
  }
};

}  // namespace

TEST_CASE("a jam sends the route the other way round", "[routing][fastest]") {
  const TwoWays roads;
  const auto& [network, a, b, c, d, e] = roads;
  const RoadGraph graph(network, access_car);
  RoadSearch search(graph);
  LinkTimes times = LinkTimes::free_flow(network);

  // 10 + 10 + 7 s; a itself is not driven.
  Route route = search.fastest(a, e, time_of_day(8), times);
  CHECK(route.links == std::vector<LinkId>{a, b, c, e});
  CHECK(route.arrival == time_of_day(8, 0, 27));
  CHECK(route.distance == Metres(270.0));

  // c takes 40 s from 08:00 on: d with 30 s is better than 10 + 40 s; at 07:59:45 c is still free.
  times.at(c, slice_of(time_of_day(8))) = 40'000;
  route = search.fastest(a, e, time_of_day(8), times);
  CHECK(route.links == std::vector<LinkId>{a, d, e});
  CHECK(route.arrival == time_of_day(8, 0, 37));
  CHECK(search.fastest(a, e, time_of_day(7, 59, 45), times).links ==
        std::vector<LinkId>{a, b, c, e});

  route = search.fastest(c, c, time_of_day(8), times);
  CHECK(route.links == std::vector<LinkId>{c});
  CHECK(route.arrival == time_of_day(8));
  CHECK(search.fastest(e, a, time_of_day(8), times).links.empty());
}

TEST_CASE("a way that avoids links is the fastest of those that are left", "[routing][fastest]") {
  const TwoWays roads;
  const auto& [network, a, b, c, d, e] = roads;
  const RoadGraph graph(network, access_car);
  RoadSearch search(graph);
  const LinkTimes times = LinkTimes::free_flow(network);
  const auto way = [&](const std::vector<LinkId>& avoid) {
    return search.fastest(a, e, time_of_day(8), times, avoid).links;
  };
  CHECK(way({}) == std::vector<LinkId>{a, b, c, e});
  CHECK(way({b}) == std::vector<LinkId>{a, d, e});
  CHECK(way({c}) == std::vector<LinkId>{a, d, e});
  CHECK(way({d}) == std::vector<LinkId>{a, b, c, e});
  CHECK(way({b, d}).empty());
  CHECK(way({e}).empty());
  CHECK(way({}) == std::vector<LinkId>{a, b, c, e});  // nothing of it is kept
}

TEST_CASE("a route turns round only as its first move or at a dead end", "[routing][fastest]") {
  //   0 ══ r ══ 1 ══ s ══ 2 ══ t ══ 3      two-way roads of 100 m; 3 is a dead end
  Network network;
  network.place.resize(4);
  const LinkId r = add_road(network, 0, 1, 100.0);
  const LinkId s = add_road(network, 1, 2, 100.0);
  const LinkId t = add_road(network, 2, 3, 100.0);
  const LinkId s_back = network.reverse[s];
  const LinkId t_back = network.reverse[t];
  const RoadGraph graph(network, access_car);
  RoadSearch search(graph);
  const LinkTimes times = LinkTimes::free_flow(network);

  CHECK(search.fastest(s, s_back, time_of_day(8), times).links == std::vector<LinkId>{s, s_back});
  // From r the way back over s leads through the dead end at 3.
  const std::vector<LinkId> through_the_end{r, s, t, t_back, s_back};
  CHECK(search.fastest(r, s_back, time_of_day(8), times).links == through_the_end);
  CHECK(search.fastest_by_dijkstra(r, s_back, time_of_day(8), times).links == through_the_end);
}

TEST_CASE("among equal routes the one of the lowest rows is taken", "[routing][fastest]") {
  // Two ways from 1 to 3 of 20 s each: over 2 by rows 1 and 4, over 4 by rows 2 and 3.
  Network network;
  network.place.resize(6);
  const LinkId a = add_link(network, 0, 1, 50.0);
  const LinkId over_2 = add_link(network, 1, 2, 100.0);
  add_link(network, 1, 4, 100.0);
  const LinkId from_4 = add_link(network, 4, 3, 100.0);
  const LinkId from_2 = add_link(network, 2, 3, 100.0);
  const LinkId z = add_link(network, 3, 5, 100.0);
  const RoadGraph graph(network, access_car);
  RoadSearch search(graph);
  const LinkTimes times = LinkTimes::free_flow(network);
  REQUIRE(from_4 < from_2);
  REQUIRE(over_2 < from_4);
  // The last link before z decides: both reach 3 at the same time, and row 3 is lower than row 4.
  const Route route = search.fastest(a, z, time_of_day(8), times);
  CHECK(route.links == std::vector<LinkId>{a, LinkId(2), from_4, z});
  CHECK(route.links == search.fastest_by_dijkstra(a, z, time_of_day(8), times).links);
}

TEST_CASE("links closed to the asked kind of traffic are not used", "[routing][fastest]") {
  Network network;
  network.place.resize(3);
  const LinkId a = add_link(network, 0, 1, 50.0);
  const LinkId path = add_link(network, 1, 2, 50.0);
  network.access[path] = access_walk;
  const RoadGraph graph(network, access_car);
  RoadSearch search(graph);
  const LinkTimes times = LinkTimes::free_flow(network);
  CHECK(search.fastest(a, path, time_of_day(8), times).links.empty());
  CHECK(search.fastest(path, path, time_of_day(8), times).links.empty());
}

TEST_CASE("landmarks find the very route of Dijkstra's algorithm", "[routing][fastest]") {
  std::size_t found = 0;
  for (std::uint64_t key = 0; key < 90; ++key) {
    Network network = keyed_network(key % 60, 5 + key % 60 * 4);
    // From few forbidden turns to one in three; the first networks have none.
    if (key >= 30) forbid_turns(network, key, key < 60 ? 20 : 3);
    const LinkTimes times = keyed_times(network, key, 1 + key % 4 * (key % 3 == 0 ? 60 : 1));
    const RoadGraph graph(network, access_car);
    RoadSearch search(graph);
    Draw draw(key, Purpose::sample, 3);
    for (int query = 0; query < 60; ++query) {
      const LinkId from(draw.below(network.link_count()));
      const LinkId to(draw.below(network.link_count()));
      const TimeOfDay departure = time_of_day(2) + seconds(static_cast<int>(draw.below(108'000)));
      const Route reference = search.fastest_by_dijkstra(from, to, departure, times);
      const Route route = search.fastest(from, to, departure, times);
      INFO("network " << key << ", link " << from.value << " to " << to.value);
      REQUIRE(route.links == reference.links);
      REQUIRE(route.arrival == reference.arrival);
      if (route.links.empty()) continue;
      ++found;
      REQUIRE(holds(graph, route, departure, times));
      REQUIRE(route.links.front() == from);
      REQUIRE(route.links.back() == to);
      REQUIRE(graph.lower_bound_ms(network.to[from], network.to[to]) <=
              (route.arrival - departure).ms);
    }
  }
  // Most pairs are connected, else the test would say nothing.
  CHECK(found > 1800);
}

TEST_CASE("a forbidden turn sends the route round the block, cars only", "[routing][fastest]") {
  //   0 ─ a ─▶ 1 ─ b ─▶ 2 ─ c ─▶ 3      left from b into d is forbidden; the way round is
  //                     │        │      c e f: 30 s, and the U-turn after g is the only way on
  //                     d        e
  //                     ▼        ▼
  //                     5 ◀─ f ─ 4 ═ g ═ 6
  Network network;
  network.place.resize(7);
  const LinkId a = add_link(network, 0, 1, 100.0);
  const LinkId b = add_link(network, 1, 2, 100.0);
  const LinkId c = add_link(network, 2, 3, 100.0);
  const LinkId d = add_link(network, 2, 5, 100.0);
  const LinkId e = add_link(network, 3, 4, 100.0);
  const LinkId f = add_link(network, 4, 5, 100.0);
  const LinkId g = add_road(network, 4, 6, 100.0);
  const LinkId back = network.reverse[g];
  const LinkId h = add_link(network, 5, 1, 100.0);
  for (const LinkId link : network.from.ids()) {
    std::vector<LinkId> forbidden;
    if (link == b) forbidden = {d};
    if (link == e) forbidden = {f};
    network.forbidden_next.push_row(forbidden);
  }
  for (std::uint8_t& access : network.access) access |= access_bicycle;
  const LinkTimes times = LinkTimes::free_flow(network);
  const RoadGraph cars(network, access_car);
  RoadSearch search(cars);
  // b c e g, turn, back f, h: e must not go on to f, so it turns at the dead end.
  const Route route = search.fastest(a, h, time_of_day(8), times);
  CHECK(route.links == std::vector<LinkId>{a, b, c, e, g, back, f, h});
  CHECK(route.arrival == time_of_day(8, 1, 10));
  CHECK(search.fastest(b, d, time_of_day(8), times).links.empty());  // not even as the first move
  std::vector<Duration> travel(2);
  search.from_many(std::vector<LinkId>{a, b}, {f, time_of_day(8), minutes(60)}, times, travel);
  CHECK(travel == std::vector<Duration>{seconds(60), seconds(50)});
  search.to_many({a, time_of_day(8), minutes(60)}, std::vector<LinkId>{f, h}, times, travel);
  CHECK(travel == std::vector<Duration>{seconds(60), seconds(70)});
  const RoadGraph bicycles(network, access_bicycle);
  RoadSearch ride(bicycles);
  CHECK(ride.fastest(a, h, time_of_day(8), times).links == std::vector<LinkId>{a, b, d, h});
}

TEST_CASE("a search remembers nothing of the search before", "[routing][fastest]") {
  Network network = keyed_network(7, 120);
  forbid_turns(network, 7, 8);
  const LinkTimes times = keyed_times(network, 7, 3);
  const RoadGraph graph(network, access_car);
  RoadSearch used(graph);
  std::vector<Duration> travel(1);
  for (std::size_t row = 0; row + 1 < network.link_count(); ++row) {
    const LinkId from(row);
    const LinkId to(network.link_count() - 1 - row);
    RoadSearch fresh(graph);
    REQUIRE(used.fastest(from, to, time_of_day(8), times).links ==
            fresh.fastest(from, to, time_of_day(8), times).links);
    used.to_many({to, time_of_day(9), minutes(3)}, std::vector<LinkId>{from}, times, travel);
    used.from_many(std::vector<LinkId>{from}, {to, time_of_day(9), minutes(3)}, times, travel);
  }
}

// SPDX-License-Identifier: Apache-2.0
// How many routes a second one thread finds on a city of 25,000 links at rush hour; every answer
// that is sampled is held against Dijkstra's algorithm.
//
//     benchmark_routing [side of the grid, 80]
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <string_view>

#include "geo/base/random.hpp"
#include "geo/routing/road_router.hpp"

using namespace eveil;
using namespace eveil::geo;

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void add_road(Network& network, std::size_t a, std::size_t b, double length_m, double speed_kmh) {
  for (const bool back : {false, true}) {
    network.from.push_back(NodeId(back ? b : a));
    network.to.push_back(NodeId(back ? a : b));
    network.reverse.push_back(LinkId(network.from.size() - 1 + (back ? -1 : 1)));
    network.length.push_back(Metres(length_m));
    network.free_speed.push_back(kilometres_per_hour(speed_kmh));
    network.access.push_back(access_car);
  }
}

/// Blocks of about 100 m; each eighth street is a main road.
Network city(std::size_t side) {
  Draw draw(1, Purpose::sample, 1);
  Network network;
  network.place.resize(side * side);
  const auto length = [&] { return 60.0 + 80.0 * draw.uniform(); };
  const auto speed = [](std::size_t street) { return street % 8 == 0 ? 50.0 : 30.0; };
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      const std::size_t here = y * side + x;
      if (x + 1 < side) add_road(network, here, here + 1, length(), speed(y));
      if (y + 1 < side) add_road(network, here, here + side, length(), speed(x));
    }
  }
  return network;
}

/// Up to twice the free-flow time, link by link and slice by slice.
LinkTimes rush_hour(const Network& network) {
  Draw draw(1, Purpose::sample, 2);
  LinkTimes times = LinkTimes::free_flow(network);
  for (std::uint32_t& ms : times.ms) {
    ms += static_cast<std::uint32_t>(draw.below(ms + 1) * draw.below(2));
  }
  return times;
}

struct Query {
  LinkId from;
  LinkId to;
  TimeOfDay departure;
};

std::vector<Query> queries(const Network& network, std::size_t count) {
  Draw draw(1, Purpose::sample, 3);
  std::vector<Query> all;
  for (std::size_t i = 0; i < count; ++i) {
    const LinkId from(draw.below(network.link_count()));
    const LinkId to(draw.below(network.link_count()));
    all.push_back({from, to, time_of_day(6) + Duration{static_cast<int>(draw.below(7'200'000))}});
  }
  return all;
}

// What an operator asks: twenty vehicles to one place, and one place to twenty.
void print_many(RoadSearch& search, const std::vector<Query>& asked, const LinkTimes& times) {
  std::vector<LinkId> places;
  for (std::size_t i = 0; i < 20; ++i) places.push_back(asked[i].from);
  std::vector<Duration> travel(places.size());
  auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < 500; ++i) {
    search.from_many(places, {asked[i].to, asked[i].departure, minutes(15)}, times, travel);
  }
  const double backwards = seconds_since(start) * 2.0;
  start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < 500; ++i) {
    search.to_many({asked[i].to, asked[i].departure, minutes(15)}, places, times, travel);
  }
  fmt::print("20 sources within 15 min: {:.3f} ms; 20 targets: {:.3f} ms\n",
             backwards,
             seconds_since(start) * 2.0);
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t side = 80;
  if (argc > 1) {
    const std::string_view text = argv[1];
    std::from_chars(text.data(), text.data() + text.size(), side);
  }
  const Network network = city(side);
  const LinkTimes times = rush_hour(network);
  auto start = std::chrono::steady_clock::now();
  const RoadGraph graph(network, access_car);
  fmt::print("{} links, {} nodes, {} landmarks in {:.2f} s\n",
             network.link_count(),
             network.node_count(),
             graph.landmarks().count(),
             seconds_since(start));

  RoadSearch search(graph);
  const std::vector<Query> asked = queries(network, 20'000);
  std::int64_t travel_ms = 0;
  std::size_t links = 0;
  start = std::chrono::steady_clock::now();
  for (const Query& query : asked) {
    const Route route = search.fastest(query.from, query.to, query.departure, times);
    travel_ms += (route.arrival - query.departure).ms;
    links += route.links.size();
  }
  const double took = seconds_since(start);
  fmt::print("{:.0f} routes/s, {:.3f} ms each; mean {:.1f} s over {:.1f} links\n",
             static_cast<double>(asked.size()) / took,
             took * 1000.0 / static_cast<double>(asked.size()),
             static_cast<double>(travel_ms) / 1000.0 / static_cast<double>(asked.size()),
             static_cast<double>(links) / static_cast<double>(asked.size()));

  std::size_t wrong = 0;
  start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < 500; ++i) {
    const Query& query = asked[i];
    const Route reference =
        search.fastest_by_dijkstra(query.from, query.to, query.departure, times);
    const Route route = search.fastest(query.from, query.to, query.departure, times);
    if (route.links != reference.links || route.arrival != reference.arrival) ++wrong;
  }
  fmt::print(
      "{} of 500 differ from Dijkstra ({:.3f} ms each, both)\n", wrong, seconds_since(start) * 2.0);

  print_many(search, asked, times);
  return wrong == 0 ? 0 : 1;
}

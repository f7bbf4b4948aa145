// SPDX-License-Identifier: Apache-2.0
#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;

namespace {

constexpr std::size_t side = 20;
constexpr std::uint64_t trips = 20'000;

/// 20 × 20 crossings, 150 m apart, joined both ways; every seventh link is slow and narrow.
geo::Network grid() {
  geo::Network network;
  network.place.resize(side * side);
  const auto road = [&](std::size_t from, std::size_t to) {
    const bool narrow = network.from.size() % 7 == 0;
    network.from.push_back(geo::NodeId(from));
    network.to.push_back(geo::NodeId(to));
    network.length.push_back(Metres(150.0));
    network.free_speed.push_back(kilometres_per_hour(narrow ? 30.0 : 50.0));
    network.lanes.push_back(1.0F);
    network.capacity.push_back(vehicles_per_hour(narrow ? 600.0 : 1900.0));
  };
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      const std::size_t at = y * side + x;
      if (x + 1 < side) road(at, at + 1), road(at + 1, at);
      if (y + 1 < side) road(at, at + side), road(at + side, at);
    }
  }
  return network;
}

geo::LinkId link_between(const geo::Network& network,
                         const geo::Adjacency& adjacency,
                         std::size_t from,
                         std::size_t to) {
  for (const geo::LinkId link : adjacency.leaving[geo::NodeId(from)]) {
    if (network.to[link] == geo::NodeId(to)) return link;
  }
  return geo::LinkId::none();
}

/// Along x, then along y.
std::vector<geo::LinkId> route(const geo::Network& network,
                               const geo::Adjacency& adjacency,
                               std::size_t from,
                               std::size_t to) {
  std::vector<geo::LinkId> links;
  while (from != to) {
    std::size_t next = from;
    if (from % side != to % side) {
      next = from % side < to % side ? from + 1 : from - 1;
    } else {
      next = from < to ? from + side : from - side;
    }
    links.push_back(link_between(network, adjacency, from, next));
    from = next;
  }
  return links;
}

struct Day {
  std::vector<sim::Arrival> arrivals;
  sim::LinkCounts counts;
  sim::TrafficQuality quality;
};

Day run_day(std::size_t nodes_per_task) {
  const geo::Network network = grid();
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  sim::TrafficParameters parameters;
  parameters.nodes_per_task = nodes_per_task;
  sim::Traffic traffic(network, adjacency, parameters);
  traffic.start_day();
  for (std::uint64_t name = 0; name < trips; ++name) {
    Draw draw(5, Purpose::sample, name);
    const std::size_t from = draw.below(side * side);
    const std::size_t to = draw.below(side * side);
    const auto at = day_start + Duration{static_cast<std::int64_t>(draw.below(3'600'000))};
    const auto links = route(network, adjacency, from, to);
    if (links.empty()) continue;
    traffic.depart(at, sim::VehicleClass::car, 1.0, name, name, links);
  }
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
    REQUIRE(day.counts.volume == alone.counts.volume);
    REQUIRE(day.counts.travel_ms == alone.counts.travel_ms);
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

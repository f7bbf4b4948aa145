// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;

namespace {

constexpr std::size_t crossings = 40;
constexpr std::uint64_t trips = 6'000;
constexpr std::int64_t departures_ms = 3'600'000;
constexpr std::uint64_t seed = 11;

/// A chain of two-way roads and as many chords, of drawn lengths, speeds, lanes and capacities.
geo::Network random_roads() {
  Draw draw(seed, Purpose::sample, 0);
  geo::Network network;
  network.place.resize(crossings);
  const auto add = [&](std::size_t from, std::size_t to) {
    const geo::LinkId reverse(network.from.size() ^ 1U);
    const bool wide = draw.below(4) == 0;
    network.from.push_back(geo::NodeId(from));
    network.to.push_back(geo::NodeId(to));
    network.reverse.push_back(reverse);
    network.length.push_back(Metres(200.0 + 50.0 * static_cast<double>(draw.below(12))));
    network.free_speed.push_back(kilometres_per_hour(draw.below(2) == 0 ? 30.0 : 50.0));
    network.lanes.push_back(wide ? 2.0F : 1.0F);
    network.capacity.push_back(
        vehicles_per_hour(static_cast<double>(wide ? 1500 : 300 + 100 * draw.below(8))));
    network.access.push_back(geo::access_car);
  };
  for (std::size_t node = 1; node < crossings; ++node) {
    for (const std::size_t other : {node - 1, std::size_t{draw.below(crossings)}}) {
      if (other == node) continue;
      add(node, other);
      add(other, node);
    }
  }
  return network;
}

struct Seen {
  std::vector<sim::Arrival> arrivals;
  sim::LinkCounts counts;
  sim::TrafficQuality quality;
  std::uint64_t reroutes = 0;
  /// Windows (s after 03:00) in which a vehicle passed the exit of a link, by link.
  std::vector<std::vector<std::int64_t>> exits;
};

/// A day of departures, arrivals and vehicles sent elsewhere on their way.
class Day {
 public:
  explicit Day(std::size_t nodes_per_task)
      : network_(random_roads()),
        adjacency_(geo::adjacency_of(network_)),
        graph_(network_, geo::access_car),
        search_(graph_),
        free_flow_(geo::LinkTimes::free_flow(network_)),
        traffic_(network_, adjacency_, parameters(nodes_per_task)) {
    seen.exits.resize(network_.link_count());
    traffic_.start_day();
    for (std::uint64_t name = 0; name < trips; ++name) {
      Draw draw(seed, Purpose::departure, name);
      const geo::LinkId from = link_of(draw);
      const auto at = day_start + Duration{static_cast<std::int64_t>(draw.below(departures_ms))};
      const auto route = search_.fastest(from, link_of(draw), at, free_flow_).links;
      cars_.push_back({traffic_.depart(at, sim::VehicleClass::car, 1.0, name, name, route), from});
    }
  }

  /// \param watched  whether vehicles are followed from link to link and counted at every window.
  void run(bool watched) {
    std::vector<sim::Arrival> found;
    while (!traffic_.empty() && traffic_.now() < day_end) {
      const std::int64_t second = (traffic_.now() - day_start).ms / 1000;
      if (second % 60 == 30 && second < 5'400) reroute_some(static_cast<std::uint64_t>(second));
      traffic_.run_window(found);
      for (const sim::Arrival& arrival : found) {
        cars_[arrival.tag].gone = true;
        seen.arrivals.push_back(arrival);
      }
      REQUIRE(traffic_.quality().departed - seen.arrivals.size() == traffic_.on_the_way());
      if (!watched) continue;
      follow(second);
      count();
    }
    seen.counts = traffic_.counts();
    seen.quality = traffic_.quality();
  }
  const geo::Network& network() const { return network_; }

  Seen seen;

 private:
  struct Car {
    sim::VehicleId vehicle;
    geo::LinkId link;
    bool gone = false;
  };

  static sim::TrafficParameters parameters(std::size_t nodes_per_task) {
    sim::TrafficParameters made;
    made.nodes_per_task = nodes_per_task;
    return made;
  }
  geo::LinkId link_of(Draw& draw) const { return geo::LinkId(draw.below(network_.link_count())); }

  /// A keyed fiftieth of those on their way gets another end.
  void reroute_some(std::uint64_t second) {
    for (std::uint64_t name = 0; name < trips; ++name) {
      if (cars_[name].gone) continue;
      Draw draw(seed, Purpose::replan, stable_name({name, second}));
      if (draw.below(50) != 0) continue;
      const geo::LinkId at = traffic_.link_of(cars_[name].vehicle);
      const geo::LinkId to = link_of(draw);
      const auto rest = search_.fastest(at, to, traffic_.now(), free_flow_).links;
      traffic_.reroute(cars_[name].vehicle, rest);
      ++seen.reroutes;
    }
  }
  void follow(std::int64_t second) {
    for (Car& car : cars_) {
      if (car.gone) continue;
      const geo::LinkId at = traffic_.link_of(car.vehicle);
      if (at != car.link) seen.exits[car.link.value].push_back(second);
      car.link = at;
    }
  }
  void count() {
    std::uint64_t on_links = 0;
    bool within = true;
    for (const geo::LinkId link : network_.from.ids()) {
      const sim::LinkState state = traffic_.link_state(link);
      on_links += state.vehicles + state.waiting;
      // One may overhang, and one may have been pushed in.
      within = within && state.used >= 0.0 && state.used < state.storage + 2.0;
    }
    REQUIRE(within);
    REQUIRE(on_links == traffic_.on_the_way());
  }

  geo::Network network_;
  geo::Adjacency adjacency_;
  geo::RoadGraph graph_;
  geo::RoadSearch search_;
  geo::LinkTimes free_flow_;
  sim::Traffic traffic_;
  std::vector<Car> cars_;
};

/// The most in any 15 minutes.
std::size_t most_in_a_quarter(const std::vector<std::int64_t>& seconds) {
  std::size_t most = 0;
  std::size_t first = 0;
  for (std::size_t last = 0; last < seconds.size(); ++last) {
    while (seconds[last] - seconds[first] >= 900) ++first;
    most = std::max(most, last - first + 1);
  }
  return most;
}

}  // namespace

TEST_CASE("on random roads with reroutes nobody is lost, and no link ever exceeds its capacity",
          "[traffic][random]") {
  Day day(256);
  day.run(true);
  REQUIRE(day.seen.quality.departed == trips);
  REQUIRE(day.seen.arrivals.size() == trips);
  REQUIRE(day.seen.reroutes > 1'000);
  std::size_t saturated = 0;
  for (const geo::LinkId link : day.network().from.ids()) {
    const double in_15_min = 0.25 * in_vehicles_per_hour(day.network().capacity[link]);
    const auto most = static_cast<double>(most_in_a_quarter(day.seen.exits[link.value]));
    CAPTURE(link.value, in_15_min);
    // One more where the first and the last are just a quarter of an hour apart, and another as a
    // window may handle what happened up to a second before it.
    REQUIRE(most <= std::floor(in_15_min) + 2.0);
    saturated += most >= std::floor(in_15_min) - 1.0 ? 1U : 0U;
  }
  CAPTURE(saturated);
  REQUIRE(saturated >= 3);
}

TEST_CASE("random roads with reroutes give the same day on one, two and three threads",
          "[traffic][random]") {
  Day alone(256);
  alone.run(false);
  for (const std::size_t threads : {1, 2, 3}) {
    const parallel::ThreadLimit limit(threads);
    Day day(3);
    day.run(false);
    CAPTURE(threads);
    REQUIRE(day.seen.counts.rows == alone.seen.counts.rows);
    REQUIRE(day.seen.quality.link_entries == alone.seen.quality.link_entries);
    REQUIRE(day.seen.quality.forced_moves == alone.seen.quality.forced_moves);
    REQUIRE(day.seen.arrivals.size() == alone.seen.arrivals.size());
    const bool same = std::equal(day.seen.arrivals.begin(),
                                 day.seen.arrivals.end(),
                                 alone.seen.arrivals.begin(),
                                 [](const sim::Arrival& a, const sim::Arrival& b) {
                                   return a.time == b.time && a.tag == b.tag &&
                                          a.vehicle == b.vehicle &&
                                          a.distance.value == b.distance.value;
                                 });
    REQUIRE(same);
  }
}

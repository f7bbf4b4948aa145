// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/parallel.hpp"
#include "sim/traffic/traffic.hpp"
#include "tests/sim/traffic/grid.hpp"

using namespace eveil;

namespace {

constexpr std::uint64_t vehicles = 3'000;
constexpr std::uint64_t seed = 5;
constexpr std::int64_t last_orders_s = 4'000;

/// Vehicles of all classes on the grid, every 20 s a keyed few of them held, let go, turned round
/// the next corner or parked; who was parked departs again from there once.
class Day {
 public:
  explicit Day(std::size_t nodes_per_task)
      : network_(tests::grid(40.0)),
        adjacency_(geo::adjacency_of(network_)),
        traffic_(network_, adjacency_, parameters(nodes_per_task)),
        known_(2 * vehicles) {
    traffic_.start_day();
    for (std::uint64_t name = 0; name < vehicles; ++name) {
      Draw draw(seed, Purpose::sample, name);
      const std::size_t from = draw.below(tests::side * tests::side);
      const auto links =
          tests::route(network_, adjacency_, from, draw.below(tests::side * tests::side));
      const auto at = day_start + Duration{static_cast<std::int64_t>(draw.below(1'800'000))};
      if (!links.empty()) depart(name, at, links);
    }
  }

  void run(bool watched) {
    std::vector<sim::Arrival> found;
    while (!traffic_.empty() && traffic_.now() < day_end) {
      const std::int64_t second = (traffic_.now() - day_start).ms / 1000;
      if (second % 20 == 10 && second <= last_orders_s) give_orders(second);
      if (second == last_orders_s + 1) release_all();
      traffic_.run_window(found);
      for (const sim::Arrival& arrival : found) arrive(arrival);
      REQUIRE(traffic_.quality().departed - arrivals.size() == traffic_.on_the_way());
      if (watched && second % 5 == 0) count();
    }
  }
  const sim::Traffic& traffic() const { return traffic_; }

  std::vector<sim::Arrival> arrivals;
  std::uint64_t departures = 0;
  std::uint64_t orders[4]{};

 private:
  struct Known {
    sim::VehicleId vehicle;
    bool there = false;
    bool parked = false;
  };

  static sim::TrafficParameters parameters(std::size_t nodes_per_task) {
    sim::TrafficParameters made;
    made.nodes_per_task = nodes_per_task;
    return made;
  }
  static sim::VehicleClass class_of(std::uint64_t name) {
    return static_cast<sim::VehicleClass>(name % sim::vehicle_class_count);
  }

  void depart(std::uint64_t name, TimeOfDay at, const std::vector<geo::LinkId>& links) {
    const double size = sim::facts_of(class_of(name)).size;
    known_[name] = {traffic_.depart(at, class_of(name), size, name, name, links), true, false};
    ++departures;
  }

  void arrive(const sim::Arrival& arrival) {
    arrivals.push_back(arrival);
    const std::uint64_t name = arrival.tag;
    Known& known = known_[name];
    known.there = false;
    if (!known.parked || name >= vehicles) return;
    const geo::LinkId here = at_[name];
    depart(name + vehicles, traffic_.now() + seconds(30), round_the_corner(here));
  }

  std::vector<geo::LinkId> round_the_corner(geo::LinkId here) const {
    std::vector<geo::LinkId> rest{here};
    for (int more = 0; more < 6; ++more)
      rest.push_back(adjacency_.leaving[network_.to[rest.back()]][0]);
    return rest;
  }

  void give_orders(std::int64_t second) {
    for (std::uint64_t name = 0; name < known_.size(); ++name) {
      Known& known = known_[name];
      if (!known.there || known.parked) continue;
      Draw draw(seed, Purpose::replan, stable_name({name, static_cast<std::uint64_t>(second)}));
      const std::uint64_t order = draw.below(120);
      if (order > 3) continue;
      ++orders[order];
      if (order == 0) traffic_.hold(known.vehicle, traffic_.now() + seconds(45));
      if (order == 1) traffic_.hold(known.vehicle, sim::Traffic::no_end);
      if (order == 2) traffic_.release(known.vehicle);
      if (order != 3) continue;
      const geo::LinkId here = traffic_.link_of(known.vehicle);
      if (draw.below(2) == 0) {
        traffic_.reroute(known.vehicle, round_the_corner(here));
      } else {
        at_.resize(known_.size());
        at_[name] = here;
        known.parked = true;
        traffic_.park(known.vehicle);
      }
    }
  }
  void release_all() {
    for (const Known& known : known_) {
      if (known.there) traffic_.release(known.vehicle);
    }
  }
  void count() {
    std::uint64_t on_links = 0;
    bool within = true;
    for (const geo::LinkId link : network_.from.ids()) {
      const sim::LinkState state = traffic_.link_state(link);
      on_links += state.vehicles + state.waiting + state.beside;
      // One may overhang. A circle that turns leaves as many on a link, whatever their size.
      within = within && state.used >= 0.0 && state.vehicles <= state.storage + 1.0;
    }
    REQUIRE(within);
    REQUIRE(on_links == traffic_.on_the_way());
  }

  geo::Network network_;
  geo::Adjacency adjacency_;
  sim::Traffic traffic_;
  std::vector<Known> known_;
  std::vector<geo::LinkId> at_;
};

}  // namespace

TEST_CASE("whatever vehicles of all classes are told, none is lost and all arrive",
          "[traffic][orders][random]") {
  Day day(256);
  day.run(true);
  for (const std::uint64_t order : day.orders) CHECK(order > 300);
  CHECK(day.departures > vehicles);  // some were parked and set out again
  CHECK(day.arrivals.size() == day.departures);
  CHECK(day.traffic().empty());
}

TEST_CASE("orders give the same day on one, two and three threads", "[traffic][orders][random]") {
  Day alone(256);
  alone.run(false);
  for (const std::size_t threads : {1, 2, 3}) {
    const parallel::ThreadLimit limit(threads);
    Day day(3);
    day.run(false);
    CAPTURE(threads);
    REQUIRE(day.traffic().counts().rows == alone.traffic().counts().rows);
    REQUIRE(std::equal(day.arrivals.begin(),
                       day.arrivals.end(),
                       alone.arrivals.begin(),
                       alone.arrivals.end(),
                       [](const sim::Arrival& a, const sim::Arrival& b) {
                         return a.time == b.time && a.tag == b.tag && a.vehicle == b.vehicle;
                       }));
  }
}

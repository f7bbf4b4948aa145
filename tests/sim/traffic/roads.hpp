// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/traffic/traffic.hpp"
#include "tests/support/ascii_network.hpp"

namespace eveil::tests {

/// A day of traffic on a network, watched: at every window nobody is lost and no link overfull.
class Roads {
 public:
  explicit Roads(geo::Network drawn, sim::TrafficParameters parameters = {})
      : network_(std::move(drawn)),
        adjacency_(geo::adjacency_of(network_)),
        traffic_(network_, adjacency_, parameters) {
    traffic_.start_day();
  }

  sim::Traffic& traffic() { return traffic_; }
  const geo::Network& network() const { return network_; }

  /// A car named and tagged `name`; `at` after 03:00.
  sim::VehicleId car(Duration at,
                     std::uint64_t name,
                     const std::vector<geo::LinkId>& route,
                     double size = 1.0) {
    return traffic_.depart(day_start + at, sim::VehicleClass::car, size, name, name, route);
  }

  /// Runs to `until` after 03:00, or until the roads are empty.
  void run(Duration until = day_end - day_start) {
    while (traffic_.now() < day_start + until && !traffic_.empty()) {
      window();
      const TimeOfDay next = std::min(traffic_.next_active(), day_start + until);
      if (next > traffic_.now()) traffic_.skip_to(next);
    }
  }
  void window() {
    traffic_.run_window(found_);
    for (const sim::Arrival& arrival : found_) {
      REQUIRE(arrival.time < traffic_.now());
      arrivals.push_back(arrival);
    }
    check();
  }
  /// When the vehicle arrived, in ms after 03:00; -1 if it didn't.
  std::int64_t arrived(std::uint64_t tag) const {
    for (const sim::Arrival& arrival : arrivals) {
      if (arrival.tag == tag) return (arrival.time - day_start).ms;
    }
    return -1;
  }
  std::uint64_t volume(geo::LinkId link, std::size_t slice) const {
    return traffic_.counts().at(link, slice, sim::VehicleClass::car).volume;
  }

  std::vector<sim::Arrival> arrivals;

 private:
  void check() {
    std::uint64_t on_links = 0;
    bool within = true;
    for (const geo::LinkId link : network_.from.ids()) {
      const sim::LinkState state = traffic_.link_state(link);
      on_links += state.vehicles + state.waiting + state.beside;
      // One may overhang, and one may have been pushed in.
      within = within && state.used >= 0.0 && state.used < state.storage + 2.0;
    }
    REQUIRE(within);
    REQUIRE(on_links == traffic_.on_the_way());
    const sim::TrafficQuality quality = traffic_.quality();
    REQUIRE(quality.departed - quality.arrived == traffic_.on_the_way());
  }

  geo::Network network_;
  geo::Adjacency adjacency_;
  sim::Traffic traffic_;
  std::vector<sim::Arrival> found_;
};

/// The network of a drawing, for tests that name its links.
inline geo::Network roads_of(const AsciiNetwork& drawn) { return drawn.network; }

}  // namespace eveil::tests

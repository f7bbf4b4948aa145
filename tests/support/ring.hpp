// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/network/network.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::tests {

/// Equal links in a circle.
///
///      ▶ 0 ▶ 1 ▶ 2 ▶ 3 ▶ 4
///      9 ◀ 8 ◀ 7 ◀ 6 ◀ 5 ◀
struct Ring {
  std::string name;
  std::size_t links = 10;
  double metres = 150.0;  ///< each
  double kmh = 50.0;
  double lanes = 1.0;
  double capacity = 1200.0;  ///< vehicles/h, all lanes

  double kilometres() const { return static_cast<double>(links) * metres / 1000.0; }
  /// Vehicles a link: 7.5 m each, the last one may overhang.
  double most() const { return std::ceil(lanes * metres / 7.5); }
  double k_jam() const { return most() / metres * 1000.0; }  ///< vehicles/km
  /// 15 km/h, or what brings the tip of the triangle up to the capacity: N h = T + g.
  double wave_kmh() const {
    const double h = 1.0 / capacity;
    return std::max(15.0, 0.001 * metres / (lanes * metres / 7.5 * h - 0.001 * metres / kmh));
  }
  /// Vehicles an hour at `k` a kilometre: min(v k, C, w (k_jam − k)).
  double theory(double k) const {
    return std::min({kmh * k, capacity, wave_kmh() * (k_jam() - k)});
  }
  std::size_t vehicles_at(double part_of_jam) const {
    return static_cast<std::size_t>(part_of_jam * most() * static_cast<double>(links));
  }
};

/// The rings that are measured, from a street of short links to a motorway.
inline std::vector<Ring> rings() {
  return {{"short links, 40 m, 30 km/h, 800/h", 40, 40.0, 30.0, 1.0, 800.0},
          {"street, 75 m, 30 km/h, 800/h", 20, 75.0, 30.0, 1.0, 800.0},
          {"avenue, 150 m, 50 km/h, 1200/h", 10, 150.0, 50.0, 1.0, 1200.0},
          {"avenue, 150 m, 50 km/h, 1800/h", 10, 150.0, 50.0, 1.0, 1800.0},
          {"two lanes, 300 m, 70 km/h, 3000/h", 8, 300.0, 70.0, 2.0, 3000.0},
          {"motorway, 1 km, 3 lanes, 110 km/h, 5400/h", 6, 1000.0, 110.0, 3.0, 5400.0}};
}

inline geo::Network network_of(const Ring& ring) {
  geo::Network network;
  network.place.resize(ring.links);
  for (std::size_t row = 0; row < ring.links; ++row) {
    network.from.push_back(geo::NodeId(row));
    network.to.push_back(geo::NodeId((row + 1) % ring.links));
    network.reverse.push_back(geo::LinkId::none());
    network.length.push_back(Metres(ring.metres));
    network.free_speed.push_back(kilometres_per_hour(ring.kmh));
    network.lanes.push_back(static_cast<float>(ring.lanes));
    network.capacity.push_back(vehicles_per_hour(ring.capacity));
    network.access.push_back(geo::access_car);
  }
  return network;
}

struct RingDay {
  double flow = 0.0;          ///< vehicles/h past any point, from 05:00 to 06:00
  std::uint64_t waiting = 0;  ///< who still hasn't found a place on the ring
  sim::TrafficQuality quality;
};

/// Round and round with `count` vehicles, spread over all links in the day's first half hour.
inline RingDay run_ring(const Ring& ring, std::size_t count) {
  const geo::Network network = network_of(ring);
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  sim::Traffic traffic(network, adjacency, {});
  traffic.start_day();
  const auto laps = static_cast<std::size_t>(3.0 * ring.kmh / ring.kilometres()) + 2;
  std::vector<geo::LinkId> route(laps * ring.links);
  for (std::uint64_t name = 0; name < count; ++name) {
    for (std::size_t step = 0; step < route.size(); ++step) {
      route[step] = geo::LinkId((name + step) % ring.links);
    }
    const Duration at{static_cast<std::int64_t>(1'800'000 * name / count)};
    traffic.depart(day_start + at, sim::VehicleClass::car, 1.0, name, name, route);
  }
  std::vector<sim::Arrival> arrivals;
  const auto entries_at = [&](Duration until) {
    while (traffic.now() < day_start + until) traffic.run_window(arrivals);
    return traffic.quality().link_entries;
  };
  const std::uint64_t before = entries_at(minutes(120));
  const std::uint64_t entered = entries_at(minutes(180)) - before;
  RingDay day;
  day.flow = static_cast<double>(entered) / static_cast<double>(ring.links);
  for (const geo::LinkId link : network.from.ids()) day.waiting += traffic.link_state(link).waiting;
  day.quality = traffic.quality();
  return day;
}

}  // namespace eveil::tests

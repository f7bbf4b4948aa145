// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/network/network.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::tests {

/// A road that carries 1200 vehicles an hour ends in a bottleneck of 300, and is then led past it.
///
///     ── in ──▶ 23 ▶ 22 ▶ … ▶ 1 ▶ 0 ──▶ narrow ──▶        links of 150 m, 50 km/h
///                                 └───▶ wide ────▶        from `opened` on
///
/// Kinematic waves (Lighthill, Whitham 1955), k in vehicles/km:
///
///     arriving        q = 900    k = 900 / 50            = 18
///     queue           q = 300    k = 133.33 − 300 / 15   = 113.33
///     discharge       q = 1200   k = 133.33 − 1200 / 15  = 53.33, of the triangle's congested side
///
///     tail of the queue  (900 − 300) / (18 − 113.33)      = −6.294 km/h
///     recovery           (1200 − 300) / (53.33 − 113.33)  = −15 km/h
///     dissolving         (1200 − 900) / (53.33 − 18)      = +8.491 km/h
///
/// The first vehicle is at the end of `narrow` after 25 links of 10.8 s, at 270 s; the queue's tail
/// is back at node 0 after 150 m more, at 355.8 s = 5.93 min. Recovery starts there at 25 min and
/// meets the tail where 15 (t − 25) = 6.294 (t − 5.93): at 38.79 min, 3.447 km up the road.
struct Bottleneck {
  static constexpr std::size_t links = 24;
  static constexpr double kilometres = 0.15;  ///< each
  static constexpr double arriving = 900.0;
  static constexpr double queued = 300.0;
  static constexpr double capacity = 1200.0;
  static constexpr double k_queue = 400.0 / 3.0 - queued / 15.0;
  static constexpr double k_discharge = 400.0 / 3.0 - capacity / 15.0;
  static constexpr double k_arriving = arriving / 50.0;
  static constexpr double tail_kmh = (arriving - queued) / (k_queue - k_arriving);
  static constexpr double recovery_kmh = 15.0;
  static constexpr double dissolving_kmh = (capacity - arriving) / (k_discharge - k_arriving);
  static constexpr double tail_at_0_min = 60.0 * (0.075 + kilometres / tail_kmh);
  static constexpr double opened_min = 25.0;
  static constexpr Duration step = seconds(5);

  geo::Network network;
  geo::LinkId in;
  geo::LinkId narrow;
  geo::LinkId wide;
  std::vector<geo::LinkId> road;  ///< 0: the last before the bottleneck
};

inline geo::LinkId add_link(geo::Network& network, std::size_t from, std::size_t to, double flow) {
  network.to.push_back(geo::NodeId(to));
  network.reverse.push_back(geo::LinkId::none());
  network.length.push_back(Metres(1000.0 * Bottleneck::kilometres));
  network.free_speed.push_back(kilometres_per_hour(50.0));
  network.lanes.push_back(1.0F);
  network.capacity.push_back(vehicles_per_hour(flow));
  network.access.push_back(geo::access_car);
  return network.from.push_back(geo::NodeId(from));
}

inline Bottleneck bottleneck() {
  Bottleneck made;
  constexpr std::size_t n = Bottleneck::links;
  made.network.place.resize(n + 4);
  // Node i is the end of link i of the road, n + 1 is where all start.
  for (std::size_t link = 0; link < n; ++link) {
    made.road.push_back(add_link(made.network, link + 1, link, Bottleneck::capacity));
  }
  made.in = add_link(made.network, n + 1, n, Bottleneck::capacity);
  made.narrow = add_link(made.network, 0, n + 2, Bottleneck::queued);
  made.wide = add_link(made.network, 0, n + 3, Bottleneck::capacity);
  // Who is on the last link of a route needs no capacity: the bottleneck must be passed.
  made.network.place.resize(n + 6);
  add_link(made.network, n + 2, n + 4, Bottleneck::capacity);
  return made;
}

/// What was seen every `Bottleneck::step`: vehicles on each link of the road, and on `narrow`.
struct BottleneckDay {
  std::vector<std::array<std::uint32_t, Bottleneck::links>> vehicles;
  std::vector<std::uint32_t> narrow;
  std::uint64_t forced_moves = 0;

  static double minute(std::size_t row) {
    return static_cast<double>(row) * Bottleneck::step.seconds() / 60.0;
  }
};

inline BottleneckDay run(const Bottleneck& roads, Duration until) {
  const geo::Adjacency adjacency = geo::adjacency_of(roads.network);
  sim::Traffic traffic(roads.network, adjacency, {});
  traffic.start_day();
  std::vector<geo::LinkId> route{roads.in};
  for (std::size_t link = Bottleneck::links; link-- > 0;) route.push_back(roads.road[link]);
  route.push_back(roads.narrow);
  route.emplace_back(roads.wide.value + 1);
  constexpr std::int64_t headway_ms = 4'000;  // 900 an hour
  const auto count = static_cast<std::uint64_t>(until.ms / headway_ms);
  std::vector<sim::VehicleId> cars;
  std::vector<char> gone(count, 0);
  for (std::uint64_t name = 0; name < count; ++name) {
    const TimeOfDay at = day_start + Duration{headway_ms * static_cast<std::int64_t>(name)};
    cars.push_back(traffic.depart(at, sim::VehicleClass::car, 1.0, name, name, route));
  }
  const auto lead_past = [&](std::uint64_t name) {
    const geo::LinkId at = traffic.link_of(cars[name]);
    std::size_t place = 0;
    while (place < route.size() && route[place] != at) ++place;
    if (place + 2 >= route.size()) return;  // on the narrow road already
    std::vector<geo::LinkId> rest(route.begin() + static_cast<std::ptrdiff_t>(place),
                                  route.end() - 2);
    rest.push_back(roads.wide);
    traffic.reroute(cars[name], rest);
  };
  BottleneckDay day;
  std::vector<sim::Arrival> arrivals;
  while (traffic.now() < day_start + until) {
    const Duration passed = traffic.now() - day_start;
    if (passed.ms % Bottleneck::step.ms == 0) {
      auto& row = day.vehicles.emplace_back();
      for (std::size_t link = 0; link < Bottleneck::links; ++link) {
        row[link] = traffic.link_state(roads.road[link]).vehicles;
      }
      day.narrow.push_back(traffic.link_state(roads.narrow).vehicles);
    }
    if (passed == minutes(static_cast<std::int64_t>(Bottleneck::opened_min))) {
      for (std::uint64_t name = 0; name < count; ++name) {
        if (gone[name] == 0) lead_past(name);
      }
    }
    traffic.run_window(arrivals);
    for (const sim::Arrival& arrival : arrivals) gone[arrival.tag] = 1;
  }
  day.forced_moves = traffic.quality().forced_moves;
  return day;
}

}  // namespace eveil::tests

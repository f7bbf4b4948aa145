// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/network/network.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::tests {

/// Two roads of capacities `a` and `b` (vehicles/h) run into one of `out`, each with its demand.
///
///     ── in a ──▶ a ──╲
///                       ▶── out ──▶ ──▶
///     ── in b ──▶ b ──╱
struct Merge {
  double a = 1200.0;
  double b = 600.0;
  double out = 600.0;
};

struct MergeFlow {
  double a = 0.0;
  double b = 0.0;
};

/// The merges that are measured: equal roads, a ramp, roads that wait for the outgoing one's
/// capacity at every headway, a lane and a street.
inline std::vector<Merge> merges() {
  return {{900.0, 900.0, 900.0},
          {1200.0, 600.0, 600.0},
          {1500.0, 500.0, 1000.0},
          {1800.0, 600.0, 1800.0},
          {700.0, 1900.0, 1900.0},
          {90.0, 1800.0, 900.0}};
}

/// From a tenth of each road's capacity to all of it, both ways crossed.
inline std::vector<MergeFlow> demands(const Merge& merge) {
  std::vector<MergeFlow> found;
  for (const double a : {0.1, 0.4, 0.7, 1.0}) {
    for (const double b : {0.1, 0.4, 0.7, 1.0}) found.push_back({a * merge.a, b * merge.b});
  }
  return found;
}

/// Capacity is shared as a : b; what one road leaves over is the other's.
/// \source Daganzo 1995, "The cell transmission model, part II": the middle of the three is passed.
inline MergeFlow theory(const Merge& merge, const MergeFlow& demand) {
  const double share = merge.a / (merge.a + merge.b);
  if (demand.a + demand.b <= merge.out) return demand;
  const auto middle = [](double x, double y, double z) {
    return std::max(std::min(x, y), std::min(std::max(x, y), z));
  };
  return {middle(demand.a, merge.out - demand.b, share * merge.out),
          middle(demand.b, merge.out - demand.a, (1.0 - share) * merge.out)};
}

/// Vehicles an hour of each road past the merge, from 04:00 to 06:00.
inline MergeFlow run(const Merge& merge, const MergeFlow& demand) {
  geo::Network network;
  network.place.resize(7);
  const auto add = [&](std::size_t from, std::size_t to, double flow) {
    network.to.push_back(geo::NodeId(to));
    network.reverse.push_back(geo::LinkId::none());
    network.length.push_back(Metres(300.0));
    network.free_speed.push_back(kilometres_per_hour(50.0));
    network.lanes.push_back(flow > 1800.0 ? 4.0F : 1.0F);
    network.capacity.push_back(vehicles_per_hour(flow));
    network.access.push_back(geo::access_car);
    return network.from.push_back(geo::NodeId(from));
  };
  constexpr double wide = 7200.0;
  const std::vector<geo::LinkId> from_a{add(0, 1, wide), add(1, 4, merge.a)};
  const std::vector<geo::LinkId> from_b{add(2, 3, wide), add(3, 4, merge.b)};
  const std::vector<geo::LinkId> out{add(4, 5, merge.out), add(5, 6, wide)};
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  sim::Traffic traffic(network, adjacency, {});
  traffic.start_day();
  constexpr double hours = 3.0;
  std::uint64_t name = 0;
  for (const auto& [road, flow] : {std::pair{from_a, demand.a}, std::pair{from_b, demand.b}}) {
    std::vector<geo::LinkId> route = road;
    route.insert(route.end(), out.begin(), out.end());
    const std::uint64_t tag = road == from_a ? 0 : 1;
    for (double at = 0.0; flow > 0.0 && at < hours * 3.6e6; at += 3.6e6 / flow) {
      const TimeOfDay departure = day_start + Duration{static_cast<std::int64_t>(at)};
      traffic.depart(departure, sim::VehicleClass::car, 1.0, name++, tag, route);
    }
  }
  MergeFlow seen;
  std::vector<sim::Arrival> arrivals;
  while (traffic.now() < time_of_day(6)) {
    traffic.run_window(arrivals);
    for (const sim::Arrival& arrival : arrivals) {
      if (arrival.time >= time_of_day(4)) (arrival.tag == 0 ? seen.a : seen.b) += 0.5;
    }
  }
  return seen;
}

}  // namespace eveil::tests

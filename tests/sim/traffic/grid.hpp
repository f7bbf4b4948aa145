// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/random.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::tests {

inline constexpr std::size_t side = 20;

/// 20 × 20 crossings, 150 m apart (or `short_m` where a third of the links are so short), joined
/// both ways; every seventh link is slow and narrow.
inline geo::Network grid(double short_m = 150.0) {
  geo::Network network;
  network.place.resize(side * side);
  const auto road = [&](std::size_t from, std::size_t to) {
    const bool narrow = network.from.size() % 7 == 0;
    network.from.push_back(geo::NodeId(from));
    network.to.push_back(geo::NodeId(to));
    network.length.push_back(Metres(network.from.size() % 3 == 0 ? short_m : 150.0));
    network.free_speed.push_back(kilometres_per_hour(narrow ? 30.0 : 50.0));
    network.lanes.push_back(1.0F);
    network.access.push_back(geo::access_car | geo::access_bus | geo::access_bicycle);
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

inline geo::LinkId link_between(const geo::Network& network,
                                const geo::Adjacency& adjacency,
                                std::size_t from,
                                std::size_t to) {
  for (const geo::LinkId link : adjacency.leaving[geo::NodeId(from)]) {
    if (network.to[link] == geo::NodeId(to)) return link;
  }
  return geo::LinkId::none();
}

/// Along x, then along y; or the other way round.
inline std::vector<geo::LinkId> route(const geo::Network& network,
                                      const geo::Adjacency& adjacency,
                                      std::size_t from,
                                      std::size_t to,
                                      bool x_first = true) {
  std::vector<geo::LinkId> links;
  while (from != to) {
    std::size_t next = from;
    const bool same_x = from % side == to % side;
    if (same_x || (!x_first && from / side != to / side)) {
      next = from < to ? from + side : from - side;
    } else {
      next = from % side < to % side ? from + 1 : from - 1;
    }
    links.push_back(link_between(network, adjacency, from, next));
    from = next;
  }
  return links;
}

/// `trips` cars from and to anywhere within the first hour, named and tagged by their number;
/// `mixed`: each second one along y first, so that circles of full links come about.
inline void depart_all(sim::Traffic& traffic,
                       const geo::Network& network,
                       const geo::Adjacency& adjacency,
                       std::uint64_t trips,
                       bool mixed = false) {
  for (std::uint64_t name = 0; name < trips; ++name) {
    Draw draw(5, Purpose::sample, name);
    const std::size_t from = draw.below(side * side);
    const std::size_t to = draw.below(side * side);
    const auto at = day_start + Duration{static_cast<std::int64_t>(draw.below(3'600'000))};
    const auto links = route(network, adjacency, from, to, !mixed || name % 2 == 0);
    if (links.empty()) continue;
    traffic.depart(at, sim::VehicleClass::car, 1.0, name, name, links);
  }
}

}  // namespace eveil::tests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "geo/network/network.hpp"

namespace eveil::tests {

/// 8 × 8 crossings, 200 m apart, every street two-way at 36 km/h, 900 vehicles/h a lane.
inline geo::Network town() {
  constexpr std::size_t side = 8;
  geo::Network network;
  for (std::size_t node = 0; node < side * side; ++node) {
    network.place.push_back(
        {200.0 * static_cast<double>(node % side), 200.0 * static_cast<double>(node / side)});
  }
  const auto add_road = [&](std::size_t a, std::size_t b) {
    const std::size_t first = network.link_count();
    for (const bool back : {false, true}) {
      const geo::NodeId from(back ? b : a);
      const geo::NodeId to(back ? a : b);
      const Point ends[] = {network.place[from], network.place[to]};
      network.from.push_back(from);
      network.to.push_back(to);
      network.reverse.push_back(geo::LinkId(back ? first : first + 1));
      network.length.push_back(Metres(200.0));
      network.free_speed.push_back(MetresPerSecond(10.0));
      network.lanes.push_back(1.0F);
      network.capacity.push_back(vehicles_per_hour(900.0));
      network.road_class.push_back(geo::RoadClass::residential);
      network.access.push_back(geo::access_car);
      network.source_id.push_back(static_cast<std::int64_t>(first));
      network.shape.push_row(ends);
    }
  };
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      if (x + 1 < side) add_road(y * side + x, y * side + x + 1);
      if (y + 1 < side) add_road(y * side + x, (y + 1) * side + x);
    }
  }
  return network;
}

}  // namespace eveil::tests

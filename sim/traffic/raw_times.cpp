// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

namespace {

bool drives_as_the_road(VehicleClass vehicle_class) {
  return facts_of(vehicle_class).top_speed == as_the_road;
}

}  // namespace

geo::LinkTimes raw_times(const geo::Network& network, const LinkCounts& counts) {
  constexpr auto slice_ms = static_cast<std::uint64_t>(slice_length.ms);
  geo::LinkTimes times = geo::LinkTimes::free_flow(network);
  std::size_t row = 0;
  for (const geo::LinkId link : network.from.ids()) {
    std::uint64_t before = 0;
    for (std::size_t slice = 0; slice < slice_count; ++slice) {
      const std::size_t cell = link.value * slice_count + slice;
      std::uint64_t vehicles = 0;
      std::uint64_t travel = 0;
      for (; row < counts.rows.size() && counts.rows[row].link == link &&
             counts.rows[row].slice == slice;
           ++row) {
        if (!drives_as_the_road(counts.rows[row].vehicle_class)) continue;
        vehicles += counts.rows[row].volume;
        travel += counts.rows[row].travel_ms;
      }
      const std::uint64_t free = times.ms[cell];
      std::uint64_t mean = free;
      if (vehicles > 0) {
        mean = std::max(free, (travel + vehicles / 2) / vehicles);
      } else if (before > slice_ms) {
        // Who entered as the slice before ended left no earlier than this.
        mean = std::max(free, before - slice_ms);
      }
      times.ms[cell] = static_cast<std::uint32_t>(std::min<std::uint64_t>(mean, 0xffffffffU));
      before = mean;
    }
  }
  return times;
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/volume_delay.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "geo/base/parallel.hpp"
#include "sim/traffic/vehicle_class.hpp"

namespace eveil::sim {

namespace {

constexpr std::size_t links_at_once = 256;
constexpr std::size_t beside = 2;  // slices on either side: volumes of a sample are uneven
constexpr double most_saturated = 2.0;

using Volumes = std::array<double, slice_count>;  // PCU that entered

double volume_delay(double saturation) {
  const double x = std::min(saturation, most_saturated);
  const double fourth = x * x * x * x;
  return fourth * fourth;
}

/// Fleets and timetables are whole in a sample, and weigh its share.
double pcu_of(const LinkCount& row, double flow_factor) {
  const ClassFacts& facts = facts_of(row.vehicle_class);
  if (!facts.in_queue) return 0.0;
  const bool whole =
      row.vehicle_class == VehicleClass::service || row.vehicle_class == VehicleClass::bus;
  return facts.size * row.volume * (whole ? flow_factor : 1.0);
}

/// PCU a second around a slice.
double flow_at(const Volumes& volumes, std::size_t slice) {
  const std::size_t first = slice < beside ? 0 : slice - beside;
  const std::size_t last = std::min(slice + beside, slice_count - 1);
  double sum = 0.0;
  for (std::size_t at = first; at <= last; ++at) sum += volumes[at];
  return sum / (static_cast<double>(last - first + 1) * slice_length.seconds());
}

}  // namespace

geo::LinkTimes with_volume_delay(const geo::Network& network,
                                 const LinkCounts& counts,
                                 double flow_factor,
                                 geo::LinkTimes raw) {
  parallel::for_each_chunk(
      network.link_count(), links_at_once, [&](std::size_t first, std::size_t last) {
        auto row = std::lower_bound(
            counts.rows.begin(), counts.rows.end(), first, [](const LinkCount& a, std::size_t b) {
              return a.link.value < b;
            });
        while (row != counts.rows.end() && row->link.value < last) {
          const geo::LinkId link = row->link;
          Volumes volumes{};
          for (; row != counts.rows.end() && row->link == link; ++row) {
            volumes[row->slice] += pcu_of(*row, flow_factor);
          }
          const double free = geo::least_ms(network, link);
          const double capacity = network.capacity[link].value * flow_factor;
          for (std::size_t slice = 0; slice < slice_count; ++slice) {
            const double delay = volume_delay(flow_at(volumes, slice) / capacity);
            std::uint32_t& ms = raw.at(link, slice);
            ms = std::max(ms, static_cast<std::uint32_t>(std::floor(free * (1.0 + delay) + 0.5)));
          }
        }
      });
  return raw;
}

}  // namespace eveil::sim

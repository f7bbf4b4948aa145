// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/link_physics.hpp"

#include <algorithm>
#include <cmath>

namespace eveil::sim {

namespace {

/// No time on a link is longer than this (ms): sums of two still fit 32 bits.
constexpr double longest_ms = 5e8;

/// No link's share at a merge is less than that of one vehicle an hour.
constexpr double longest_price_ms = 3.6e6;

/// A vehicle's cycle through the two phases takes two windows of a second.
constexpr double cycle_us = 2e6;

std::int32_t whole_ms(double ms) {
  return static_cast<std::int32_t>(std::clamp(std::floor(ms + 0.5), 1.0, longest_ms));
}

}  // namespace

LinkPhysics link_physics(const geo::Network& network,
                         geo::LinkId link,
                         const TrafficParameters& parameters,
                         bool ring) {
  LinkPhysics out{};
  const double length = network.length[link].value;
  const double free_ms = (network.length[link] / network.free_speed[link]).value * 1000.0;
  out.free_ms = static_cast<std::int32_t>(std::ceil(std::clamp(free_ms, 1.0, longest_ms)));

  const double flow = network.capacity[link].value * parameters.flow_factor;
  const double headway = std::clamp(1e6 / flow, 1.0, longest_ms * 1000.0);
  out.headway_us = static_cast<std::int64_t>(std::floor(headway + 0.5));

  const double cells = static_cast<double>(network.lanes[link]) * length / parameters.cell.value;
  const double kept_free = ring ? 1.0 : 0.0;
  const double least = std::max(1.0, cycle_us / headway) + kept_free;
  const double storage = std::max(least, cells * parameters.storage_factor);
  out.storage = static_cast<std::int32_t>(std::min(std::floor(storage * 1000.0 + 0.5), 1e9));

  const std::int32_t gap_ms = whole_ms(length / parameters.gap_speed.value * 1000.0);
  const double used = out.storage - 1000.0 * kept_free;
  const double most_ms = std::floor(used * headway / 1e6) - out.free_ms;
  out.raised = most_ms < gap_ms;
  out.gap_ms = out.raised ? static_cast<std::int32_t>(std::max(most_ms, 1.0)) : gap_ms;

  // A sample's headways can be minutes: waiting for two of them is no sign of a blocked circle.
  const double patience =
      std::max({static_cast<double>(parameters.stuck_after.ms), 2.0 * out.gap_ms, headway / 500.0});
  out.stuck_ms = whole_ms(patience);
  const double price = 1000.0 / network.capacity[link].value;
  out.price_ms = whole_ms(std::min(price, longest_price_ms));
  return out;
}

}  // namespace eveil::sim

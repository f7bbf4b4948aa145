// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "geo/routing/entry.hpp"
#include "geo/routing/road_router.hpp"

namespace eveil::geo {

namespace {

/// No link takes longer at free flow than what a search can see.
constexpr auto most_ms = static_cast<double>(search_horizon.ms);

double free_ms(const Network& network, LinkId link) {
  const double ms = (network.length[link] / network.free_speed[link]).value * 1000.0;
  return std::clamp(ms, 1.0, most_ms);
}

}  // namespace

std::uint32_t least_ms(const Network& network, LinkId link) {
  return static_cast<std::uint32_t>(std::floor(free_ms(network, link)));
}

std::uint32_t free_flow_ms(const Network& network, LinkId link) {
  return static_cast<std::uint32_t>(std::ceil(free_ms(network, link)));
}

LinkTimes LinkTimes::free_flow(const Network& network) {
  LinkTimes times;
  times.ms.reserve(network.link_count() * slice_count);
  for (const LinkId link : network.from.ids()) {
    times.ms.insert(times.ms.end(), slice_count, free_flow_ms(network, link));
  }
  return times;
}

TimeOfDay LinkTimes::leave(LinkId link, TimeOfDay entry) const {
  constexpr std::int64_t last = std::numeric_limits<std::int32_t>::max();
  return {static_cast<std::int32_t>(std::min(leave_ms(*this, link, Entry(entry)), last))};
}

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#include "sim/carry_over.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace eveil::sim {

namespace {

void carry_times(const geo::Network& network, LearntState& state) {
  for (const geo::LinkId link : network.from.ids()) {
    std::uint32_t& before = state.free_ms[link.value];
    const std::uint32_t now = geo::free_flow_ms(network, link);
    if (before == now) continue;
    for (std::size_t slice = 0; slice < slice_count; ++slice) {
      std::uint32_t& time = state.times.at(link, slice);
      time = now + (time - std::min(time, before));
    }
    before = now;
  }
}

}  // namespace

bool passable(const geo::RoadGraph& graph, std::span<const geo::LinkId> route) {
  return std::all_of(
      route.begin(), route.end(), [&](geo::LinkId link) { return graph.usable(link); });
}

void carry_over(const World& world, LearntState& state) {
  carry_times(world.network(), state);
  const scenarios::Population& people = world.population;
  for (const scenarios::TripId trip : people.person.ids()) {
    const auto route = state.routes[trip];
    if (route.empty()) continue;
    const bool same_ends =
        route.front() == people.origin_link[trip] && route.back() == people.destination_link[trip];
    if (!same_ends || !passable(world.graph, route)) state.routes.put(trip, {});
  }
}

}  // namespace eveil::sim

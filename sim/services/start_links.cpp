// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "geo/base/geometry.hpp"
#include "geo/base/random.hpp"
#include "sim/services/fleet.hpp"

namespace eveil::sim {

std::vector<geo::LinkId> start_links(const scenarios::Service& service,
                                     const geo::RoadGraph& graph,
                                     const OnDemandParameters& parameters) {
  const geo::Network& network = graph.network();
  const Point middle = centroid(service.area);
  std::vector<geo::LinkId> inside;
  geo::LinkId nearest;
  double least = std::numeric_limits<double>::infinity();
  for (const geo::LinkId link : network.to.ids()) {
    if (!graph.usable(link)) continue;
    const Point end = network.place[network.to[link]];
    if (contains(service.area, end)) inside.push_back(link);
    const double away = distance(end, middle).value;
    if (away >= least) continue;
    least = away;
    nearest = link;
  }
  if (inside.empty()) inside.push_back(nearest);
  std::vector<geo::LinkId> starts(service.vehicles);
  for (std::uint32_t number = 0; number < service.vehicles; ++number) {
    // The chance inside a service is of one replication and one day: both are part of the name.
    Draw draw(
        parameters.seed,
        Purpose::vehicle_start,
        stable_name({stable_name(service.name), number, parameters.replication, parameters.day}));
    starts[number] = inside[draw.below(inside.size())];
  }
  return starts;
}

Duration open_time(const std::vector<scenarios::OpenHours>& hours, TimeOfDay from, TimeOfDay to) {
  Duration total;
  for (const scenarios::OpenHours& open : hours) {
    const Duration common = std::min(to, open.to) - std::max(from, open.from);
    if (common.ms > 0) total = total + common;
  }
  return total;
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "geo/territory.hpp"

namespace eveil::tests {

/// Square zones of 1 km in rows, each with a road of 600 m across its middle; roads of 400 m join
/// neighbours.
///
///     y ┌─────────┬─────────┐      zone codes: "0-0" is column 0 of row 0 (below left)
///       │  o───o──┼──o───o  │
///       └─────────┴─────────┘ x
inline void add_road(geo::Network& network, geo::NodeId from, geo::NodeId to) {
  for (const auto& [a, b] : {std::pair{from, to}, std::pair{to, from}}) {
    const std::vector<Point> shape{network.place[a], network.place[b]};
    network.from.push_back(a);
    network.to.push_back(b);
    network.length.push_back(distance(shape[0], shape[1]));
    network.free_speed.push_back(kilometres_per_hour(50));
    network.lanes.push_back(1.0F);
    network.capacity.push_back(vehicles_per_hour(800));
    network.road_class.push_back(geo::RoadClass::residential);
    network.access.push_back(geo::access_car | geo::access_walk);
    network.source_id.push_back(static_cast<std::int64_t>(network.from.size()));
    network.shape.push_row(shape);
  }
  const std::size_t links = network.from.size();
  network.reverse.push_back(geo::LinkId(links - 1));
  network.reverse.push_back(geo::LinkId(links - 2));
}

inline geo::Territory drawn_territory(int columns, int rows, double people_a_zone) {
  geo::Territory territory;
  territory.name = "Drawn";
  geo::Network& network = territory.network;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const Point low{1000.0 * x, 1000.0 * y};
      geo::Zones& zones = territory.zones;
      zones.code.push_back(std::to_string(x) + "-" + std::to_string(y));
      zones.name.push_back(zones.code[geo::ZoneId(zones.code.size() - 1)]);
      zones.area.push_back({{{{{low,
                                {low.x + 1000, low.y},
                                {low.x + 1000, low.y + 1000},
                                {low.x, low.y + 1000},
                                low}}}}});
      zones.centre.push_back({low.x + 500, low.y + 500});
      zones.population.push_back(people_a_zone);
      zones.jobs.push_back(-1.0);
      const geo::NodeId west = network.place.push_back({low.x + 200, low.y + 500});
      const geo::NodeId east = network.place.push_back({low.x + 800, low.y + 500});
      add_road(network, west, east);
      if (x > 0) add_road(network, geo::NodeId(west.value - 1), west);
      if (y > 0) add_road(network, geo::NodeId(west.value - 2 * columns), west);
    }
  }
  return territory;
}

inline geo::SiteId add_site(
    geo::Territory& territory, geo::SiteKind kind, Point place, double employees, double students) {
  geo::Sites& sites = territory.sites;
  const geo::SiteId id = sites.name.push_back("site " + std::to_string(sites.size()));
  sites.kind.push_back(kind);
  sites.place.push_back(place);
  std::array<double, geo::role_count> attendees{};
  attendees[static_cast<std::size_t>(geo::Role::employee)] = employees;
  attendees[static_cast<std::size_t>(geo::Role::student)] = students;
  sites.attendees.push_back(attendees);
  sites.parking.push_back(-1);
  sites.opens.push_back(time_of_day(0));
  sites.closes.push_back(time_of_day(24));
  sites.group.push_back("");
  territory.site_link.push_back(geo::LinkFinder(territory.network).nearest(place));
  return id;
}

}  // namespace eveil::tests

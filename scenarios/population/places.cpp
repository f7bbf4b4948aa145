// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/places.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace eveil::scenarios {

namespace {

constexpr int most_tries = 8;

bool has_places(const geo::Network& network, geo::LinkId link) {
  if (network.source_id[link] == geo::outside_source_id) return false;
  switch (network.road_class[link]) {
    case geo::RoadClass::motorway:
    case geo::RoadClass::motorway_link:
    case geo::RoadClass::trunk:
    case geo::RoadClass::trunk_link:
      return false;
    default:
      return (network.access[link] & geo::access_car) != 0;
  }
}

double on_grid(double metres) { return std::floor(metres * 100.0 + 0.5) / 100.0; }

/// The point at a share of the way along a line, on the grid of 1 cm.
Point point_along(std::span<const Point> line, double share) {
  double total = 0.0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) total += distance(line[i], line[i + 1]).value;
  double left = share * total;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double part = distance(line[i], line[i + 1]).value;
    if (left > part || part <= 0.0) {
      left -= part;
      continue;
    }
    const double t = left / part;
    return {on_grid(line[i].x + t * (line[i + 1].x - line[i].x)),
            on_grid(line[i].y + t * (line[i + 1].y - line[i].y))};
  }
  return line.back();
}

}  // namespace

ZonePlaces::ZonePlaces(const geo::Territory& territory)
    : territory_(&territory),
      zones_(territory.zones),
      length_(territory.zones.size()),
      centre_link_(territory.zones.size()) {
  const geo::Network& network = territory.network;
  std::vector<std::vector<geo::LinkId>> by_zone(territory.zones.size());
  for (const geo::LinkId link : network.from.ids()) {
    if (!has_places(network, link)) continue;
    const geo::ZoneId zone = zones_.zone_at(point_along(network.shape[link], 0.5));
    if (zone.valid()) by_zone[zone.value].push_back(link);
  }
  const geo::LinkFinder finder(network);
  for (const geo::ZoneId zone : territory.zones.code.ids()) {
    std::vector<double> lengths;
    for (const geo::LinkId link : by_zone[zone.value]) {
      length_[zone] += network.length[link].value;
      lengths.push_back(length_[zone]);
    }
    links_.push_row(by_zone[zone.value]);
    cumulative_.push_row(lengths);
    if (!lengths.empty()) continue;
    ++without_road_;
    centre_link_[zone] = finder.nearest(territory.zones.centre[zone]);
  }
  for (const Point place : territory.sites.place) {
    site_zone_.push_back(zones_.nearest_zone(place));
  }
}

Spot ZonePlaces::spot_in(geo::ZoneId zone, Draw& draw) const {
  const auto links = links_[zone];
  if (links.empty()) {
    return {territory_->zones.centre[zone], centre_link_[zone], zone, geo::SiteId::none()};
  }
  const auto cumulative = cumulative_[zone];
  const auto found =
      std::upper_bound(cumulative.begin(), cumulative.end(), draw.uniform() * cumulative.back());
  const auto row =
      std::min<std::size_t>(static_cast<std::size_t>(found - cumulative.begin()), links.size() - 1);
  const geo::LinkId link = links[row];
  const auto shape = territory_->network.shape[link];
  for (int tries = 0; tries < most_tries; ++tries) {
    const Point place = point_along(shape, draw.uniform());
    if (zones_.zone_at(place) == zone) return {place, link, zone, geo::SiteId::none()};
  }
  return {point_along(shape, 0.5), link, zone, geo::SiteId::none()};
}

Spot ZonePlaces::spot_of(geo::SiteId site) const {
  return {territory_->sites.place[site], territory_->site_link[site], site_zone_[site], site};
}

}  // namespace eveil::scenarios

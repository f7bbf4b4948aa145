// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geo/base/random.hpp"
#include "geo/territory.hpp"

namespace eveil::scenarios {

/// A place where somebody is, with the link on which their car or their walk starts.
struct Spot {
  Point place;
  geo::LinkId link;
  geo::ZoneId zone;
  geo::SiteId site;  ///< or none
};

/// The places of zones: points along the local roads of each, longer roads more often.
///
/// A road belongs to the zone of its midpoint; motorways, trunk roads and their slip roads have no
/// places. A zone without any such road has one place, its centre, on the nearest link.
/// \threads read from any thread once made.
class ZonePlaces {
 public:
  explicit ZonePlaces(const geo::Territory& territory);

  Spot spot_in(geo::ZoneId zone, Draw& draw) const;
  Spot spot_of(geo::SiteId site) const;
  /// Length of the local roads of each zone, m; both directions of a road count.
  const Column<geo::ZoneId, double>& road_length() const { return length_; }
  std::size_t zones_without_road() const { return without_road_; }

 private:
  const geo::Territory* territory_;
  geo::ZoneFinder zones_;
  Ragged<geo::ZoneId, geo::LinkId> links_;
  Ragged<geo::ZoneId, double> cumulative_;  ///< lengths added up, beside `links_`
  Column<geo::ZoneId, double> length_;
  Column<geo::ZoneId, geo::LinkId> centre_link_;  ///< of zones without a road
  Column<geo::SiteId, geo::ZoneId> site_zone_;
  std::size_t without_road_ = 0;
};

}  // namespace eveil::scenarios

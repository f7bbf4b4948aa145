// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/territory.hpp"
#include "scenarios/population/gravity.hpp"
#include "scenarios/population/places.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/population/rates.hpp"

namespace eveil::scenarios {

/// Where people go for one purpose, by the zone around which they look: columns are the zones, then
/// `sites`.
struct Destinations {
  DestinationShares shares;
  std::vector<geo::SiteId> sites;
  std::vector<double> arrivals;  ///< expected a day, by zone, those at sites included

  Spot draw(geo::ZoneId around, const ZonePlaces& places, Draw& draw) const;
};

/// Fixed places by kind of anchor, pupils to schools and students to universities and the like;
/// secondary places by activity (shop, leisure, escort, other).
struct DestinationTables {
  std::array<Destinations, anchor_kind_count> fixed;
  std::array<Destinations, activity_count> secondary;

  const Destinations& of(AnchorKind kind) const { return fixed[static_cast<std::size_t>(kind)]; }
  const Destinations& of(Activity activity) const {
    return secondary[static_cast<std::size_t>(activity)];
  }
};

/// \errors bad_input: a kind of attendees whose sum over the sites exceeds the people there are.
Expected<DestinationTables> destination_tables(const geo::Territory& territory,
                                               const ZonePlaces& places,
                                               const DistanceScales& scales,
                                               const Rates& rates);

}  // namespace eveil::scenarios

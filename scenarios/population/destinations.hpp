// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "geo/base/error.hpp"
#include "geo/territory.hpp"
#include "scenarios/population/gravity.hpp"
#include "scenarios/population/places.hpp"
#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

/// Where people of each zone go for one purpose: columns are the zones, then `sites`.
struct Destinations {
  DestinationShares shares;
  std::vector<geo::SiteId> sites;

  Spot draw(geo::ZoneId from, const ZonePlaces& places, Draw& draw) const;
};

/// One table a purpose; pupils go to schools, adult students to universities and the like.
struct DestinationTables {
  Destinations work;
  Destinations pupil;
  Destinations adult_student;
  Destinations shop;
  Destinations leisure;
};

/// \errors bad_input: a kind of attendees whose sum over the sites exceeds the people there are.
Expected<DestinationTables> destination_tables(const geo::Territory& territory,
                                               const ZonePlaces& places,
                                               const DistanceScales& scales);

}  // namespace eveil::scenarios

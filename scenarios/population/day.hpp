// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/territory.hpp"
#include "scenarios/population/chains.hpp"
#include "scenarios/population/destinations.hpp"
#include "scenarios/population/person.hpp"
#include "scenarios/population/places.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/population/times.hpp"

namespace eveil::scenarios {

/// Everything that the days of a household are drawn from; shared by all of them.
struct World {
  std::uint64_t seed;
  const geo::Sites& sites;
  const ZonePlaces& places;
  const DestinationTables& destinations;
  const ChainTables& chains;
  const ActivityTimes& times;
};

inline constexpr std::uint32_t nobody = 0xffffffffU;

/// One trip of a day; it starts where the one before ended, the first at home.
struct PlannedTrip {
  Spot to;
  TimeOfDay departure;
  TimeOfDay wanted_arrival = no_wanted_arrival;
  std::uint32_t escorted = nobody;  ///< member of the household brought or fetched
  Activity purpose = Activity::home;
};

struct PersonDay {
  Spot anchor;  ///< of work or study; no zone where there is neither
  std::vector<PlannedTrip> trips;
};

/// The days of all members, in their order: children first decide when school begins and ends,
/// adults who escort somebody then meet them there.
std::vector<PersonDay> plan_days(const World& world, const Household& household, const Spot& home);

/// Planned minutes between two places.
double planned_minutes(Point from, Point to);

}  // namespace eveil::scenarios

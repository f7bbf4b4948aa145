// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "geo/base/units.hpp"
#include "geo/places/zones.hpp"
#include "geo/routing/road_router.hpp"
#include "sim/records.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

inline constexpr Duration reach_time = minutes(30);
inline constexpr TimeOfDay reach_leaves = time_of_day(8);

/// Jobs by zone: those that the source gives, else the places of work of the modelled people,
/// expanded; jobs of people from elsewhere are then missing.
Column<geo::ZoneId, double> jobs_by_zone(const World& world);

/// The jobs within 30 minutes of each zone's centre, zone by zone: by car, on foot, by bicycle and,
/// where there is a timetable, by public transport.
///
/// A zone is reached where its centre is, its own at once. By car on `times`, leaving at 8:00, the
/// walk to and from the car and the search for a place included; on foot and by bicycle as
/// travellers go; by public transport or on foot, mean over leaving at 8:00, 8:10 … 8:50.
/// \threads parallel over zones; the same rows at any thread count.
std::vector<ReachRow> jobs_in_reach(const World& world, const geo::LinkTimes& times);

}  // namespace eveil::sim

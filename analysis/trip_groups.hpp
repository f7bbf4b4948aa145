// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/indicator_list.hpp"
#include "analysis/trips.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// Trips told apart by themselves, not by who makes them.
struct TripGroups {
  std::vector<std::string> scopes;
  std::vector<std::size_t> of_trip;  ///< scopes.size(): in none
};

/// Hours of the clock; those after midnight are the early ones.
inline constexpr std::size_t clock_hours = 24;
/// The hour of a time of day in s; `clock_hours` of what is no time.
std::size_t hour_of(double time_s);
/// `class:hour=08`.
std::string hour_scope(std::size_t hour);

/// `class:hour=08`: by the hour of departure on the clock, those after midnight with the early
/// ones.
Expected<TripGroups> trips_by_hour(const output::RunFile& run);
/// `class:purpose=work`: by the activity at the destination.
Expected<TripGroups> trips_by_purpose(const output::RunFile& run);
/// The classes that there may be: `hour=08`, `purpose=work` …
std::vector<std::string> trip_class_names();

/// Shares of modes and times of each group's trips that are done, expanded.
void add_trip_group_indicators(const Trips& trips,
                               const TripGroups& groups,
                               const std::vector<std::string>& modes,
                               IndicatorList& list);

}  // namespace eveil::analysis

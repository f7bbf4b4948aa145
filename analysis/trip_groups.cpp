// SPDX-License-Identifier: Apache-2.0
#include "analysis/trip_groups.hpp"

#include <fmt/format.h>

#include <cmath>

#include "analysis/people_groups.hpp"
#include "output/words.hpp"

namespace eveil::analysis {

namespace {

std::vector<std::string> hour_words() {
  std::vector<std::string> words;
  for (std::size_t hour = 0; hour < clock_hours; ++hour)
    words.push_back(fmt::format("{:02}", hour));
  return words;
}

}  // namespace

std::size_t hour_of(double time_s) {
  if (!std::isfinite(time_s) || time_s < 0.0) return clock_hours;
  return static_cast<std::size_t>(std::fmod(time_s / 3600.0, double{clock_hours}));
}

std::string hour_scope(std::size_t hour) { return fmt::format("class:hour={:02}", hour); }

Expected<TripGroups> trips_by_hour(const output::RunFile& run) {
  EVEIL_TRY(const auto departure_s, run.numbers("trips", "departure_s"));
  TripGroups groups{class_scopes("hour", hour_words()), {}};
  for (const double time_s : departure_s) groups.of_trip.push_back(hour_of(time_s));
  return groups;
}

Expected<TripGroups> trips_by_purpose(const output::RunFile& run) {
  EVEIL_TRY(const output::EnumColumn purpose, run.words("trips", "purpose"));
  TripGroups groups{class_scopes("purpose", purpose.names), {}};
  groups.of_trip.assign(purpose.codes.begin(), purpose.codes.end());
  return groups;
}

std::vector<std::string> trip_class_names() {
  std::vector<std::string> names;
  for (const std::string& hour : hour_words()) names.push_back("hour=" + hour);
  for (const std::string& purpose : output::purpose_words()) names.push_back("purpose=" + purpose);
  return names;
}

void add_trip_group_indicators(const Trips& trips,
                               const TripGroups& groups,
                               const std::vector<std::string>& modes,
                               IndicatorList& list) {
  std::vector<ModeSums> sums(groups.scopes.size(), ModeSums(modes.size()));
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (trips.is_done(row) && groups.of_trip[row] < sums.size())
      sums[groups.of_trip[row]].add(trips, row);
  }
  for (std::size_t group = 0; group < sums.size(); ++group) {
    const TripSums& all = sums[group].all;
    list.scope = groups.scopes[group];
    list.add("trips.done", all.trips, "1", all.count);
    add_shares(sums[group], modes, "mode_share", &TripSums::trips, list);
    list.add("travel_time.mean", ratio(all.seconds, all.trips), "s", all.count);
    list.add("co2e", all.co2_g / 1000.0, "kg", all.count);
    list.add("co2e.life_cycle", all.life_cycle_g / 1000.0, "kg", all.count);
  }
}

}  // namespace eveil::analysis

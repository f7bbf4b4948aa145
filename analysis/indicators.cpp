// SPDX-License-Identifier: Apache-2.0
#include "analysis/indicators.hpp"

#include "analysis/generator_indicators.hpp"
#include "analysis/people_groups.hpp"
#include "analysis/reach_indicators.hpp"
#include "analysis/road_indicators.hpp"
#include "analysis/service_indicators.hpp"
#include "analysis/trip_groups.hpp"
#include "analysis/trip_indicators.hpp"
#include "analysis/zone_requests.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

Expected<std::vector<output::IndicatorRow>> indicators_of(const std::string& segment,
                                                          std::uint32_t day) {
  EVEIL_TRY(const output::RunFile run, output::open_run(segment, true));
  EVEIL_TRY(const Trips trips, read_trips(run));
  IndicatorList list;
  const PeopleGroups all = everybody(trips.person_weight.size());
  add_people_indicators(trips, all, run.modes(), list);
  EVEIL_CHECK(add_trip_indicators(run, trips, list));
  EVEIL_CHECK(add_road_indicators(run, list));
  EVEIL_CHECK(add_generator_indicators(run, trips, list));
  for (const std::string& service : run.services())
    EVEIL_CHECK(add_service_indicators(run, service, list));
  EVEIL_TRY(const std::vector<PeopleGroups> classes, people_by_class(run));
  for (const PeopleGroups& groups : classes)
    add_people_indicators(trips, groups, run.modes(), list);
  EVEIL_TRY(const TripGroups hours, trips_by_hour(run));
  add_trip_group_indicators(trips, hours, run.modes(), list);
  EVEIL_TRY(const TripGroups purposes, trips_by_purpose(run));
  add_trip_group_indicators(trips, purposes, run.modes(), list);
  EVEIL_TRY(const PeopleGroups zones, residents_by_zone(run));
  add_people_indicators(trips, zones, run.modes(), list);
  EVEIL_CHECK(add_zone_requests(run, list));
  EVEIL_CHECK(add_reach_indicators(run, trips, {all}, list));
  EVEIL_CHECK(add_reach_indicators(run, trips, classes, list));
  EVEIL_CHECK(add_reach_indicators(run, trips, {zones}, list));
  for (output::IndicatorRow& row : list.rows) row.day = day;
  return std::move(list.rows);
}

}  // namespace eveil::analysis

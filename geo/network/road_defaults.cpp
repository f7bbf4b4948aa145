// SPDX-License-Identifier: Apache-2.0
#include "geo/network/road_defaults.hpp"

#include <array>

namespace eveil::geo {

namespace {

constexpr Evidence read = Evidence::read_in_source;
constexpr Evidence chosen = Evidence::chosen_here;

struct Row {
  RoadClass road_class;
  double speed_km_h;
  float lanes;
  double lane_capacity_veh_h;
  Evidence speed_evidence;
  Evidence lane_evidence;
};

// Speed, km/h: SUMO's type map (speed_source). Below trunk at most 50, because its 80 and 100 for
// roads from tertiary to primary are limits outside built-up areas; `*_link` of those likewise.
// Lanes and capacity a lane: pt2matsim (lane_source), which has no service, track or other: service
// and track take its living_street, other (highway=road and what isn't listed) takes unclassified
// in both.
constexpr std::array<Row, road_class_count> rows{{
    {RoadClass::motorway, 142.0, 2.0F, 2000.0, read, read},
    {RoadClass::motorway_link, 80.0, 1.0F, 1500.0, read, read},
    {RoadClass::trunk, 100.0, 2.0F, 2000.0, read, read},
    {RoadClass::trunk_link, 80.0, 1.0F, 1500.0, read, read},
    {RoadClass::primary, 50.0, 1.0F, 1500.0, chosen, read},
    {RoadClass::primary_link, 50.0, 1.0F, 1500.0, chosen, read},
    {RoadClass::secondary, 50.0, 1.0F, 1000.0, chosen, read},
    {RoadClass::secondary_link, 50.0, 1.0F, 1000.0, chosen, read},
    {RoadClass::tertiary, 50.0, 1.0F, 600.0, chosen, read},
    {RoadClass::tertiary_link, 50.0, 1.0F, 600.0, chosen, read},
    {RoadClass::unclassified, 50.0, 1.0F, 600.0, read, read},
    {RoadClass::residential, 50.0, 1.0F, 600.0, read, read},
    {RoadClass::living_street, 10.0, 1.0F, 300.0, read, read},
    {RoadClass::service, 20.0, 1.0F, 300.0, read, chosen},
    {RoadClass::track, 20.0, 1.0F, 300.0, read, chosen},
    {RoadClass::other, 50.0, 1.0F, 600.0, chosen, chosen},
}};

}  // namespace

RoadDefaults defaults_of(RoadClass road_class) {
  const Row& row = rows[static_cast<std::size_t>(road_class)];
  EVEIL_ASSERT(row.road_class == road_class);
  return {kilometres_per_hour(row.speed_km_h),
          row.lanes,
          vehicles_per_hour(row.lane_capacity_veh_h),
          row.speed_evidence,
          row.lane_evidence};
}

VehiclesPerSecond lane_capacity(RoadClass road_class, const LaneCapacities& stated) {
  const auto found = stated.find(road_class);
  return found == stated.end() ? defaults_of(road_class).lane_capacity
                               : vehicles_per_hour(found->second);
}

std::string_view speed_source() {
  return "eclipse-sumo 1.28.0, data/typemap/osmNetconvert.typ.xml; at most 50 km/h below trunk";
}

std::string_view lane_source() {
  return "pt2matsim OsmConverterConfigGroup.java @c7d548b; service and track as living_street, "
         "other as "
         "unclassified";
}

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#include "analysis/road_indicators.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/road_emissions.hpp"
#include "analysis/road_traffic.hpp"
#include "analysis/trip_groups.hpp"

namespace eveil::analysis {

namespace {

// Sums over rows of traffic.
struct RoadSums {
  double kilometres = 0.0;
  double hours = 0.0;
  double hours_lost = 0.0;
  Emitted emitted;
  std::uint64_t count = 0;  // vehicles as simulated

  void add(const RoadTraffic& traffic, std::size_t row, const Emitted& one) {
    const std::size_t link = traffic.link[row];
    const double vehicles = traffic.vehicles(row);
    const double free_s = traffic.length_m[link] / traffic.free_m_s[link];
    kilometres += vehicles * traffic.length_m[link] / 1000.0;
    hours += vehicles * traffic.time_s[row] / 3600.0;
    hours_lost += vehicles * (traffic.time_s[row] - free_s) / 3600.0;
    emitted.add(one, vehicles);
    count += static_cast<std::uint64_t>(traffic.volume[row]);
  }
  double speed_km_h() const { return ratio(kilometres, hours); }
};

void add_emissions(const RoadSums& sums, const std::string& end, IndicatorList& list) {
  const Emitted& all = sums.emitted;
  list.add("co2e.emitted" + end, all.co2_g / 1000.0, "kg", sums.count);
  list.add("nox" + end, all.nox_g / 1000.0, "kg", sums.count);
  list.add("pm" + end, all.pm_g / 1000.0, "kg", sums.count);
  list.add("energy" + end, all.energy_mj, "MJ", sums.count);
}

void add_levels(const RoadSums& sums, IndicatorList& list) {
  list.add("delay", sums.hours_lost, "h", sums.count);
  list.add("speed.mean", sums.speed_km_h(), "km h-1", sums.count);
  add_emissions(sums, "", list);
}

struct AllSums {
  explicit AllSums(std::size_t zones, std::size_t classes) : by_zone(zones), by_class(classes) {}

  RoadSums territory;
  RoadSums background;
  std::vector<RoadSums> by_zone;
  std::vector<RoadSums> by_class;
  std::vector<RoadSums> by_hour = std::vector<RoadSums>(clock_hours);

  void add(const RoadTraffic& traffic, std::size_t row, const Emitted& one) {
    if (traffic.is_background(row)) {
      background.add(traffic, row, one);
      return;
    }
    const std::size_t link = traffic.link[row];
    territory.add(traffic, row, one);
    if (traffic.hour[row] < by_hour.size()) by_hour[traffic.hour[row]].add(traffic, row, one);
    by_class[traffic.road_class.codes[link]].add(traffic, row, one);
    const std::int64_t zone = traffic.zone[link];
    if (zone >= 0 && static_cast<std::size_t>(zone) < by_zone.size())
      by_zone[static_cast<std::size_t>(zone)].add(traffic, row, one);
  }
};

// Speeds of the classes that the territory has roads of.
void add_class_speeds(const RoadTraffic& traffic, const AllSums& sums, IndicatorList& list) {
  std::vector<bool> there(traffic.road_class.names.size(), false);
  for (const std::uint8_t code : traffic.road_class.codes) there[code] = true;
  for (std::size_t code = 0; code < there.size(); ++code) {
    if (!there[code]) continue;
    list.add("speed." + traffic.road_class.names[code],
             sums.by_class[code].speed_km_h(),
             "km h-1",
             sums.by_class[code].count,
             "speed");
  }
}

}  // namespace

Expected<void> add_road_indicators(const output::RunFile& run, IndicatorList& list) {
  EVEIL_TRY(const RoadTraffic traffic, read_road_traffic(run));
  EVEIL_TRY(const EmissionScales scales, read_emission_scales(run));
  EVEIL_TRY(const auto zones, run.texts("zones", "id"));
  AllSums sums(zones.size(), traffic.road_class.names.size());
  for (std::size_t row = 0; row < traffic.size(); ++row)
    sums.add(traffic, row, emitted_by_one(traffic, row, scales));
  list.scope = "territory";
  add_levels(sums.territory, list);
  add_class_speeds(traffic, sums, list);
  if (sums.background.count > 0) {
    list.add("vehicle_km.background", sums.background.kilometres, "km", sums.background.count);
    add_emissions(sums.background, ".background", list);
  }
  for (std::size_t hour = 0; hour < clock_hours; ++hour) {
    list.scope = hour_scope(hour);
    list.add("vehicle_km", sums.by_hour[hour].kilometres, "km", sums.by_hour[hour].count);
    add_levels(sums.by_hour[hour], list);
  }
  for (std::size_t zone = 0; zone < zones.size(); ++zone) {
    list.scope = "zone:" + zones[zone];
    add_levels(sums.by_zone[zone], list);
  }
  return {};
}

}  // namespace eveil::analysis

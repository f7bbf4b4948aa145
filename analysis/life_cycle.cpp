// SPDX-License-Identifier: Apache-2.0
#include "analysis/life_cycle.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace eveil::analysis {

namespace {

// g by passenger-km of each kind of line, in the order of `kinds`.
Expected<std::vector<double>> of_line_kinds(const output::RunFile& run,
                                            const std::vector<std::string>& kinds) {
  EVEIL_TRY(const double bus, run.parameter("emissions.bus_life_cycle_g_per_pkm"));
  EVEIL_TRY(const double tram, run.parameter("emissions.tram_life_cycle_g_per_pkm"));
  EVEIL_TRY(const double metro, run.parameter("emissions.metro_life_cycle_g_per_pkm"));
  EVEIL_TRY(const double rail, run.parameter("emissions.rail_life_cycle_g_per_pkm"));
  std::vector<double> grams;
  for (const std::string& kind : kinds) {
    const bool hung = kind == "cable_car" || kind == "gondola" || kind == "funicular";
    if (kind == "tram" || hung) {
      grams.push_back(tram);
    } else if (kind == "metro" || kind == "monorail") {
      grams.push_back(metro);
    } else {
      grams.push_back(kind == "rail" ? rail : bus);
    }
  }
  return grams;
}

Expected<void> add_transit(const output::RunFile& run, std::vector<double>& grams) {
  EVEIL_CHECK(run.rows("legs"));
  EVEIL_CHECK(run.rows("lines"));
  EVEIL_TRY(const auto trip, run.integers("legs", "trip"));
  EVEIL_TRY(const auto line, run.integers("legs", "line"));
  EVEIL_TRY(const auto distance_m, run.numbers("legs", "distance_m"));
  EVEIL_TRY(const auto kind, run.words("lines", "kind"));
  EVEIL_TRY(const auto per_km, of_line_kinds(run, kind.names));
  const auto refused = [&](const char* column, std::int64_t row, const char* table) {
    return bad_input(run.path().string() + ":/legs/" + column,
                     fmt::format("{} is no row of /{}", row, table));
  };
  for (std::size_t leg = 0; leg < trip.size(); ++leg) {
    if (line[leg] < 0) continue;
    if (static_cast<std::size_t>(line[leg]) >= kind.codes.size())
      return refused("line", line[leg], "lines");
    if (trip[leg] < 0 || static_cast<std::size_t>(trip[leg]) >= grams.size())
      return refused("trip", trip[leg], "trips");
    const double g = per_km[kind.codes[static_cast<std::size_t>(line[leg])]];
    grams[static_cast<std::size_t>(trip[leg])] += g * distance_m[leg] / 1000.0;
  }
  return {};
}

// Kilometres that a service drives for one that its riders ride; 0 where nobody rode.
Expected<double> driven_per_ridden(const output::RunFile& run, const std::string& service) {
  const std::string group = output::RunFile::service_group(service);
  EVEIL_TRY(const auto loaded, run.numbers(group + "/vehicles", "km_loaded"));
  EVEIL_TRY(const auto empty, run.numbers(group + "/vehicles", "km_empty"));
  EVEIL_TRY(const auto ridden_m, run.numbers(group + "/requests", "ridden_m"));
  double driven = 0.0;
  double ridden = 0.0;
  for (const double km : loaded) driven += km;
  for (const double km : empty) driven += km;
  for (const double metres : ridden_m) ridden += metres / 1000.0;
  return ridden > 0.0 ? driven / ridden : 0.0;
}

}  // namespace

Expected<std::vector<double>> life_cycle_g(const output::RunFile& run, const Trips& trips) {
  EVEIL_TRY(const double car, run.parameter("emissions.car_life_cycle_g_per_km"));
  EVEIL_TRY(const double service, run.parameter("emissions.service_life_cycle_g_per_km"));
  std::vector<double> per_km(trips.mode.names.size(), 0.0);
  for (std::size_t mode = 0; mode < per_km.size(); ++mode) {
    if (trips.mode.names[mode] == "car_driver") per_km[mode] = car;
    if (!trips.by_service[mode]) continue;
    EVEIL_TRY(const double ways, driven_per_ridden(run, trips.mode.names[mode]));
    per_km[mode] = service * ways;
  }
  std::vector<double> grams(trips.size(), 0.0);
  EVEIL_CHECK(add_transit(run, grams));
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (trips.is_done(row))
      grams[row] += per_km[trips.mode.codes[row]] * trips.distance_m[row] / 1000.0;
  }
  return grams;
}

}  // namespace eveil::analysis

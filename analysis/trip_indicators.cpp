// SPDX-License-Identifier: Apache-2.0
#include "analysis/trip_indicators.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/catalogue.hpp"

namespace eveil::analysis {

namespace {

void add_distances(const Trips& trips, const std::vector<std::string>& modes, IndicatorList& list) {
  ModeSums sums(modes.size());
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (trips.is_done(row)) sums.add(trips, row);
  }
  add_shares(sums, modes, "mode_share_distance", &TripSums::metres, list);
  list.add("passenger_km", sums.all.metres / 1000.0, "km", sums.all.count);
}

void add_failures(const Trips& trips, IndicatorList& list) {
  for (const char* status : {"refused", "stranded", "stuck", "not_made"}) {
    double weight = 0.0;
    std::uint64_t count = 0;
    const std::size_t code = trips.status.code_of(status);
    for (std::size_t row = 0; row < trips.size(); ++row) {
      if (trips.status.codes[row] != code) continue;
      weight += trips.weight[row];
      ++count;
    }
    list.add(fmt::format("trips.{}", status), weight, "1", count, "trips.failed");
  }
}

// Kilometres driven: cars expanded like their drivers, every service vehicle once.
Expected<void> add_vehicle_km(const output::RunFile& run, const Trips& trips, IndicatorList& list) {
  const std::size_t car = trips.mode.code_of("car_driver");
  double kilometres = 0.0;
  std::uint64_t count = 0;
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (!trips.is_done(row) || trips.mode.codes[row] != car) continue;
    kilometres += trips.weight[row] * trips.distance_m[row] / 1000.0;
    ++count;
  }
  for (const std::string& service : run.services()) {
    const std::string table = output::RunFile::service_group(service) + "/vehicles";
    EVEIL_CHECK(run.rows(table));
    EVEIL_TRY(const auto loaded, run.numbers(table, "km_loaded"));
    EVEIL_TRY(const auto empty, run.numbers(table, "km_empty"));
    for (std::size_t row = 0; row < loaded.size(); ++row) kilometres += loaded[row] + empty[row];
    count += loaded.size();
  }
  list.add("vehicle_km", kilometres, "km", count);
  for (const std::string_view item : external_cost_items) {
    EVEIL_TRY(const double eur_per_km,
              run.parameter(fmt::format("external_costs.{}_eur_per_km", item)));
    list.add(fmt::format("external_cost.{}", item),
             kilometres * eur_per_km,
             "EUR",
             count,
             "external_cost");
  }
  return {};
}

// What public transport emits, kept apart from `co2e`: another measure. And whom full vehicles
// left.
Expected<void> add_transit(const output::RunFile& run,
                           const Trips& trips,
                           double weight,
                           IndicatorList& list) {
  EVEIL_TRY(const auto co2e_g, run.numbers("trips", "transit_co2e_g"));
  const std::size_t transit = trips.mode.code_of("transit");
  double grams = 0.0;
  std::uint64_t count = 0;
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (!trips.is_done(row)) continue;
    grams += trips.weight[row] * co2e_g[row];
    count += trips.mode.codes[row] == transit ? 1 : 0;
  }
  list.add("transit.co2e", grams / 1000.0, "kg", count);
  EVEIL_CHECK(run.rows("stops"));
  EVEIL_TRY(const auto boardings, run.numbers("stops", "boardings"));
  EVEIL_TRY(const auto left, run.numbers("stops", "left_behind"));
  double boarded = 0.0;
  double behind = 0.0;
  for (const double people : boardings) boarded += people;
  for (const double people : left) behind += people;
  const auto observed = static_cast<std::uint64_t>(boarded);
  list.add("transit.boardings", weight * boarded, "1", observed);
  list.add("transit.left_behind", weight * behind, "1", observed);
  return {};
}

}  // namespace

Expected<void> add_trip_indicators(const output::RunFile& run,
                                   const Trips& trips,
                                   IndicatorList& list) {
  EVEIL_TRY(const double sample, run.number_attribute("", "sample"));
  list.scope = "territory";
  add_distances(trips, run.modes(), list);
  EVEIL_CHECK(add_vehicle_km(run, trips, list));
  add_failures(trips, list);
  return add_transit(run, trips, 1.0 / sample, list);
}

}  // namespace eveil::analysis

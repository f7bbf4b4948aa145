// SPDX-License-Identifier: Apache-2.0
#include "analysis/trips.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/life_cycle.hpp"

namespace eveil::analysis {

namespace {

Expected<void> set_weights(const output::RunFile& run, Trips& trips) {
  EVEIL_CHECK(run.rows("persons"));
  EVEIL_TRY(const auto weights, run.numbers("persons", "weight"));
  EVEIL_TRY(const auto person, run.integers("trips", "person"));
  for (const double weight : weights) trips.people += weight;
  for (const std::int64_t row : person) {
    if (row < 0 || static_cast<std::size_t>(row) >= weights.size()) {
      return bad_input(run.path().string() + ":/trips/person",
                       fmt::format("{} is no row of /persons", row));
    }
    trips.person.push_back(static_cast<std::size_t>(row));
    trips.weight.push_back(weights[static_cast<std::size_t>(row)]);
  }
  trips.person_weight = weights;
  return {};
}

}  // namespace

Expected<Trips> read_trips(const output::RunFile& run) {
  Trips trips;
  EVEIL_CHECK(run.rows("trips"));  // columns of one length
  EVEIL_CHECK(set_weights(run, trips));
  EVEIL_TRY(trips.travel_s, run.numbers("trips", "travel_time_s"));
  EVEIL_TRY(trips.distance_m, run.numbers("trips", "distance_m"));
  EVEIL_TRY(trips.co2_g, run.numbers("trips", "co2_g"));
  EVEIL_TRY(trips.cost_eur, run.numbers("trips", "cost_eur"));
  EVEIL_TRY(trips.generator, run.integers("trips", "generator"));
  EVEIL_TRY(trips.mode, run.words("trips", "mode"));
  EVEIL_TRY(trips.status, run.words("trips", "status"));
  if (trips.mode.names != run.modes()) {
    return bad_input(run.path().string() + ":/trips/mode",
                     "its words aren't the root's `modes`: the file is damaged; run it again");
  }
  trips.done = trips.status.code_of("done");
  const std::vector<std::string>& services = run.services();
  for (const std::string& mode : run.modes()) {
    trips.by_service.push_back(std::find(services.begin(), services.end(), mode) != services.end());
  }
  EVEIL_TRY(trips.life_cycle_g, life_cycle_g(run, trips));
  return trips;
}

void TripSums::add(const Trips& of, std::size_t row) {
  trips += of.weight[row];
  metres += of.weight[row] * of.distance_m[row];
  seconds += of.weight[row] * of.travel_s[row];
  co2_g += of.vehicle_weight(row) * of.co2_g[row];
  life_cycle_g += of.vehicle_weight(row) * of.life_cycle_g[row];
  cost_eur += of.weight[row] * of.cost_eur[row];
  ++count;
}

void ModeSums::add(const Trips& trips, std::size_t row) {
  by_mode[trips.mode.codes[row]].add(trips, row);
  all.add(trips, row);
}

void add_shares(const ModeSums& sums,
                const std::vector<std::string>& modes,
                std::string_view key,
                double TripSums::*part,
                IndicatorList& list) {
  for (std::size_t mode = 0; mode < modes.size(); ++mode) {
    list.add(fmt::format("{}.{}", key, modes[mode]),
             ratio(sums.by_mode[mode].*part, sums.all.*part),
             "1",
             sums.by_mode[mode].count,
             std::string(key));
  }
}

}  // namespace eveil::analysis

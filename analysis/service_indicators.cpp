// SPDX-License-Identifier: Apache-2.0
#include "analysis/service_indicators.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/requests.hpp"
#include "analysis/statistics.hpp"

namespace eveil::analysis {

namespace {

struct Fleet {
  double vehicles = 0.0;
  double hours_open = 0.0;  // of each, a day
  double km_loaded = 0.0;
  double km_empty = 0.0;
  double km_passenger = 0.0;
  double hours_driving = 0.0;
  double hours_stopping = 0.0;
  double boardings = 0.0;

  double km() const { return km_loaded + km_empty; }
};

Expected<double> total(const output::RunFile& run, const std::string& table, const char* column) {
  EVEIL_TRY(const auto values, run.numbers(table, column));
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

Expected<Fleet> read_fleet(const output::RunFile& run, const std::string& group) {
  const std::string table = group + "/vehicles";
  Fleet fleet;
  EVEIL_TRY(fleet.hours_open, run.number_attribute(group, "hours_open"));
  EVEIL_TRY(const std::uint64_t vehicles, run.rows(table));
  fleet.vehicles = static_cast<double>(vehicles);
  EVEIL_TRY(fleet.km_loaded, total(run, table, "km_loaded"));
  EVEIL_TRY(fleet.km_empty, total(run, table, "km_empty"));
  EVEIL_TRY(fleet.km_passenger, total(run, table, "km_passenger"));
  EVEIL_TRY(fleet.hours_driving, total(run, table, "hours_driving"));
  EVEIL_TRY(fleet.hours_stopping, total(run, table, "hours_stopping"));
  EVEIL_TRY(fleet.boardings, total(run, table, "boardings"));
  return fleet;
}

void add_refusals(const Requests& requests, IndicatorList& list) {
  const std::size_t all = requests.time_s.size();
  const std::size_t refused = requests.outcome.code_of("refused");
  std::vector<std::uint64_t> by_cause(requests.cause.names.size(), 0);
  std::uint64_t count = 0;
  for (std::size_t row = 0; row < all; ++row) {
    if (requests.outcome.codes[row] != refused) continue;
    ++count;
    ++by_cause[requests.cause.codes[row]];
  }
  list.add("service.refusal_rate",
           ratio(static_cast<double>(count), static_cast<double>(all)),
           "1",
           all);
  for (std::size_t cause = 0; cause < by_cause.size(); ++cause) {
    if (requests.cause.names[cause] == "none") continue;
    list.add("service.refusals." + requests.cause.names[cause],
             static_cast<double>(by_cause[cause]),
             "1",
             all,
             "service.refusals");
  }
}

void add_rides(const Served& served, IndicatorList& list) {
  const std::uint64_t n = served.count;
  list.add("service.wait.mean", mean(served.wait_s), "s", n);
  list.add("service.wait.median", quantile(served.wait_s, 0.5), "s", n);
  list.add("service.wait.p95", quantile(served.wait_s, 0.95), "s", n);
  list.add("service.detour_time", mean(served.detour_time), "1", served.detour_time.size());
  list.add(
      "service.detour_distance", mean(served.detour_distance), "1", served.detour_distance.size());
  list.add("service.shared_rides",
           ratio(static_cast<double>(served.shared), static_cast<double>(n)),
           "1",
           n);
}

void add_fleet(const Fleet& fleet, IndicatorList& list) {
  const auto boardings = static_cast<std::uint64_t>(fleet.boardings);
  const double vehicle_hours = fleet.vehicles * fleet.hours_open;
  list.add("service.vehicle_km", fleet.km(), "km", boardings);
  list.add("service.occupancy", ratio(fleet.km_passenger, fleet.km()), "1", boardings);
  list.add("service.empty_share", ratio(fleet.km_empty, fleet.km()), "1", boardings);
  list.add(
      "service.rides_per_vehicle_hour", ratio(fleet.boardings, vehicle_hours), "h-1", boardings);
  list.add("service.fleet_utilisation",
           ratio(fleet.hours_driving + fleet.hours_stopping, vehicle_hours),
           "1",
           boardings);
}

Expected<void> add_costs(const output::RunFile& run,
                         const std::string& group,
                         const Fleet& fleet,
                         const Served& served,
                         IndicatorList& list) {
  EVEIL_TRY(const double per_hour, run.number_attribute(group, "cost_eur_per_vehicle_hour"));
  EVEIL_TRY(const double per_km, run.number_attribute(group, "cost_eur_per_km"));
  EVEIL_TRY(const double per_day, run.number_attribute(group, "cost_eur_per_vehicle_day"));
  const double cost =
      fleet.vehicles * (per_hour * fleet.hours_open + per_day) + per_km * fleet.km();
  const auto trips = static_cast<double>(served.count);
  list.add("service.cost", cost, "EUR", served.count);
  list.add("service.revenue", served.revenue_eur, "EUR", served.count);
  list.add("service.result", served.revenue_eur - cost, "EUR", served.count);
  list.add("service.cost_per_trip", ratio(cost, trips), "EUR", served.count);
  list.add(
      "service.subsidy_per_trip", ratio(cost - served.revenue_eur, trips), "EUR", served.count);
  return {};
}

}  // namespace

Expected<void> add_service_indicators(const output::RunFile& run,
                                      const std::string& service,
                                      IndicatorList& list) {
  const std::string group = output::RunFile::service_group(service);
  EVEIL_TRY(const Requests requests, read_requests(run, group + "/requests"));
  EVEIL_TRY(const Fleet fleet, read_fleet(run, group));
  const Served served = served_of(requests);
  list.scope = "service:" + service;
  list.add(
      "service.requests", static_cast<double>(requests.time_s.size()), "1", requests.time_s.size());
  list.add("service.served", static_cast<double>(served.count), "1", requests.time_s.size());
  add_refusals(requests, list);
  add_rides(served, list);
  add_fleet(fleet, list);
  return add_costs(run, group, fleet, served, list);
}

}  // namespace eveil::analysis

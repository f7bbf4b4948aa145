// SPDX-License-Identifier: Apache-2.0
#include "analysis/requests.hpp"

namespace eveil::analysis {

Expected<Requests> read_requests(const output::RunFile& run, const std::string& table) {
  Requests requests;
  EVEIL_CHECK(run.rows(table));  // columns of one length
  EVEIL_TRY(requests.trip, run.integers(table, "trip"));
  EVEIL_TRY(requests.time_s, run.numbers(table, "time_s"));
  EVEIL_TRY(requests.pickup_s, run.numbers(table, "pickup_s"));
  EVEIL_TRY(requests.ride_s, run.numbers(table, "ride_time_s"));
  EVEIL_TRY(requests.direct_s, run.numbers(table, "direct_time_s"));
  EVEIL_TRY(requests.direct_m, run.numbers(table, "direct_distance_m"));
  EVEIL_TRY(requests.ridden_m, run.numbers(table, "ridden_m"));
  EVEIL_TRY(requests.fare_eur, run.numbers(table, "fare_eur"));
  EVEIL_TRY(requests.shared, run.flags(table, "shared"));
  EVEIL_TRY(requests.outcome, run.words(table, "outcome"));
  EVEIL_TRY(requests.cause, run.words(table, "cause_of_refusal"));
  return requests;
}

void Served::add(const Requests& requests, std::size_t row) {
  ++count;
  shared += requests.shared[row];
  wait_s.push_back(requests.pickup_s[row] - requests.time_s[row]);
  revenue_eur += requests.fare_eur[row];
  if (requests.direct_s[row] > 0.0)
    detour_time.push_back(requests.ride_s[row] / requests.direct_s[row]);
  if (requests.direct_m[row] > 0.0)
    detour_distance.push_back(requests.ridden_m[row] / requests.direct_m[row]);
}

Served served_of(const Requests& requests) {
  Served served;
  const std::size_t code = requests.outcome.code_of("served");
  for (std::size_t row = 0; row < requests.size(); ++row) {
    if (requests.outcome.codes[row] == code) served.add(requests, row);
  }
  return served;
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/demand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/detail/riders.hpp"
#include "analysis/detail/wkb.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

constexpr std::size_t hours_of_a_run = 30;  // a day runs past midnight

// One replication's sums of a place or hour.
struct Sums {
  double requests = 0.0;
  double served = 0.0;
  double refused = 0.0;
  double wait_s = 0.0;
};

struct Replication {
  std::vector<Sums> hours = std::vector<Sums>(hours_of_a_run);
  std::vector<Sums> zones;
};

void add(Sums& sums, bool served, bool refused, double wait_s) {
  sums.requests += 1.0;
  sums.served += served ? 1.0 : 0.0;
  sums.refused += refused ? 1.0 : 0.0;
  sums.wait_s += served ? wait_s : 0.0;
}

Expected<Replication> read_replication(const output::RunFile& run,
                                       const std::string& table,
                                       std::size_t zones) {
  Replication sums;
  sums.zones.resize(zones);
  EVEIL_TRY(const std::uint64_t rows, run.rows(table));
  EVEIL_TRY(const auto time, run.numbers(table, "time_s"));
  EVEIL_TRY(const auto pickup, run.numbers(table, "pickup_s"));
  EVEIL_TRY(const auto outcome, run.words(table, "outcome"));
  EVEIL_TRY(const auto trip, run.integers(table, "trip"));
  EVEIL_TRY(const auto origin, run.integers("trips", "origin_zone"));
  const std::size_t is_served = outcome.code_of("served");
  const std::size_t is_refused = outcome.code_of("refused");
  for (std::size_t row = 0; row < rows; ++row) {
    const bool served = outcome.codes[row] == is_served;
    const bool refused = outcome.codes[row] == is_refused;
    const double wait = pickup[row] - time[row];
    const double hour = std::clamp(std::floor(time[row] / 3600.0), 0.0, hours_of_a_run - 1.0);
    add(sums.hours[static_cast<std::size_t>(hour)], served, refused, wait);
    const auto of = static_cast<std::size_t>(trip[row]);
    if (trip[row] < 0 || of >= origin.size()) continue;  // of a request without a trip
    const auto zone = static_cast<std::size_t>(origin[of]);
    if (origin[of] >= 0 && zone < zones) add(sums.zones[zone], served, refused, wait);
  }
  return sums;
}

double over(double numerator, double denominator) {
  return denominator > 0.0 ? numerator / denominator : std::numeric_limits<double>::quiet_NaN();
}

// One place or hour over all replications; those without a number are left out of their mean.
Demand demand_of(const std::vector<Sums>& replications) {
  std::vector<double> requests;
  std::vector<double> served;
  std::vector<double> refusal_rate;
  std::vector<double> wait;
  for (const Sums& sums : replications) {
    requests.push_back(sums.requests);
    served.push_back(sums.served);
    if (sums.requests > 0.0) refusal_rate.push_back(over(sums.refused, sums.requests));
    if (sums.served > 0.0) wait.push_back(over(sums.wait_s, sums.served));
  }
  return {t_interval(requests), t_interval(served), t_interval(refusal_rate), t_interval(wait)};
}

std::vector<Demand> demands(const std::vector<Replication>& replications,
                            std::vector<Sums> Replication::*of) {
  std::vector<Demand> all;
  const std::size_t rows = replications.empty() ? 0 : (replications.front().*of).size();
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<Sums> sums;
    sums.reserve(replications.size());
    for (const Replication& one : replications) sums.push_back((one.*of)[row]);
    all.push_back(demand_of(sums));
  }
  return all;
}

// From the first hour with a request to the last.
void set_hours(const std::vector<Replication>& replications, ServiceDetail& detail) {
  std::vector<Demand> all = demands(replications, &Replication::hours);
  const auto asked = [](const Demand& hour) { return hour.requests.mean > 0.0; };
  const auto first = std::find_if(all.begin(), all.end(), asked);
  const auto last = std::find_if(all.rbegin(), all.rend(), asked).base();
  if (first == all.end()) return;
  detail.first_hour = static_cast<std::size_t>(first - all.begin());
  detail.hours.assign(first, last);
}

Expected<ServiceFacts> read_facts(const output::RunFile& run, const std::string& group) {
  ServiceFacts facts;
  const auto number = [&](const char* name) {
    return run.number_attribute(group, name).value_or(std::nan(""));
  };
  facts.kind = run.text_attribute(group, "kind").value_or("");
  facts.vehicles = number("vehicles");
  facts.seats = number("seats");
  facts.hours = run.texts_attribute(group, "hours").value_or(std::vector<std::string>());
  facts.max_wait_s = number("max_wait_s");
  facts.fare_eur = number("fare_eur");
  facts.fare_eur_per_km = number("fare_eur_per_km");
  if (run.has_attribute(group, "area")) {
    EVEIL_TRY(const auto bytes, run.bytes_attribute(group, "area"));
    EVEIL_TRY(facts.area,
              area_of_wkb(bytes, fmt::format("{}:/{}@area", run.path().string(), group)));
  }
  return facts;
}

}  // namespace

Expected<ServiceDetail> read_service(const PairedFiles& files,
                                     const std::string& service,
                                     std::size_t zones) {
  ServiceDetail detail;
  detail.name = service;
  const std::string group = output::RunFile::service_group(service);
  std::vector<Replication> replications;
  for (std::size_t pair = 0; pair < files.variant.size(); ++pair) {
    EVEIL_TRY(const output::RunFile run, output::open_run(files.variant[pair]));
    if (!run.has(group + "/requests")) return detail;
    if (pair == 0) {
      EVEIL_TRY(detail.facts, read_facts(run, group));
    }
    EVEIL_TRY(Replication sums, read_replication(run, group + "/requests", zones));
    replications.push_back(std::move(sums));
  }
  set_hours(replications, detail);
  detail.zones = demands(replications, &Replication::zones);
  EVEIL_TRY(detail.riders, read_riders(files, service));
  return detail;
}

}  // namespace eveil::analysis

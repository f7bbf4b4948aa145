// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/distributions.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

#include "analysis/detail/quantiles.hpp"
#include "analysis/requests.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

constexpr std::size_t steps = 100;
constexpr double seconds_a_minute = 60.0;

using Curve = std::vector<double>;

// The curves of one run, in the order of the distributions.
using Curves = std::vector<Curve>;

Curve curve_of(std::vector<Weighted> values) { return quantiles_of(std::move(values), steps); }

// Travel times of all trips done, and waits of those by public transport, in minutes.
Expected<void> add_trips(const output::RunFile& run, Curves& curves) {
  std::vector<Weighted> travel;
  std::vector<Weighted> waits;
  if (run.has("trips/travel_time_s") && run.has("persons/weight")) {
    EVEIL_CHECK(run.rows("trips"));
    EVEIL_TRY(const auto weight, run.numbers("persons", "weight"));
    EVEIL_TRY(const auto person, run.integers("trips", "person"));
    EVEIL_TRY(const auto time, run.numbers("trips", "travel_time_s"));
    EVEIL_TRY(const auto wait, run.numbers("trips", "wait_s"));
    EVEIL_TRY(const auto mode, run.words("trips", "mode"));
    EVEIL_TRY(const auto status, run.words("trips", "status"));
    const std::size_t done = status.code_of("done");
    const std::size_t transit = mode.code_of("transit");
    for (std::size_t row = 0; row < time.size(); ++row) {
      const auto of = static_cast<std::size_t>(person[row]);
      if (status.codes[row] != done || person[row] < 0 || of >= weight.size()) continue;
      if (std::isfinite(time[row])) travel.push_back({time[row] / seconds_a_minute, weight[of]});
      if (mode.codes[row] == transit && std::isfinite(wait[row]))
        waits.push_back({wait[row] / seconds_a_minute, weight[of]});
    }
  }
  curves.push_back(curve_of(std::move(travel)));
  curves.push_back(curve_of(std::move(waits)));
  return {};
}

// Waits in minutes and detours of a service's rides; nothing where the run doesn't have it.
Expected<void> add_rides(const output::RunFile& run, const std::string& service, Curves& curves) {
  std::vector<Weighted> waits;
  std::vector<Weighted> detours;
  const std::string table = output::RunFile::service_group(service) + "/requests";
  if (run.has(table)) {
    EVEIL_TRY(const Requests requests, read_requests(run, table));
    const Served served = served_of(requests);
    for (const double wait_s : served.wait_s) waits.push_back({wait_s / seconds_a_minute, 1.0});
    for (const double detour : served.detour_time) detours.push_back({detour, 1.0});
  }
  curves.push_back(curve_of(std::move(waits)));
  curves.push_back(curve_of(std::move(detours)));
  return {};
}

Expected<Curves> read_curves(const std::string& file, const std::vector<std::string>& services) {
  EVEIL_TRY(const output::RunFile run, output::open_run(file));
  Curves curves;
  EVEIL_CHECK(add_trips(run, curves));
  for (const std::string& service : services) EVEIL_CHECK(add_rides(run, service, curves));
  return curves;
}

// Curves of a distribution over the replications that have one.
Curve mean_of(const std::vector<Curves>& runs, std::size_t row) {
  std::vector<Curve> known;
  for (const Curves& one : runs) {
    if (!one[row].empty()) known.push_back(one[row]);
  }
  return mean_curve(known);
}

QuantileRow quantile_row(const std::vector<Curves>& base,
                         const std::vector<Curves>& variant,
                         std::size_t row,
                         double share) {
  const auto at = static_cast<std::size_t>(std::lround(share * static_cast<double>(steps)));
  std::vector<double> before;
  std::vector<double> after;
  std::vector<double> change;
  for (std::size_t pair = 0; pair < base.size(); ++pair) {
    const Curve& was = base[pair][row];
    const Curve& is = variant[pair][row];
    if (!was.empty()) before.push_back(was[at]);
    if (!is.empty()) after.push_back(is[at]);
    if (!was.empty() && !is.empty()) change.push_back(is[at] - was[at]);
  }
  return {share, t_interval(before), t_interval(after), t_interval(change)};
}

}  // namespace

Expected<std::vector<Distribution>> read_distributions(const PairedFiles& files,
                                                       const std::vector<std::string>& services) {
  std::vector<Curves> base;
  std::vector<Curves> variant;
  for (std::size_t pair = 0; pair < files.variant.size(); ++pair) {
    EVEIL_TRY(Curves without, read_curves(files.base[pair], services));
    EVEIL_TRY(Curves with, read_curves(files.variant[pair], services));
    base.push_back(std::move(without));
    variant.push_back(std::move(with));
  }
  std::vector<Distribution> all = {{"travel_time", "", {}, {}, {}},
                                   {"transit_wait", "", {}, {}, {}}};
  for (const std::string& service : services) {
    all.push_back({"wait", service, {}, {}, {}});
    all.push_back({"detour", service, {}, {}, {}});
  }
  std::vector<Distribution> known;
  for (std::size_t row = 0; row < all.size(); ++row) {
    Distribution& one = all[row];
    one.base = mean_of(base, row);
    one.variant = mean_of(variant, row);
    if (one.base.empty() && one.variant.empty()) continue;
    for (const double share : told_quantiles)
      one.rows.push_back(quantile_row(base, variant, row, share));
    known.push_back(std::move(one));
  }
  return known;
}

}  // namespace eveil::analysis

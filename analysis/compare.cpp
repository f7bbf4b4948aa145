// SPDX-License-Identifier: Apache-2.0
#include "analysis/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/pairs.hpp"
#include "analysis/statistics.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// What a base without the service has none of: 0, not unknown.
bool counted(const std::string& indicator) {
  constexpr std::array<std::string_view, 7> keys = {"service.requests",
                                                    "service.served",
                                                    "service.refusals.",
                                                    "service.vehicle_km",
                                                    "service.cost",
                                                    "service.revenue",
                                                    "mode_share"};
  if (indicator == "service.cost_per_trip") return false;
  return std::any_of(
      keys.begin(), keys.end(), [&](std::string_view key) { return indicator.starts_with(key); });
}

// The values of one key, a row a replication and a column a day.
using Days = std::vector<std::vector<double>>;

Days days_of(const Runs& runs, const Key& key, std::size_t days, double missing) {
  Days values;
  for (const Observation& run : runs.observations) {
    const auto found = run.days.find(key);
    values.push_back(found != run.days.end() ? found->second : std::vector<double>(days, missing));
  }
  return values;
}

std::vector<double> means(const Days& days) {
  std::vector<double> values;
  for (const auto& row : days) {
    double total = 0.0;
    double count = 0.0;
    for (const double value : row) {
      if (std::isnan(value)) continue;
      total += value;
      count += 1.0;
    }
    values.push_back(count > 0.0 ? total / count : nothing);
  }
  return values;
}

Days differences(const Days& base, const Days& variant) {
  Days result;
  for (std::size_t row = 0; row < variant.size(); ++row) {
    std::vector<double> days;
    for (std::size_t day = 0; day < std::min(base[row].size(), variant[row].size()); ++day) {
      days.push_back(variant[row][day] - base[row][day]);
    }
    result.push_back(std::move(days));
  }
  return result;
}

bool all_zero(const Days& days) {
  for (const auto& row : days) {
    for (const double value : row) {
      if (value != 0.0) return false;
    }
  }
  return true;
}

void set_drift(const Days& paired, Entry& entry) {
  std::vector<double> rises;
  for (const auto& days : paired) rises.push_back(rise(days));
  const Interval drift = t_interval(rises);
  entry.drift = drift.mean;
  entry.drift_low = drift.low;
  entry.drift_high = drift.high;
}

Finding finding_of(const Entry& entry, const Days& paired) {
  if (std::isnan(entry.difference))
    return entry.only_variant ? Finding::only_variant : Finding::undecided;
  if (all_zero(paired)) return Finding::none_exactly;
  if (std::isnan(entry.low)) return Finding::one_replication;
  const bool drifts = entry.drift_low > 0.0 || entry.drift_high < 0.0;
  if (drifts && std::fabs(entry.drift) > std::fabs(entry.difference) / 3.0)
    return Finding::drifting;
  return entry.low > 0.0 || entry.high < 0.0 ? Finding::different : Finding::undecided;
}

Entry entry_of(
    const Key& key, const Runs& base, const Runs& variant, bool in_base, bool in_variant) {
  const double missing = counted(key.second) ? 0.0 : nothing;
  const auto observed = static_cast<std::size_t>(variant.source.average_days);
  const Days base_days = days_of(base, key, observed, missing);
  const Days variant_days = days_of(variant, key, observed, missing);
  const Days paired = differences(base_days, variant_days);

  Entry entry;
  entry.scope = key.first;
  entry.indicator = key.second;
  const auto& facts = in_variant ? variant.facts.at(key) : base.facts.at(key);
  entry.units = facts.first;
  entry.definition = facts.second;
  entry.only_variant = !in_base;
  entry.replications = static_cast<std::uint32_t>(variant.observations.size());
  const std::vector<double> base_means = means(base_days);
  const std::vector<double> variant_means = means(variant_days);
  entry.base = mean(base_means);
  const Interval own = t_interval(variant_means);
  entry.variant = own.mean;
  entry.variant_low = own.low;
  entry.variant_high = own.high;
  std::vector<double> changes;
  for (std::size_t row = 0; row < variant_means.size(); ++row) {
    changes.push_back(variant_means[row] - base_means[row]);
  }
  const Interval difference = t_interval(changes);
  entry.difference = difference.mean;
  entry.low = difference.low;
  entry.high = difference.high;
  entry.variance_ratio = variance(changes) > 0.0
                             ? (variance(base_means) + variance(variant_means)) / variance(changes)
                             : nothing;
  set_drift(paired, entry);
  entry.finding = finding_of(entry, paired);
  return entry;
}

}  // namespace

std::string_view name_of(Finding finding) {
  switch (finding) {
    case Finding::different:
      return "different";
    case Finding::undecided:
      return "undecided";
    case Finding::drifting:
      return "drifting";
    case Finding::none_exactly:
      return "none, exactly";
    case Finding::one_replication:
      return "one replication";
    case Finding::only_variant:
      return "only in the variant";
  }
  return "";
}

Expected<Comparison> compare_runs(const std::vector<std::string>& base_files,
                                  const std::vector<std::string>& variant_files) {
  EVEIL_TRY(const Runs base, read_runs(base_files));
  EVEIL_TRY(const Runs variant, read_runs(variant_files));
  EVEIL_CHECK(check_pairing(base, variant));
  Comparison comparison;
  comparison.source = variant.source;
  comparison.source.base_scenario = base.source.variant_scenario;
  for (const Observation& run : variant.observations) {
    comparison.source.replications.push_back(run.replication);
  }
  for (const Key& key : variant.order) {
    comparison.entries.push_back(entry_of(key, base, variant, base.facts.contains(key), true));
  }
  for (const Key& key : base.order) {
    if (!variant.facts.contains(key))
      comparison.entries.push_back(entry_of(key, base, variant, true, false));
  }
  return comparison;
}

}  // namespace eveil::analysis

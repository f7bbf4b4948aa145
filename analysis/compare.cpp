// SPDX-License-Identifier: Apache-2.0
#include "analysis/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/intervals.hpp"
#include "analysis/other_differences.hpp"
#include "analysis/pairs.hpp"
#include "analysis/sequential.hpp"
#include "analysis/statistics.hpp"
#include "geo/base/parallel.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// What runs without the service have none of: 0, not unknown. A fleet's cost is not among them:
// it is a fact of the scenario that has the fleet, the same whoever rides, and so a level.
bool counted(std::string_view definition) {
  constexpr std::array<std::string_view, 7> keys = {"service.requests",
                                                    "service.served",
                                                    "service.refusals",
                                                    "service.vehicle_km",
                                                    "service.revenue",
                                                    "mode_share",
                                                    "mode_share_distance"};
  return std::find(keys.begin(), keys.end(), definition) != keys.end();
}

// The values of one key, a row a replication and a column a day.
using Days = std::vector<std::vector<double>>;

constexpr std::size_t unknown = std::numeric_limits<std::size_t>::max();

// A key of base, variant or both: its numbers in their lists.
struct PairedKey {
  std::size_t base = unknown;
  std::size_t variant = unknown;
};

Days days_of(const Runs& runs, std::size_t key, double missing) {
  Days values;
  for (const Observation& run : runs.observations) {
    const std::span<const double> found = run.of(key);
    values.push_back(found.empty() ? std::vector<double>(run.days.size(), missing)
                                   : std::vector<double>(found.begin(), found.end()));
  }
  return values;
}

bool has_number(const Days& days) {
  return std::any_of(days.begin(), days.end(), [](const std::vector<double>& row) {
    return std::any_of(row.begin(), row.end(), [](double value) { return std::isfinite(value); });
  });
}

// The means of the replications' days that have a number; a replication without any is left out.
std::vector<double> means(const Days& days) {
  std::vector<double> values;
  for (const auto& row : days) {
    std::vector<double> finite;
    for (const double value : row) {
      if (std::isfinite(value)) finite.push_back(value);
    }
    if (!finite.empty()) values.push_back(mean(finite));
  }
  return values;
}

// The mean rise over a replication's days that have a number.
Interval drift_of(const Days& days) {
  std::vector<double> rises;
  for (const auto& row : days) {
    std::vector<double> finite;
    for (const double value : row) {
      if (std::isfinite(value)) finite.push_back(value);
    }
    if (!finite.empty()) rises.push_back(rise(finite));
  }
  return t_interval(rises);
}

// Base and variant on the days that have a number in both, and their differences: what pairs.
struct Paired {
  Days base;
  Days variant;
  Days difference;
  bool equal = true;  // in every replication and day, those without a number included
};

Paired paired(const Days& base, const Days& variant) {
  Paired pairs;
  for (std::size_t row = 0; row < variant.size(); ++row) {
    pairs.base.emplace_back();
    pairs.variant.emplace_back();
    pairs.difference.emplace_back();
    for (std::size_t day = 0; day < variant[row].size(); ++day) {
      const double before = base[row][day];
      const double after = variant[row][day];
      const bool numbers = std::isfinite(before) && std::isfinite(after);
      if (numbers) {
        pairs.base.back().push_back(before);
        pairs.variant.back().push_back(after);
        pairs.difference.back().push_back(after - before);
      }
      const bool both_without = !std::isfinite(before) && !std::isfinite(after);
      if (numbers ? before != after : !both_without) pairs.equal = false;
    }
  }
  return pairs;
}

Finding finding_of(const Entry& entry, bool equal) {
  if (!std::isfinite(entry.base) && !std::isfinite(entry.variant)) return Finding::no_value;
  if (!std::isfinite(entry.difference)) {
    if (!std::isfinite(entry.base)) return Finding::only_variant;
    return std::isfinite(entry.variant) ? Finding::undecided : Finding::only_base;
  }
  if (equal) return Finding::none_exactly;
  if (!std::isfinite(entry.low)) return Finding::one_replication;
  if (drifts_far(entry.drift, entry.drift_low, entry.drift_high, std::fabs(entry.difference)))
    return Finding::drifting;
  return entry.low > 0.0 || entry.high < 0.0 ? Finding::different : Finding::undecided;
}

// What judging takes that is the same for all indicators.
struct Judging {
  Resamples resamples;
  double equivalent_within;
  double level;              // of an interval that is to be at 95 %
  double equivalence_level;  // of one that is to be at 90 %: two one-sided tests at 5 %
};

Judging judging_of(const Method& method, std::size_t pairs) {
  const auto count = static_cast<std::uint32_t>(pairs);
  return {Resamples(pairs),
          method.equivalent_within,
          corrected_confidence(method.looks, count, 0.95),
          corrected_confidence(method.looks, count, 0.90)};
}

Equivalence equivalence_of(const Entry& entry,
                           const std::vector<double>& changes,
                           const Judging& judging) {
  if (judging.equivalent_within <= 0.0 || !std::isfinite(entry.difference))
    return Equivalence::not_asked;
  const double margin = judging.equivalent_within * std::fabs(entry.base);
  const Interval interval =
      mean_interval(changes, judging.equivalence_level, judging.resamples).interval;
  const double distance = std::fabs(std::fabs(entry.difference) - margin);
  if (drifts_far(entry.drift, entry.drift_low, entry.drift_high, distance))
    return Equivalence::undecided;
  const auto within = within_margin(interval.low, interval.high, margin);
  if (!within) return Equivalence::undecided;
  return *within ? Equivalence::equivalent : Equivalence::not_equivalent;
}

void set_difference(const Paired& pairs, const Judging& judging, Entry& entry) {
  const std::vector<double> changes = means(pairs.difference);
  const MeanInterval difference = mean_interval(changes, judging.level, judging.resamples);
  entry.difference = difference.interval.mean;
  entry.low = difference.interval.low;
  entry.high = difference.interval.high;
  entry.interval = difference.kind;
  entry.level = judging.level;
  // An interval over 95 % leaves out 0 where p is below its own error: as often as 5 % in all.
  entry.p_value =
      pairs.equal ? 1.0 : std::min(1.0, p_of_mean(changes) * 0.05 / (1.0 - judging.level));
  if (changes.size() < 2) entry.p_value = nothing;
  const Interval drift = drift_of(pairs.difference);
  entry.drift = drift.mean;
  entry.drift_low = drift.low;
  entry.drift_high = drift.high;
  entry.equivalence = equivalence_of(entry, changes, judging);
  const double spread = variance(changes);
  const double unpaired = variance(means(pairs.base)) + variance(means(pairs.variant));
  entry.variance_ratio = spread > 0.0 ? unpaired / spread : nothing;
}

const KeyFact& fact_of(const PairedKey& key, const Runs& base, const Runs& variant) {
  return key.variant != unknown ? variant.keys[key.variant] : base.keys[key.base];
}

Entry entry_of(const PairedKey& key,
               const Runs& base,
               const Runs& variant,
               const Judging& judging) {
  const KeyFact& fact = fact_of(key, base, variant);
  Entry entry;
  entry.scope = fact.scope;
  entry.indicator = fact.indicator;
  entry.units = fact.units;
  entry.definition = fact.definition;
  entry.only_variant = key.base == unknown;

  const double missing = counted(entry.definition) ? 0.0 : nothing;
  const Days base_days = days_of(base, key.base, missing);
  const Days variant_days = days_of(variant, key.variant, missing);
  const Paired pairs = paired(base_days, variant_days);
  const bool both = has_number(pairs.difference);
  // Where the two pair, their levels are of the same days, so that they differ by the difference.
  const Days& base_used = both ? pairs.base : base_days;
  const Days& variant_used = both ? pairs.variant : variant_days;
  entry.base_levels = means(base_used);
  entry.variant_levels = means(variant_used);
  entry.base = mean(entry.base_levels);
  const Interval own =
      mean_interval(entry.variant_levels, judging.level, judging.resamples).interval;
  entry.variant = own.mean;
  entry.variant_low = own.low;
  entry.variant_high = own.high;
  entry.base_drift = drift_of(base_used).mean;
  const Interval own_drift = drift_of(variant_used);
  entry.variant_drift = own_drift.mean;
  entry.variant_drift_low = own_drift.low;
  entry.variant_drift_high = own_drift.high;
  set_difference(pairs, judging, entry);
  const std::size_t used =
      std::isfinite(entry.variant) ? entry.variant_levels.size() : entry.base_levels.size();
  entry.replications = static_cast<std::uint32_t>(used);
  entry.finding = finding_of(entry, pairs.equal);
  return entry;
}

// Territory first, then services, generators, classes of people, zones.
std::size_t rank_of(std::string_view scope) {
  constexpr std::array<std::string_view, 5> kinds = {
      "territory", "service:", "generator:", "class:", "zone:"};
  std::size_t rank = 0;
  while (rank < kinds.size() && !scope.starts_with(kinds[rank])) ++rank;
  return rank;
}

// The keys of both, one scope after the other, each in its first order.
std::vector<PairedKey> keys_of(const Runs& base, const Runs& variant) {
  std::vector<PairedKey> keys;
  for (std::size_t row = 0; row < variant.keys.size(); ++row) {
    const KeyFact& fact = variant.keys[row];
    keys.push_back({base.keys.find(fact.scope, fact.indicator).value_or(unknown), row});
  }
  for (std::size_t row = 0; row < base.keys.size(); ++row) {
    const KeyFact& fact = base.keys[row];
    if (!variant.keys.find(fact.scope, fact.indicator)) keys.push_back({row, unknown});
  }
  // By kind of scope and, within it, by the scope's first place; thousands of zones may come.
  using Place = std::pair<std::size_t, std::size_t>;
  std::map<std::string_view, Place> places;
  std::vector<std::pair<Place, PairedKey>> placed;
  placed.reserve(keys.size());
  for (const PairedKey& key : keys) {
    const std::string_view scope = fact_of(key, base, variant).scope;
    const Place next{rank_of(scope), places.size()};
    placed.emplace_back(places.try_emplace(scope, next).first->second, key);
  }
  std::stable_sort(
      placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t row = 0; row < keys.size(); ++row) keys[row] = placed[row].second;
  return keys;
}

}  // namespace

std::string_view name_of(Finding finding) {
  switch (finding) {
    case Finding::different:
      return "different";
    case Finding::undecided:
      return "undecided";
    case Finding::drifting:
      return "undecided: still drifting";
    case Finding::none_exactly:
      return "none, exactly";
    case Finding::one_replication:
      return "one replication";
    case Finding::only_variant:
      return "only in the variant";
    case Finding::only_base:
      return "only in the base";
    case Finding::no_value:
      return "no value";
  }
  return "";
}

Expected<Comparison> compare_runs(const std::vector<std::string>& base_files,
                                  const std::vector<std::string>& variant_files,
                                  const Method& method) {
  EVEIL_TRY(const Runs base, read_runs(base_files));
  EVEIL_TRY(const Runs variant, read_runs(variant_files));
  EVEIL_CHECK(check_pairing(base, variant));
  Comparison comparison;
  comparison.source = variant.source;
  comparison.source.base_scenario = base.source.variant_scenario;
  for (const std::string& change : base.source.changes) {
    auto& changes = comparison.source.changes;
    const auto same = std::find(changes.begin(), changes.end(), change);
    if (same != changes.end()) changes.erase(same);
  }
  for (const Observation& run : variant.observations) {
    comparison.source.replications.push_back(run.replication);
    comparison.source.variant_runs.push_back(run.file);
  }
  for (const Observation& run : base.observations) comparison.source.base_runs.push_back(run.file);
  {
    EVEIL_TRY(const output::RunFile before, output::open_run(base_files.front()));
    EVEIL_TRY(const output::RunFile after, output::open_run(variant_files.front()));
    EVEIL_TRY(comparison.source.also_differs, other_differences(before, after));
  }
  comparison.source.looks = method.looks;
  comparison.source.equivalent_within = method.equivalent_within;
  const Judging judging = judging_of(method, variant.observations.size());
  const std::vector<PairedKey> keys = keys_of(base, variant);
  comparison.entries.resize(keys.size());
  parallel::for_each_row(keys.size(), [&](std::size_t row) {
    comparison.entries[row] = entry_of(keys[row], base, variant, judging);
  });
  correct_for_number(comparison.entries);
  EVEIL_TRY(comparison.precisions, precisions_of(method.precision, comparison));
  return comparison;
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/json.hpp"

namespace eveil::analysis {

/// The paired difference of one indicator in one scope, variant − base.
struct Entry {
  std::string indicator;
  std::string scope;
  std::string units;
  std::string definition;
  double base = 0.0;  ///< mean over replications
  double variant = 0.0;
  double difference = 0.0;
  double low = 0.0;  ///< 95 % t interval of the mean paired difference
  double high = 0.0;
  std::uint32_t replications = 0;
  /// What can be said: different, undecided (the interval holds 0, or the difference still drifts),
  /// none (exactly zero in every replication and day), one_replication (no interval).
  enum class Finding : std::uint8_t {
    different,
    undecided,
    drifting,
    none_exactly,
    one_replication
  } finding;
  double drift =
      0.0;  ///< of the paired difference: last observed day − first, mean over replications
  double drift_low = 0.0;
  double drift_high = 0.0;
  double variance_ratio = 0.0;  ///< variance of unpaired ÷ paired differences; NaN where undefined
  bool only_variant = false;    ///< the service isn't in the base: base is 0 trips, no level
};

/// Where the numbers come from, for the report.
struct Source {
  std::string territory;
  std::string territory_digest;
  std::string base_scenario;
  std::string variant_scenario;
  std::string scenario_digest;  ///< of the variant
  double sample = 1.0;
  std::int64_t seed = 0;
  std::int64_t fork_days = 0;
  std::int64_t average_days = 0;
  std::vector<std::int64_t> replications;
  std::string learnt_from;
  std::string program_version;
  std::vector<std::string> modes;  ///< of the variant
  std::vector<std::string> licences;
  std::vector<std::string> data_years;
  std::string fleet_not_scaled;  ///< empty where the sample is whole
};

struct Comparison {
  Source source;
  std::vector<Entry>
      entries;  ///< territory first, then services, generators; indicators in a fixed order
};

/// Compares finished runs in pairs of equal replication.
///
/// \param base, variant  run files, in any order; each replication once in each.
/// \errors bad_input: names the files: other territory, seed, sample, learnt_from or fork_days; a
/// replication
///         without its pair; an incomplete or damaged file.
Expected<Comparison> compare_runs(const std::vector<std::string>& base,
                                  const std::vector<std::string>& variant);

/// `comparison.json`: {"source": …, "entries": [{indicator, scope, units, base, variant,
/// difference, low, high, replications, finding, …}]} — see docs/file-format.md.
Json to_json(const std::vector<Comparison>& comparisons);
/// One row an entry, comma separated, header with units in names.
std::string to_csv(const std::vector<Comparison>& comparisons);
/// Three plain sentences with intervals: what the service does, what changes on the roads, how
/// sure.
std::vector<std::string> findings(const Comparison& comparison);

}  // namespace eveil::analysis

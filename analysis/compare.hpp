// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/intervals.hpp"
#include "analysis/precision.hpp"
#include "analysis/sequential.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// What can be said of a difference.
enum class Finding : std::uint8_t {
  different,        ///< the interval leaves out 0
  undecided,        ///< it holds 0
  drifting,         ///< undecided: it still moves, beyond chance and by over a third of itself
  none_exactly,     ///< zero in every replication and day
  one_replication,  ///< no interval can be had
  only_variant,     ///< a level that the base doesn't have
  only_base,        ///< a level that the variant doesn't have
  no_value,         ///< neither has a number
};
std::string_view name_of(Finding finding);

/// Whether a difference is shown to be smaller than what matters.
enum class Equivalence : std::uint8_t { not_asked, equivalent, not_equivalent, undecided };
/// "", "equivalent", "not equivalent", "undecided".
std::string_view name_of(Equivalence equivalence);

/// The paired difference of one indicator in one scope, variant − base.
struct Entry {
  std::string indicator;
  std::string scope;
  std::string units;
  std::string definition;
  double base = 0.0;  ///< mean over replications; NaN where it has nothing (a service's level)
  double variant = 0.0;
  double difference = 0.0;  ///< NaN where base or variant is
  double low = 0.0;         ///< 95 % interval of the mean paired difference; NaN from one pair
  double high = 0.0;
  double variant_low = 0.0;  ///< 95 % interval of the variant's own mean
  double variant_high = 0.0;
  std::uint32_t replications = 0;  ///< that have a number: fewer than were run where some have none
  Finding finding = Finding::undecided;
  IntervalKind interval = IntervalKind::none;  ///< of the difference
  double level = 0.95;  ///< of this one interval: over 0.95 where the runs are looked at repeatedly
  double p_value = 0.0;     ///< of "no difference", t test; corrected for looks; NaN without one
  double p_adjusted = 0.0;  ///< for the many indicators of its family; see `correct_for_number`
  Equivalence equivalence = Equivalence::not_asked;
  double drift = 0.0;  ///< of the paired difference over the observed days (a line's rise), mean
  double drift_low = 0.0;
  double drift_high = 0.0;
  double base_drift = 0.0;  ///< of the levels themselves, mean
  double variant_drift = 0.0;
  double variant_drift_low = 0.0;
  double variant_drift_high = 0.0;
  double variance_ratio = 0.0;  ///< variance of unpaired ÷ paired differences; NaN where undefined
  bool only_variant = false;    ///< the base's runs don't know it (a service it doesn't have)
  /// The replications' own means of the days used; where there is a difference, of the same
  /// replications in both.
  std::vector<double> base_levels;
  std::vector<double> variant_levels;
  std::string verdict;  ///< on what a need asks of it: met, not met, undecided; else empty
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
  std::string fleet_not_scaled;           ///< empty where the sample is whole
  std::vector<std::string> base_runs;     ///< files, in the order of `replications`
  std::vector<std::string> variant_runs;  ///< files, in the order of `replications`
  std::vector<std::string> changes;  ///< of roads, transit and prices that only the variant has
  std::vector<std::string> also_differs;  ///< see analysis/other_differences.hpp
  Looks looks;                            ///< planned; empty: one
  double equivalent_within =
      0.0;  ///< share of the base below which no effect matters; 0: not asked
};

/// The same comparison with the service's constant elsewhere: only the entries of its table.
struct Shifted {
  double shift = 0.0;             ///< against what the variant states
  double service_constant = 0.0;  ///< `choice.service_constant` of these runs
  std::vector<Entry> entries;     ///< see `in_sensitivity`
  std::string verdict;            ///< on the whole need, where there is one; else empty
};

struct Comparison {
  Source source;
  std::vector<Entry> entries;  ///< territory first, then services, generators, classes, zones;
                               ///< indicators in a fixed order
  std::vector<Precision> precisions;  ///< one a target of the method
  std::vector<Shifted> sensitivity;   ///< where it was asked for: see analysis/sensitivity.hpp
};

/// How differences are judged.
struct Method {
  Looks looks;                     ///< at which of these the runs are looked at; empty: one look
  double equivalent_within = 0.0;  ///< share of the base's level; 0: no test of equivalence
  std::vector<scenarios::Criterion> precision = {};  ///< see `read_precision`
};

/// Compares finished runs in pairs of equal replication.
///
/// \param base, variant  run files, in any order; each replication once in each.
/// Means are of the last days that were recorded; a day or replication without a number on either
/// side pairs with nothing and is left out, which `Entry::replications` tells.
///
/// \errors bad_input: names the files: other territory, seed, sample, learnt_from, fork_days or
///         days; a replication without its pair or twice; runs of several scenarios on a side; an
///         incomplete or damaged file. usage: no file on a side.
Expected<Comparison> compare_runs(const std::vector<std::string>& base,
                                  const std::vector<std::string>& variant,
                                  const Method& method = {});

/// Sets `p_adjusted`: Benjamini and Hochberg's over the family of the entry, which is the territory
/// with its services, the generators, the classes of people, or the zones.
void correct_for_number(std::vector<Entry>& entries);
/// Whether a difference that was told apart is so among its family too, at a false discovery rate
/// of 5 %.
bool lasts_correction(const Entry& entry);

/// What pairing saves: variance of unpaired ÷ paired differences over the territory's indicators.
struct PairingGain {
  double median = 0.0;  ///< NaN where there is none
  double low = 0.0;
  double high = 0.0;
  std::size_t indicators = 0;
};
PairingGain pairing_gain(const Comparison& comparison);

/// Three plain sentences with intervals: what the service does, what changes on the roads, how
/// sure.
std::vector<std::string> findings(const Comparison& comparison);

}  // namespace eveil::analysis

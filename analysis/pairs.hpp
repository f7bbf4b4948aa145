// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/compare.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// (scope, indicator): what a value is of.
using Key = std::pair<std::string, std::string>;

/// One finished run as a comparison needs it.
struct Observation {
  std::string file;
  std::int64_t replication = 0;
  std::int64_t format_version = 0;
  std::vector<std::int64_t> days;             ///< the observed days, in order
  std::map<Key, std::vector<double>> values;  ///< of each of those days; NaN where it has none
};

/// Runs of one scenario, by replication.
struct Runs {
  std::vector<Observation> observations;
  std::vector<Key> order;  ///< keys in the order of the first file
  std::map<Key, std::pair<std::string, std::string>> facts;  ///< units, definition
  Source source;  ///< of the first file; scenario in variant_scenario
};

/// Reads runs and checks that they are one scenario's: see `compare_runs`.
Expected<Runs> read_runs(const std::vector<std::string>& files);

/// Whether the runs of base and variant pair, one by one.
/// \errors bad_input: every difference, with both files.
Expected<void> check_pairing(const Runs& base, const Runs& variant);

}  // namespace eveil::analysis

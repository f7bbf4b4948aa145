// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/detail/flows.hpp"
#include "analysis/statistics.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// Of a day's trips or rides the shares whose values are told with intervals.
inline constexpr std::array<double, 5> told_quantiles = {0.25, 0.5, 0.75, 0.9, 0.95};

/// A told quantile: means over replications with their intervals; NaN where one side has nothing.
struct QuantileRow {
  double share = 0.0;
  Interval base;
  Interval variant;
  Interval difference;  ///< paired
};

/// How a measure spreads over the trips or rides of the recorded day.
struct Distribution {
  std::string measure;  ///< travel_time, transit_wait, wait, detour
  std::string service;  ///< empty: of all people's trips
  /// Quantiles at each hundredth from 0 to 1, mean over replications: minutes, or a ratio for
  /// detours; empty where there is nothing.
  std::vector<double> base;
  std::vector<double> variant;
  std::vector<QuantileRow> rows;  ///< of `told_quantiles`
};

/// Travel times of all trips done and waits for public transport, each trip by its person's weight;
/// waits and detours of each service's rides, as simulated.
/// \errors bad_input: a table is damaged.
Expected<std::vector<Distribution>> read_distributions(const PairedFiles& files,
                                                       const std::vector<std::string>& services);

}  // namespace eveil::analysis

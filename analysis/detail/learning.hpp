// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/detail/flows.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// How runs settle: means over replications of one measure, day by day.
struct DayCurve {
  std::string measure;  ///< column of /convergence
  std::vector<double> base;
  std::vector<double> variant;
};

struct Learning {
  std::vector<std::int64_t> days;  ///< numbers, common to all runs
  std::vector<DayCurve> curves;    ///< route_gap, choice_gap, changed_share; those that files have
};

/// Empty where the runs' days differ.
/// \errors bad_input: a table is damaged.
Expected<Learning> read_learning(const PairedFiles& files);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/statistics.hpp"

namespace eveil::analysis {

/// `weighted_quantiles` at 0, 1 ÷ steps, … 1; empty of nothing.
/// What is no number is left out. \pre steps > 0.
std::vector<double> quantiles_of(std::vector<Weighted> values, std::size_t steps);

/// Point by point. \pre curves of one length.
std::vector<double> mean_curve(const std::vector<std::vector<double>>& curves);

}  // namespace eveil::analysis

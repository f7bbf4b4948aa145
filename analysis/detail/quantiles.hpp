// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace eveil::analysis {

/// A value and how many of its kind it stands for.
struct Weighted {
  double value = 0.0;
  double weight = 0.0;
};

/// Quantiles at 0, 1 ÷ steps, … 1, as `weighted_quantile` has them, sorted once; empty of nothing.
/// What is no number is left out. \pre steps > 0.
std::vector<double> quantiles_of(std::vector<Weighted> values, std::size_t steps);

/// Point by point. \pre curves of one length.
std::vector<double> mean_curve(const std::vector<std::vector<double>>& curves);

}  // namespace eveil::analysis

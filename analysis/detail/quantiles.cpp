// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/quantiles.hpp"

#include <cmath>
#include <utility>

namespace eveil::analysis {

std::vector<double> quantiles_of(std::vector<Weighted> values, std::size_t steps) {
  std::erase_if(values, [](const Weighted& one) {
    return !std::isfinite(one.value) || !std::isfinite(one.weight);
  });
  std::vector<double> places;
  places.reserve(steps + 1);
  for (std::size_t step = 0; step <= steps; ++step)
    places.push_back(static_cast<double>(step) / static_cast<double>(steps));
  return weighted_quantiles(std::move(values), places);
}

std::vector<double> mean_curve(const std::vector<std::vector<double>>& curves) {
  std::vector<double> mean;
  for (const std::vector<double>& curve : curves) {
    if (mean.empty()) mean.assign(curve.size(), 0.0);
    for (std::size_t at = 0; at < mean.size(); ++at)
      mean[at] += curve[at] / static_cast<double>(curves.size());
  }
  return mean;
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace eveil::analysis {

std::vector<double> quantiles_of(std::vector<Weighted> values, std::size_t steps) {
  std::vector<double> quantiles;
  std::erase_if(values, [](const Weighted& one) {
    return !std::isfinite(one.value) || !std::isfinite(one.weight);
  });
  if (values.empty()) return quantiles;
  std::sort(values.begin(), values.end(), [](const Weighted& a, const Weighted& b) {
    return std::tie(a.value, a.weight) < std::tie(b.value, b.weight);
  });
  double total = 0.0;
  for (const Weighted& one : values) total += one.weight;
  std::size_t row = 0;
  double before = 0.0;  // weight before `row`
  const auto place_of = [&] {
    const double others = total - values[row].weight;
    return others > 0.0 ? before / others : 0.0;
  };
  double place = 0.0;  // of the value below
  for (std::size_t step = 0; step <= steps; ++step) {
    const double p = static_cast<double>(step) / static_cast<double>(steps);
    while (row + 1 < values.size() && place_of() < p) {
      place = place_of();
      before += values[row].weight;
      ++row;
    }
    const double here = place_of();
    if (row == 0 || here <= place) {
      quantiles.push_back(values[row].value);
      continue;
    }
    const double below = values[row - 1].value;
    const double way = std::clamp((p - place) / (here - place), 0.0, 1.0);
    quantiles.push_back(below + way * (values[row].value - below));
  }
  return quantiles;
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

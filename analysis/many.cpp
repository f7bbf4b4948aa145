// SPDX-License-Identifier: Apache-2.0
#include "analysis/many.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace eveil::analysis {

std::vector<double> false_discovery_adjusted(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t row = 0; row < p.size(); ++row) {
    if (!std::isnan(p[row])) order.push_back(row);
  }
  std::stable_sort(
      order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.begin(), p.end());
  const auto count = static_cast<double>(order.size());
  double least = 1.0;
  for (std::size_t place = order.size(); place > 0; --place) {
    const std::size_t row = order[place - 1];
    least = std::min(least, p[row] * (count / static_cast<double>(place)));
    adjusted[row] = least;
  }
  return adjusted;
}

}  // namespace eveil::analysis

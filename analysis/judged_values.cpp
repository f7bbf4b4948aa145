// SPDX-License-Identifier: Apache-2.0
#include "analysis/judged_values.hpp"

#include <cmath>

namespace eveil::analysis {

std::vector<double> judged_values(const Entry& entry, bool change, bool relative) {
  if (!change) return entry.variant_levels;
  if (!std::isfinite(entry.difference)) return {};
  std::vector<double> values;
  for (std::size_t row = 0; row < entry.variant_levels.size(); ++row) {
    const double base = entry.base_levels[row];
    const double difference = entry.variant_levels[row] - base;
    if (relative && base == 0.0) return {};  // no percentage of nothing
    values.push_back(relative ? 100.0 * difference / std::fabs(base) : difference);
  }
  return values;
}

}  // namespace eveil::analysis

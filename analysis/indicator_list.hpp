// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "output/indicator_row.hpp"

namespace eveil::analysis {

/// Indicators of one day, gathered scope by scope; the definition's key is the indicator's up to
/// its variable part.
struct IndicatorList {
  std::vector<output::IndicatorRow> rows;
  std::string scope;

  void add(std::string indicator,
           double value,
           std::string units,
           std::uint64_t count,
           std::string definition = "") {
    output::IndicatorRow row;
    row.definition = definition.empty() ? indicator : std::move(definition);
    row.indicator = std::move(indicator);
    row.scope = scope;
    row.value = value;
    row.units = std::move(units);
    row.count = count;
    rows.push_back(std::move(row));
  }
};

/// NaN where there is nothing to divide by.
inline double ratio(double numerator, double denominator) {
  return denominator == 0.0 ? std::nan("") : numerator / denominator;
}

}  // namespace eveil::analysis

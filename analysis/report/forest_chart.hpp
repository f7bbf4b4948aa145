// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/compare.hpp"
#include "analysis/report/language.hpp"

namespace eveil::analysis {

/// Differences of the territory's main indicators in percent of the base, with their 95 %
/// intervals, as inline SVG; empty where none has an interval.
std::string forest_chart(const Language& words, const Comparison& comparison);

}  // namespace eveil::analysis

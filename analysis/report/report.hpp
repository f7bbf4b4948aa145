// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/compare.hpp"

namespace eveil::analysis {

/// One self-contained HTML page: findings in sentences, one table, one inline SVG chart; opens
/// offline.
std::string report_html(const std::vector<Comparison>& comparisons);

}  // namespace eveil::analysis

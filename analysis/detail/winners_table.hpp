// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/detail/detail.hpp"

namespace eveil::analysis {

/// `winners.csv`: one row a variant and group of people (the territory, classes, zones), header
/// first with the units in its names; empty fields where there is no number.
///
/// \pre a detail a comparison.
std::string winners_csv(const std::vector<Comparison>& comparisons,
                        const std::vector<Detail>& details);

}  // namespace eveil::analysis

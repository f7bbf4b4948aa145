// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace eveil::analysis {

/// p values corrected for their number: the smallest false discovery rate at which each is still
/// told apart, min over larger p of p · m ÷ rank. NaN stays NaN and doesn't count.
/// \source Benjamini, Hochberg 1995; holds for independent and positively dependent tests
///         (Benjamini, Yekutieli 2001).
std::vector<double> false_discovery_adjusted(std::span<const double> p);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/compare.hpp"

namespace eveil::analysis {

/// A number a replication: the variant's levels, or where `change` the differences, or where
/// `relative` those in % of their base. Empty where there is no difference, or a base is 0.
std::vector<double> judged_values(const Entry& entry, bool change, bool relative);

}  // namespace eveil::analysis

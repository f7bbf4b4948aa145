// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/detail/demand.hpp"

namespace eveil::analysis {

/// From which age on people are told apart as older.
inline constexpr double age_of_the_older = 65.0;

/// Who the rides served were of, and how the same people made the same trips in the base: the runs
/// of a pair have the same people and plans, row by row.
/// `before` is empty where the two don't.
Expected<Riders> read_riders(const PairedFiles& files, const std::string& service);

}  // namespace eveil::analysis

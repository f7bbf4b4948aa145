// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>

#include "analysis/compare.hpp"
#include "analysis/detail/geography.hpp"
#include "analysis/detail/winners.hpp"
#include "geo/base/json.hpp"

namespace eveil::analysis {

// Parts of `map_data` by zone, and how its numbers are written.

/// Short in the file: two decimals; null where there is no number.
Json rounded(double value);
Json numbers(std::initializer_list<double> values);
/// Whether an interval leaves out 0; true where there is none.
bool beyond_chance(const Interval& interval);

/// A row a zone: change of the day in minutes, shares of winners and losers in percent, each mean,
/// low, high; and whether one is told from the other. Null where nobody lives.
Json winners_json(const Winners& winners, const Geography& places);

/// A row a mode of `accessibility.jobs_30min.<mode>` that changes anywhere: its name, and a row a
/// zone of base, variant, difference, low, high and whether it is told; null where a zone has none.
Json access_json(const Comparison& comparison, const Geography& places);

}  // namespace eveil::analysis

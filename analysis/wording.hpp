// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "analysis/compare.hpp"

namespace eveil::analysis {

/// A number as people read it in its units: shares as percent, seconds of waits as minutes,
/// thousands apart.
std::string readable(const Entry& entry, double value);
/// The same for a difference: with its sign, shares in percentage points.
std::string readable_difference(const Entry& entry, double value);
/// The unit that goes with `readable`: "%", "min", "km" …; and with differences: "points".
std::string unit_of(const Entry& entry, bool difference);

/// A short name for tables: "Waiting time, mean".
std::string title_of(const Entry& entry);
/// One sentence of definition; empty where the key isn't known.
std::string_view meaning_of(std::string_view definition);

/// The entry of (scope, indicator), or none.
const Entry* find(const Comparison& comparison, std::string_view scope, std::string_view indicator);
/// Names of the services that the comparison speaks of.
std::vector<std::string> services_of(const Comparison& comparison);
/// What the numbers don't say: modes missing, coefficients from elsewhere, fleet not scaled.
std::vector<std::string> limits_of(const Source& source);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare.hpp"

namespace eveil::analysis {

/// A level as people read it in its units: shares as percent, seconds as minutes, thousands apart,
/// five figures at most, as many decimals in base, variant and the variant's interval.
std::string readable(const Entry& entry, double value);
/// The same for a difference or an end of its interval: with its sign, shares in percentage points,
/// four figures at most, as many decimals in all three.
std::string readable_difference(const Entry& entry, double value);
/// The unit that goes with `readable`: "%", "min", "km" …; and with differences: "points".
std::string unit_of(const Entry& entry, bool difference);
/// "3.2 min"; the number alone where it has no unit or there is none.
std::string with_unit(const std::string& number, const std::string& unit);

/// A level of confidence in percent: "95", "98.21"; of what is nearly 1 "99.99".
std::string percent_of_level(double level);

/// A short name for tables: "Wait, mean", "Share of trips by car".
std::string title_of(const Entry& entry);
/// One sentence of definition; empty where the key isn't known.
std::string_view meaning_of(std::string_view definition);

/// The entry of (scope, indicator), or none.
const Entry* find(const Comparison& comparison, std::string_view scope, std::string_view indicator);
/// Names of the services that the comparison speaks of.
std::vector<std::string> services_of(const Comparison& comparison);
/// What the numbers don't say: modes missing, coefficients from elsewhere, fleet not scaled.
std::vector<std::string> limits_of(const Source& source);
/// The same as the end of a sentence.
std::string short_limits_of(const Source& source);
/// Indicators of the territory that lead: charts and drifts show these.
std::span<const std::string_view> headlines();

}  // namespace eveil::analysis

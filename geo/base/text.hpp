// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "geo/base/units.hpp"

namespace eveil {

/// A value read from text, or the reason why not: the caller knows the place in the file and adds
/// it. The reason has the value found and what was expected.
template <class T>
using Parsed = tl::expected<T, std::string>;

/// Without blanks and tabs, CR and LF at both ends.
std::string_view trim(std::string_view text);

/// The fields between separators, untrimmed: one more than there are separators. No quoting.
std::vector<std::string_view> split(std::string_view line, char separator);

/// The whole text as a finite number with a decimal point, whatever the locale; nothing else around
/// it.
std::optional<double> parse_double(std::string_view text);
/// The whole text as a whole number in the range of 64 bits.
std::optional<std::int64_t> parse_int(std::string_view text);

// Values with their unit, as in TOML files; blanks between number and unit are optional. The sign
// is kept: the range that makes sense is the caller's to check.

/// "90 s", "10 min", "1.5 h"; up to 10^9 s, rounded to a millisecond.
Parsed<Duration> parse_duration(std::string_view text);
/// "30 km/h", "8.5 m/s", "20 mph".
Parsed<MetresPerSecond> parse_speed(std::string_view text);
/// "250 m", "1.2 km".
Parsed<Metres> parse_length(std::string_view text);

/// An amount in a currency named by its three letters (ISO 4217); no conversion anywhere.
struct Money {
  double amount = 0.0;
  std::string currency;

  bool operator==(const Money&) const = default;
};
/// "2.5 EUR", "900 CLP".
Parsed<Money> parse_money(std::string_view text);

/// "HH:MM" or "HH:MM:SS" after midnight of day 0, up to 99:59:59: 25:30 is half past one of the
/// next morning.
Parsed<TimeOfDay> parse_time_of_day(std::string_view text);

/// From `from` until before `until`.
struct TimeRange {
  TimeOfDay from;
  TimeOfDay until;

  constexpr bool contains(TimeOfDay t) const { return from <= t && t < until; }
  bool operator==(const TimeRange&) const = default;
};
/// "06:00-22:00"; the end is after the start (22:00-26:00 goes over midnight).
Parsed<TimeRange> parse_time_range(std::string_view text);

/// "HH:MM:SS" for messages and reports, past 24 h where it is; parts of a second are cut.
std::string to_text(TimeOfDay time);

}  // namespace eveil

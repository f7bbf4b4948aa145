// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "geo/network/matsim.hpp"

namespace eveil::geo {

namespace {

constexpr double longest_s = 1e9;

Parsed<std::optional<Duration>> in_duration(double total, std::string_view text) {
  if (!std::isfinite(total) || std::fabs(total) > longest_s) {
    return tl::unexpected(
        fmt::format("found `{}`, expected a time of at most {:.0f} s", text, longest_s));
  }
  return std::optional<Duration>(duration(Seconds(total)));
}

}  // namespace

Parsed<std::optional<Duration>> parse_matsim_time(std::string_view text) {
  const std::string_view whole = trim(text);
  if (whole.empty() || whole == "undefined" || whole == "-Infinity" || whole == "-infinity") {
    return std::optional<Duration>();
  }
  std::string_view rest = whole;
  const bool negative = rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  double total = 0.0;
  const auto parts = split(rest, ':');
  for (std::size_t row = 0; row < parts.size() && parts.size() <= 3; ++row) {
    const bool last = row + 1 == parts.size();
    const auto number = parse_double(parts[row]);
    const bool minutes_or_seconds = row > 0;
    const bool fits = number && *number >= 0.0 && (!minutes_or_seconds || *number < 60.0) &&
                      (last || *number == std::floor(*number));
    if (!fits) break;
    total = total * 60.0 + *number;
    if (!last) continue;
    if (parts.size() == 2) total *= 60.0;
    return in_duration(negative ? -total : total, whole);
  }
  return tl::unexpected(
      fmt::format("found `{}`, expected a time as 07:30:00, 07:30 or 27000 (seconds)", whole));
}

}  // namespace eveil::geo

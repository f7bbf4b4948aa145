// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace eveil::analysis {

/// Beyond this a difference is too small for replications to tell.
inline constexpr std::uint32_t most_replications = 1000;

/// How the error that may be made is spent over the looks.
enum class Spending : std::uint8_t {
  pocock,          ///< a ln(1 + (e − 1) t): nearly the same level at each look
  obrien_fleming,  ///< 4 (1 − Φ(z(1 − a ÷ 4) ÷ √t)): hardly any at the first
};
/// "pocock", "obrien-fleming".
std::string_view name_of(Spending spending);

/// After how many pairs the results are looked at, planned before any is made.
struct Looks {
  std::vector<std::uint32_t> at;  ///< rising, the last is the most that is made; empty: one look
  Spending spending = Spending::pocock;
};

/// The error of each look's own two-sided interval such that all of them together err no more
/// often than `error`. The levels are those of normal observations; they are kept for t intervals
/// (the significance level approach).
/// \source Lan, DeMets 1983; Armitage, McPherson, Rowe 1969 (the recursion); Pocock 1977 (levels
///         for t); Jennison, Turnbull 1999, chapter 9 (repeated confidence intervals).
/// \pre 0 < error < 1, looks.at rising from at least 1.
std::vector<double> look_errors(const Looks& looks, double error);

/// The confidence of an interval after `pairs` such that the intervals of all looks together hold
/// the truth with `confidence`. Without looks, or past the last, `confidence` itself; between two
/// looks that of the look to come. Below 1 by 1e-9 at least: no more is gained by more.
double corrected_confidence(const Looks& looks, std::uint32_t pairs, double confidence);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/compare.hpp"

namespace eveil::analysis {

/// By how much the service's constant is moved, besides not at all.
inline constexpr std::array<double, 2> constant_shifts = {-1.0, 1.0};

/// The constant moved, as somebody would write it: −0.2, not −0.19999999999999996.
double moved_constant(double constant, double shift);

/// Whether an entry is of the table: the territory's headlines, the service's share, and every
/// indicator of a service.
bool in_sensitivity(const Entry& entry, const Comparison& comparison);

/// What `moved`, the same comparison with another constant, comes to.
Shifted shifted_of(const Comparison& moved, double shift, double service_constant);

/// One row an entry and place of the constant (−1, 0, +1); header first. Only the header where
/// nothing was moved.
std::string sensitivity_csv(const std::vector<Comparison>& comparisons);

/// The table for a terminal, its heading first and what it comes to last; empty where nothing was
/// moved.
std::vector<std::string> sensitivity_lines(const Comparison& comparison);

/// The differences that are told apart with the constant as stated, and those of them that are
/// told apart with the same sign wherever it was moved to.
struct Steadiness {
  std::size_t told_apart = 0;
  std::size_t steady = 0;
};
Steadiness steadiness_of(const Comparison& comparison);

/// An entry where the constant was moved: the same indicator and scope; none where it isn't there.
const Entry* find(const Shifted& shifted, const Entry& entry);

}  // namespace eveil::analysis

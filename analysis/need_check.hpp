// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "geo/base/error.hpp"
#include "scenarios/needs.hpp"

namespace eveil::analysis {

/// What base and variants have, known before they run.
struct KnownNames {
  std::vector<std::string> modes;
  std::vector<std::string> services;
  std::vector<std::string> generators;
  std::vector<std::string> zones;
  std::vector<std::string> classes;  ///< `KIND=VALUE`
};

/// The same from what was compared.
KnownNames names_in(const std::vector<Comparison>& comparisons);

/// A threshold in the units in which runs store the indicator, with its sign.
struct Threshold {
  double value = 0.0;
  bool relative = false;  ///< in % of the base
  bool upper = false;     ///< what is judged must be no higher; else no lower
  bool both = false;      ///< it must be no further from 0 on either side
};

/// \errors bad_input: the unit doesn't fit the indicator, or no run could meet or miss the
///         threshold: a negative level, a share over 100 %, a fall by more than all.
Expected<Threshold> threshold_of(const scenarios::Criterion& criterion);

/// Whether a need makes sense before anything runs.
///
/// \errors bad_input: every error of the need at once, with the place in its file: an unknown
///         indicator, mode, cause or scope (the nearest known is named; scopes are listed), an
///         indicator that isn't taken in that kind of scope, what `threshold_of` refuses.
Expected<void> check_need(const scenarios::Need& need, const KnownNames& known);

}  // namespace eveil::analysis

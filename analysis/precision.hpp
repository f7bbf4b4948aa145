// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "scenarios/needs.hpp"

namespace eveil::analysis {

struct Comparison;

/// How narrow the interval of one indicator is, held against what was asked.
struct Precision {
  std::string indicator;
  std::string scope;
  double number = 0.0;  ///< half a width as asked: 0.3 of "0.3 points"
  std::string unit;
  std::string units;       ///< of the next two: the entry's, or "%" of the base
  double asked = 0.0;      ///< half a width
  double seen = 0.0;       ///< from the mean to the interval's farther end; NaN from one pair
  bool of_level = false;   ///< of the variant's own level: the base has none, so no difference
  double level = 0.95;     ///< of this one interval, corrected for looks
  bool reached = false;    ///< no farther than asked
  std::uint32_t have = 0;  ///< replications that have a number
  /// About how many more would do, by the spread seen; over `most_replications` in all: too many to
  /// tell. 0 where it is reached or can't be told.
  std::uint32_t more = 0;
  /// Whether more replications could bring it: not reached, and not for want of any number.
  bool waits() const { return !reached && have > 0; }
};

/// "INDICATOR[@SCOPE]=HALFWIDTH", the territory where no scope is named, to a criterion that bounds
/// a change on both sides: units and names are checked as those of a need.
/// \errors usage: no such form, or a half-width that is not above 0.
Expected<scenarios::Criterion> read_precision(const std::string& text);

/// What a comparison has of each target, in their order.
/// \errors bad_input: the unit doesn't fit; see `threshold_of`.
Expected<std::vector<Precision>> precisions_of(const std::vector<scenarios::Criterion>& targets,
                                               const Comparison& comparison);

/// "±0.3 points for Share of trips by car, territory: about 4 more replications are needed; it is
/// ±0.41 points after 5".
std::string in_words(const Precision& precision, const Comparison& comparison);

}  // namespace eveil::analysis

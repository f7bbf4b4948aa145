// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/statistics.hpp"

namespace eveil::analysis {

/// What all services of a scenario together cost and carry on an average day: means over
/// replications with their intervals; NaN where the runs don't tell.
struct Offer {
  std::string name;  ///< the scenario's
  Interval cost_eur;
  Interval served;
  Interval refusal_rate;  ///< refused ÷ submitted
  Interval wait_s;        ///< mean of those served
  Interval cost_per_trip_eur;
};

/// The base, then the variant of each comparison. A base without a service costs and serves 0.
std::vector<Offer> offers_of(const std::vector<Comparison>& comparisons);

/// Of each offer the first that costs no more and serves no fewer, and one of the two strictly; by
/// the means. `offers.size()` where no other beats it: it is on the frontier. Offers without
/// numbers beat nobody and are beaten by nobody.
/// \source Pareto 1906, dominance.
std::vector<std::size_t> beaten_by(std::span<const Offer> offers);

}  // namespace eveil::analysis

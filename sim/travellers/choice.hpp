// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/travellers/expectation.hpp"
#include "sim/travellers/modes.hpp"
#include "sim/travellers/tastes.hpp"
#include "sim/travellers/tours.hpp"
#include "sim/travellers/utility.hpp"
#include "sim/travellers/ways.hpp"

namespace eveil::sim {

/// The choice of one mode a tour by nested logit with frozen tastes.
///
/// Pure: the same answers from any thread. Utility of a tour is the sum of its trips' and the
/// taste.
class ModeChoice {
 public:
  ModeChoice(const scenarios::Population& population,
             const scenarios::Scenario& scenario,
             const Tours& tours,
             std::uint64_t replication);

  /// Systematic utility of one trip.
  double utility(scenarios::TripId trip, Mode mode, const TripLevel& level) const;
  /// The frozen error term.
  double taste(TourId tour, Mode mode) const { return tastes_.of(tour, mode); }
  const Ways& ways() const { return ways_; }

  /// What is expected of each mode for one tour: total utility with taste, −infinity where
  /// unavailable.
  void tour_utilities(TourId tour, const Knowledge& known, std::span<double> utilities) const;
  std::size_t mode_count() const { return tastes_.mode_count(); }

  /// When to set out on a trip by that mode: for a wanted arrival early enough by what is expected,
  /// else at the planned departure, or with the first vehicle that leaves after it.
  TimeOfDay departure(scenarios::TripId trip, Mode mode, const Knowledge& known) const;

 private:
  bool available(TourId tour, Mode mode, const Expectation& expected) const;

  const scenarios::Population* population_;
  const scenarios::Scenario* scenario_;
  const Tours* tours_;
  Ways ways_;
  Tastes tastes_;
};

/// The row of the largest value, the first on a tie; \pre not all −infinity.
Mode best_mode(std::span<const double> utilities);

}  // namespace eveil::sim

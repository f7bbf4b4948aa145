// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/day.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

struct Gaps {
  double route = 0.0;  ///< Σ(experienced − best) ÷ Σ best over car trips done
  double choice =
      0.0;  ///< Σ(best − chosen) ÷ Σ|best| over tours, in utility with the frozen tastes
};

/// Both gaps of one day, best found on the same day's raw link times, those of `seen`: the best
/// route of all, the best mode by the routes that people know.
///
/// Measured on a keyed subset of about `gap_persons` people (all, if there are fewer), the same on
/// every day.
inline constexpr double gap_persons = 1000.0;
Gaps gaps_of(const World& world,
             const DayPlan& plan,
             const DayOutcome& outcome,
             const Knowledge& seen);

/// Σ(own − best) ÷ Σ best over background vehicles, both from the vehicle's departure on the day's
/// raw link times `seen`: its known route, and the best one. NaN where none has a route.
/// `routes` has one row a background vehicle of the world, empty where none is known.
///
/// Measured on a keyed subset of about `gap_persons` vehicles (all, if there are fewer), the same
/// on every day.
double background_gap_of(const World& world,
                         std::span<const std::vector<geo::LinkId>> routes,
                         const geo::LinkTimes& seen);

}  // namespace eveil::sim

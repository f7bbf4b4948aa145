// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "geo/base/units.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/travellers/modes.hpp"
#include "sim/travellers/ways.hpp"

namespace eveil::sim {

/// One way of making one trip, as expected or as experienced.
struct TripLevel {
  Duration travel;  ///< in the vehicle, on the bicycle or on foot all the way
  Duration wait;    ///< for a service, or at stops
  double cost_eur = 0.0;
  Duration walk;                ///< of public transport: to, between and from stops
  Duration slack;               ///< of public transport: at home or too early, since none runs
  std::uint32_t transfers = 0;  ///< of public transport
  double refusal_share = 0.0;   ///< of a service
  double fallback = 0.0;        ///< utility of what a refused rider does instead
};

/// Systematic utility of one trip by one mode. Pure.
/// \source eqasim Île-de-France model (car, transit, bicycle, walk, cost) and its Corsica example
/// (services), see docs/model.md.
double trip_utility(const scenarios::Population& population,
                    const scenarios::Scenario& scenario,
                    scenarios::TripId trip,
                    Mode mode,
                    const TripLevel& level);

}  // namespace eveil::sim

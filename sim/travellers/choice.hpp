// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/routing/road_router.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/travellers/modes.hpp"
#include "sim/travellers/route_book.hpp"
#include "sim/travellers/service_level.hpp"
#include "sim/travellers/tours.hpp"
#include "sim/travellers/ways.hpp"

namespace eveil::sim {

/// One way of making one trip, as expected or as experienced.
struct TripLevel {
  Duration travel;  ///< in the vehicle or on foot, without waiting
  Duration wait;
  double cost_eur = 0.0;
  double refusal_share = 0.0;
};

/// What travellers know, by which they judge what to expect.
struct Knowledge {
  const geo::Network& network;
  const geo::LinkTimes& times;
  const RouteBook& routes;
  std::span<const ServiceLevel> levels;
};

/// The utility of modes, and the choice of one a tour by multinomial logit with frozen tastes.
///
/// Pure: the same answers from any thread. Utility of a tour is the sum of its trips'; the error
/// terms are Gumbel draws keyed by (seed, replication, person, tour, alternative's name), without
/// the day. \source eqasim Île-de-France model (car, walk, cost) and its Corsica example (drt), see
/// docs/model.md.
class ModeChoice {
 public:
  ModeChoice(const scenarios::Population& population,
             const scenarios::Scenario& scenario,
             const Tours& tours,
             std::uint64_t replication);

  /// Systematic utility of one trip.
  double utility(scenarios::TripId trip, Mode mode, const TripLevel& level) const;
  /// The frozen error term.
  double taste(TourId tour, Mode mode) const;

  const Ways& ways() const { return ways_; }

  /// What is expected of each mode for one tour: total utility with taste, −infinity where
  /// unavailable.
  void tour_utilities(TourId tour, const Knowledge& known, std::span<double> utilities) const;
  std::size_t mode_count() const { return mode_hash_.size(); }

 private:
  bool available(TourId tour, Mode mode) const;
  TripLevel expected_car(scenarios::TripId trip, const Knowledge& known) const;
  TripLevel expected_service(scenarios::TripId trip,
                             scenarios::ServiceId service,
                             const TripLevel& car,
                             const Knowledge& known) const;

  const scenarios::Population* population_;
  const scenarios::Scenario* scenario_;
  const Tours* tours_;
  std::uint64_t replication_;
  Ways ways_;
  std::vector<std::uint64_t> mode_hash_;
};

/// The row of the largest value, the first on a tie; \pre not all −infinity.
Mode best_mode(std::span<const double> utilities);

/// Travel time along a route, leaving the end of its first link at `departure`.
Duration time_along(std::span<const geo::LinkId> route,
                    TimeOfDay departure,
                    const geo::LinkTimes& times);
/// Length of all its links but the first.
Metres length_along(std::span<const geo::LinkId> route, const geo::Network& network);

}  // namespace eveil::sim

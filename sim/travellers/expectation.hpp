// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "geo/base/index.hpp"
#include "geo/network/network.hpp"
#include "geo/routing/road_router.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/travellers/parking_level.hpp"
#include "sim/travellers/route_book.hpp"
#include "sim/travellers/service_level.hpp"
#include "sim/travellers/tours.hpp"
#include "sim/travellers/transit_book.hpp"
#include "sim/travellers/utility.hpp"
#include "sim/travellers/ways.hpp"

namespace eveil::sim {

/// What travellers know, by which they judge what to expect.
struct Knowledge {
  const geo::Network& network;
  const geo::LinkTimes& times;
  const RouteBook& routes;
  const Column<scenarios::TripId, TimeOfDay>& departure;  ///< intended
  std::span<const ServiceLevel> levels;
  const Ragged<geo::ZoneId, geo::ZoneId>& neighbours;
  const TransitBook& transit;
  const ParkingLevel& parking;
};

/// The level of service that is expected of each mode, before it is tried as after. Pure.
class Expectation {
 public:
  /// What it is given must outlive it.
  Expectation(const scenarios::Population& population,
              const scenarios::Scenario& scenario,
              const Tours& tours,
              const Knowledge& known);

  bool by_road(scenarios::TripId trip) const { return known_->routes.known(trip); }
  /// \pre by_road(trip)
  TripLevel car(scenarios::TripId trip) const;
  TripLevel passenger(scenarios::TripId trip) const;
  TripLevel walk(scenarios::TripId trip) const;
  TripLevel bicycle(scenarios::TripId trip) const;
  /// Whether the tour can be made so: a ride on one trip at least, the others near enough to walk.
  bool by_transit(TourId tour) const;
  /// Where the trip has no ride, a walk.
  TripLevel transit(scenarios::TripId trip) const;
  /// \pre by_road(trip)
  TripLevel service(scenarios::TripId trip, scenarios::ServiceId service) const;
  TripLevel level(scenarios::TripId trip, Mode mode) const;

  /// How long before its arrival the trip must be started, by a mode other than public transport.
  Duration lead(scenarios::TripId trip, Mode mode, TimeOfDay departure) const;

 private:
  double utility(scenarios::TripId trip, Mode mode, const TripLevel& level) const;
  double fallback(scenarios::TripId trip) const;
  Duration drive(scenarios::TripId trip, TimeOfDay departure) const;

  const scenarios::Population* population_;
  const scenarios::Scenario* scenario_;
  const Tours* tours_;
  const Knowledge* known_;
  Ways ways_;
};

/// Travel time along a route, leaving the end of its first link at `departure`.
Duration time_along(std::span<const geo::LinkId> route,
                    TimeOfDay departure,
                    const geo::LinkTimes& times);
/// Length of all its links but the first.
Metres length_along(std::span<const geo::LinkId> route, const geo::Network& network);

}  // namespace eveil::sim

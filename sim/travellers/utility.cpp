// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/utility.hpp"

#include <algorithm>

#include "geo/base/math.hpp"

namespace eveil::sim {

namespace {

using scenarios::ChoiceParameters;
using scenarios::ServiceId;

double in_minutes(Duration duration) { return duration.seconds() / 60.0; }

double money(const ChoiceParameters& p, double straight_m, double cost_eur) {
  if (cost_eur == 0.0) return 0.0;
  const double relative = std::max(1.0, straight_m) / (p.cost_reference_km * 1000.0);
  return p.cost_per_eur * math::pow(relative, p.cost_distance_exponent) * cost_eur;
}

double by_transit(const ChoiceParameters& p, const TripLevel& level) {
  return p.transit_constant +
         p.transit_in_vehicle_per_min * in_minutes(level.travel + level.slack) +
         p.transit_wait_per_min * in_minutes(level.wait) +
         p.transit_walk_per_min * in_minutes(level.walk) + p.transit_per_transfer * level.transfers;
}

}  // namespace

double trip_utility(const scenarios::Population& population,
                    const scenarios::Scenario& scenario,
                    scenarios::TripId trip,
                    Mode mode,
                    const TripLevel& level) {
  const ChoiceParameters& p = scenario.choice;
  const double straight_m = distance(population.origin[trip], population.destination[trip]).value;
  const double cost = money(p, straight_m, level.cost_eur);
  const double travel = in_minutes(level.travel);
  switch (mode) {
    case mode_car:
      return p.car_constant + p.car_per_min * (travel + p.car_parking_search_min) +
             p.walk_per_min * p.car_access_egress_min + cost;
    case mode_walk:
      return p.walk_constant + p.walk_per_min * travel + cost;
    case mode_bicycle: {
      const double age = population.age[population.person[trip]];
      return p.bicycle_constant + p.bicycle_per_min * travel +
             p.bicycle_per_year_over_18 * std::max(0.0, age - 18.0) + cost;
    }
    case mode_passenger:
      return p.passenger_constant + p.passenger_per_min * travel + cost;
    case mode_transit:
      return by_transit(p, level) + cost;
    default:
      break;
  }
  const scenarios::Service& service =
      scenario.services[ServiceId(std::size_t{mode} - first_service_mode)];
  const double ridden = 1.0 - level.refusal_share;
  return p.service_constant + service.constant + p.service_wait_per_min * in_minutes(level.wait) +
         ridden * (p.service_ride_per_min * travel + cost) + level.refusal_share * level.fallback;
}

}  // namespace eveil::sim

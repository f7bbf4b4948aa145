// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/ways.hpp"

#include "geo/base/random.hpp"

namespace eveil::sim {

using scenarios::Service;
using scenarios::ServiceId;
using scenarios::TripId;

bool Ways::has_car(TourId tour) const { return population_->car[tours_->person[tour]] != 0; }

bool Ways::has_bicycle(TourId tour) const {
  return population_->bicycle[tours_->person[tour]] != 0;
}

bool Ways::has_driver(TourId tour) const {
  return population_->passenger[tours_->person[tour]] != 0;
}

bool Ways::needs_routes(TourId tour) const {
  return has_car(tour) || has_driver(tour) || tours_->services[tour] != 0;
}

double Ways::straight_m(TripId trip) const {
  return distance(population_->origin[trip], population_->destination[trip]).value;
}

Metres Ways::walk_distance(TripId trip) const {
  return Metres(straight_m(trip)) * scenario_->choice.walk_detour;
}

Duration Ways::walk_time(Metres walked) const {
  return duration(walked / MetresPerSecond(scenario_->choice.walk_speed_m_s));
}

Metres Ways::walked(Duration walk) const {
  return Seconds(walk.seconds()) * MetresPerSecond(scenario_->choice.walk_speed_m_s);
}

Duration Ways::walk_time(TripId trip) const { return walk_time(walk_distance(trip)); }

bool Ways::walkable(TripId trip) const {
  return walk_distance(trip) <= Metres(scenario_->choice.walk_longest_km * 1000.0);
}

Metres Ways::bicycle_distance(TripId trip) const {
  return Metres(straight_m(trip)) * scenario_->choice.bicycle_detour;
}

Duration Ways::bicycle_time(TripId trip) const {
  return duration(bicycle_distance(trip) / kilometres_per_hour(scenario_->choice.bicycle_km_h));
}

double Ways::car_cost(Metres distance, TimeOfDay departure) const {
  return scenarios::car_cost_eur_per_km(*scenario_, departure) * distance.value / 1000.0;
}

double Ways::transit_fare(scenarios::PersonId person, TimeOfDay departure) const {
  Draw draw(scenario_->simulation.seed, Purpose::transit_pass, population_->name[person]);
  return draw.uniform() < scenario_->transit.pass_share
             ? 0.0
             : scenarios::transit_fare_eur(*scenario_, departure);
}

double Ways::fare(ServiceId service, Metres direct) const {
  const Service& offer = scenario_->services[service];
  return offer.fare_eur + offer.fare_eur_per_km * direct.value / 1000.0;
}

}  // namespace eveil::sim

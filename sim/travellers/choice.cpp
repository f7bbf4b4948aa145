// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/choice.hpp"

#include <algorithm>
#include <limits>

#include "geo/base/math.hpp"
#include "geo/base/random.hpp"

namespace eveil::sim {

using scenarios::ChoiceParameters;
using scenarios::PersonId;
using scenarios::Service;
using scenarios::ServiceId;
using scenarios::TripId;

namespace {

double in_minutes(Duration duration) { return duration.seconds() / 60.0; }

}  // namespace

Duration time_along(std::span<const geo::LinkId> route,
                    TimeOfDay departure,
                    const geo::LinkTimes& times) {
  TimeOfDay clock = departure;
  for (std::size_t row = 1; row < route.size(); ++row) clock = times.leave(route[row], clock);
  return clock - departure;
}

Metres length_along(std::span<const geo::LinkId> route, const geo::Network& network) {
  Metres total;
  for (std::size_t row = 1; row < route.size(); ++row) total += network.length[route[row]];
  return total;
}

Mode best_mode(std::span<const double> utilities) {
  const auto best = std::max_element(utilities.begin(), utilities.end());
  return static_cast<Mode>(best - utilities.begin());
}

ModeChoice::ModeChoice(const scenarios::Population& population,
                       const scenarios::Scenario& scenario,
                       const Tours& tours,
                       std::uint64_t replication)
    : population_(&population), scenario_(&scenario), tours_(&tours), replication_(replication) {
  for (const std::string& name : mode_names(scenario)) mode_hash_.push_back(stable_name(name));
}

double ModeChoice::taste(TourId tour, Mode mode) const {
  const std::uint64_t person = population_->name[tours_->person[tour]];
  const std::uint64_t name =
      stable_name({replication_, person, tours_->number[tour], mode_hash_[mode]});
  return Draw(scenario_->simulation.seed, Purpose::taste, name).gumbel();
}

Metres ModeChoice::walk_distance(TripId trip) const {
  return distance(population_->origin[trip], population_->destination[trip]) *
         scenario_->choice.walk_detour;
}

Duration ModeChoice::walk_time(TripId trip) const {
  return duration(walk_distance(trip) / MetresPerSecond(scenario_->choice.walk_speed_m_s));
}

bool ModeChoice::walkable(TripId trip) const {
  return walk_distance(trip) <= Metres(scenario_->choice.walk_longest_km * 1000.0);
}

bool ModeChoice::has_car(TourId tour) const { return population_->car[tours_->person[tour]] != 0; }

double ModeChoice::car_cost(Metres distance) const {
  return scenario_->choice.car_cost_eur_per_km * distance.value / 1000.0;
}

double ModeChoice::fare(ServiceId service, Metres direct) const {
  const Service& offer = scenario_->services[service];
  return offer.fare_eur + offer.fare_eur_per_km * direct.value / 1000.0;
}

double ModeChoice::utility(TripId trip, Mode mode, const TripLevel& level) const {
  const ChoiceParameters& p = scenario_->choice;
  const double straight_m =
      std::max(1.0, distance(population_->origin[trip], population_->destination[trip]).value);
  const double relative = straight_m / (p.cost_reference_km * 1000.0);
  const double money =
      level.cost_eur == 0.0
          ? 0.0
          : p.cost_per_eur * math::pow(relative, p.cost_distance_exponent) * level.cost_eur;
  const double travel = in_minutes(level.travel);
  if (mode == mode_car) {
    return p.car_constant + p.car_per_min * (travel + p.car_parking_search_min) +
           p.walk_per_min * p.car_access_egress_min + money;
  }
  if (mode == mode_walk) return p.walk_constant + p.walk_per_min * travel + money;
  const Service& service = scenario_->services[ServiceId(std::size_t{mode} - first_service_mode)];
  const double ridden = 1.0 - level.refusal_share;
  const double fallback =
      walkable(trip) ? p.walk_per_min * in_minutes(walk_time(trip)) : p.stranded_utility;
  return p.service_constant + service.constant + p.service_wait_per_min * in_minutes(level.wait) +
         ridden * (p.service_ride_per_min * travel + money) + level.refusal_share * fallback;
}

TripLevel ModeChoice::expected_car(TripId trip,
                                   const geo::LinkTimes& times,
                                   const RouteBook& routes,
                                   const geo::Network& network) const {
  const auto route = routes[trip];
  TripLevel level;
  level.travel = time_along(route, population_->departure[trip], times);
  level.cost_eur = car_cost(length_along(route, network));
  return level;
}

TripLevel ModeChoice::expected_service(TripId trip,
                                       ServiceId service,
                                       const TripLevel& car,
                                       Metres direct,
                                       const ServiceLevel& level) const {
  const ExpectedRide ride = expected_ride(level,
                                          scenario_->services[service],
                                          population_->departure[trip],
                                          scenario_->choice.service_prior_weight);
  TripLevel expected;
  expected.travel = duration(Seconds(car.travel.seconds() * ride.detour));
  expected.wait = ride.wait;
  expected.cost_eur = fare(service, direct);
  expected.refusal_share = ride.refusal_share;
  return expected;
}

void ModeChoice::tour_utilities(TourId tour,
                                const geo::LinkTimes& times,
                                const RouteBook& routes,
                                const geo::Network& network,
                                std::span<const ServiceLevel> levels,
                                std::span<double> utilities) const {
  constexpr double unavailable = -std::numeric_limits<double>::infinity();
  const std::uint64_t open = tours_->services[tour];
  for (std::size_t mode = 0; mode < utilities.size(); ++mode) {
    const bool service =
        mode >= first_service_mode && ((open >> (mode - first_service_mode)) & 1U) != 0;
    const bool there = mode == mode_walk || (mode == mode_car && has_car(tour)) || service;
    utilities[mode] = there ? taste(tour, static_cast<Mode>(mode)) : unavailable;
  }
  const bool roads = needs_routes(tour);
  const std::uint32_t first = tours_->first_trip[tour].value;
  for (std::uint32_t row = first; row < first + tours_->trips[tour]; ++row) {
    const TripId trip(row);
    utilities[mode_walk] += utility(trip, mode_walk, {walk_time(trip), {}, 0.0, 0.0});
    if (!roads) continue;
    if (!routes.known(trip)) {
      // No way by road between the two ends: only walking is left.
      for (std::size_t mode = 0; mode < utilities.size(); ++mode) {
        if (mode != mode_walk) utilities[mode] = unavailable;
      }
      continue;
    }
    const TripLevel car = expected_car(trip, times, routes, network);
    if (has_car(tour)) utilities[mode_car] += utility(trip, mode_car, car);
    if (open == 0) continue;
    const Metres direct = length_along(routes[trip], network);
    for (std::size_t mode = first_service_mode; mode < utilities.size(); ++mode) {
      if (utilities[mode] == unavailable) continue;
      const ServiceId service(mode - first_service_mode);
      utilities[mode] +=
          utility(trip,
                  static_cast<Mode>(mode),
                  expected_service(trip, service, car, direct, levels[service.value]));
    }
  }
}

}  // namespace eveil::sim

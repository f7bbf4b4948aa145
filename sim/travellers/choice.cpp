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
    : population_(&population),
      scenario_(&scenario),
      tours_(&tours),
      replication_(replication),
      ways_(population, scenario, tours) {
  for (const std::string& name : mode_names(scenario)) mode_hash_.push_back(stable_name(name));
}

double ModeChoice::taste(TourId tour, Mode mode) const {
  const std::uint64_t person = population_->name[tours_->person[tour]];
  const std::uint64_t name =
      stable_name({replication_, person, tours_->number[tour], mode_hash_[mode]});
  return Draw(scenario_->simulation.seed, Purpose::taste, name).gumbel();
}

double ModeChoice::utility(TripId trip, Mode mode, const TripLevel& level) const {
  const ChoiceParameters& p = scenario_->choice;
  const double relative = std::max(1.0, ways_.straight_m(trip)) / (p.cost_reference_km * 1000.0);
  const double money =
      level.cost_eur == 0.0
          ? 0.0
          : p.cost_per_eur * math::pow(relative, p.cost_distance_exponent) * level.cost_eur;
  const double travel = in_minutes(level.travel);
  switch (mode) {
    case mode_car:
      return p.car_constant + p.car_per_min * (travel + p.car_parking_search_min) +
             p.walk_per_min * p.car_access_egress_min + money;
    case mode_walk:
      return p.walk_constant + p.walk_per_min * travel + money;
    case mode_bicycle: {
      const double age = population_->age[population_->person[trip]];
      return p.bicycle_constant + p.bicycle_per_min * travel +
             p.bicycle_per_year_over_18 * std::max(0.0, age - 18.0) + money;
    }
    case mode_passenger:
      return p.passenger_constant + p.passenger_per_min * travel + money;
    default:
      break;
  }
  const Service& service = scenario_->services[ServiceId(std::size_t{mode} - first_service_mode)];
  const double ridden = 1.0 - level.refusal_share;
  const double fallback = ways_.walkable(trip) ? p.walk_per_min * in_minutes(ways_.walk_time(trip))
                                               : p.stranded_utility;
  return p.service_constant + service.constant + p.service_wait_per_min * in_minutes(level.wait) +
         ridden * (p.service_ride_per_min * travel + money) + level.refusal_share * fallback;
}

TripLevel ModeChoice::expected_car(TripId trip, const Knowledge& known) const {
  const auto route = known.routes[trip];
  TripLevel level;
  level.travel = time_along(route, population_->departure[trip], known.times);
  level.cost_eur = ways_.car_cost(length_along(route, known.network), population_->departure[trip]);
  return level;
}

TripLevel ModeChoice::expected_service(TripId trip,
                                       ServiceId service,
                                       const TripLevel& car,
                                       const Knowledge& known) const {
  const ExpectedRide ride = expected_ride(known.levels[service.value],
                                          scenario_->services[service],
                                          population_->departure[trip],
                                          scenario_->choice.service_prior_weight);
  TripLevel expected;
  expected.travel = duration(Seconds(car.travel.seconds() * ride.detour));
  expected.wait = ride.wait;
  expected.cost_eur = ways_.fare(service, length_along(known.routes[trip], known.network));
  expected.refusal_share = ride.refusal_share;
  return expected;
}

bool ModeChoice::available(TourId tour, Mode mode) const {
  switch (mode) {
    case mode_car:
      return ways_.has_car(tour);
    case mode_walk:
      return true;
    case mode_bicycle:
      return ways_.has_bicycle(tour);
    case mode_passenger:
      return ways_.has_driver(tour);
    case mode_transit:
      return false;
    default:
      return ((tours_->services[tour] >> (mode - first_service_mode)) & 1U) != 0;
  }
}

void ModeChoice::tour_utilities(TourId tour,
                                const Knowledge& known,
                                std::span<double> utilities) const {
  constexpr double unavailable = -std::numeric_limits<double>::infinity();
  for (std::size_t mode = 0; mode < utilities.size(); ++mode) {
    const auto way = static_cast<Mode>(mode);
    utilities[mode] = available(tour, way) ? taste(tour, way) : unavailable;
  }
  const bool roads = ways_.needs_routes(tour);
  const std::uint32_t first = tours_->first_trip[tour].value;
  for (std::uint32_t row = first; row < first + tours_->trips[tour]; ++row) {
    const TripId trip(row);
    const bool by_road = roads && known.routes.known(trip);
    const TripLevel car = by_road ? expected_car(trip, known) : TripLevel{};
    for (std::size_t mode = 0; mode < utilities.size(); ++mode) {
      if (utilities[mode] == unavailable) continue;
      const auto way = static_cast<Mode>(mode);
      TripLevel level;
      if (way == mode_walk) {
        level.travel = ways_.walk_time(trip);
      } else if (way == mode_bicycle) {
        level.travel = ways_.bicycle_time(trip);
      } else if (!by_road) {
        utilities[mode] = unavailable;
        continue;
      } else if (way == mode_car) {
        level = car;
      } else if (way == mode_passenger) {
        level.travel = car.travel;
      } else {
        level = expected_service(trip, ServiceId(mode - first_service_mode), car, known);
      }
      utilities[mode] += utility(trip, way, level);
    }
  }
}

}  // namespace eveil::sim

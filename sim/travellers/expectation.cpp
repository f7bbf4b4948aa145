// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/expectation.hpp"

#include <algorithm>

namespace eveil::sim {

using scenarios::ServiceId;
using scenarios::TripId;

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

Expectation::Expectation(const scenarios::Population& population,
                         const scenarios::Scenario& scenario,
                         const Tours& tours,
                         const Knowledge& known)
    : population_(&population),
      scenario_(&scenario),
      tours_(&tours),
      known_(&known),
      ways_(population, scenario, tours) {}

Duration Expectation::drive(TripId trip, TimeOfDay departure) const {
  return time_along(known_->routes[trip], departure, known_->times);
}

TripLevel Expectation::car(TripId trip) const {
  const TimeOfDay departure = known_->departure[trip];
  TripLevel level;
  level.travel = drive(trip, departure);
  level.travel = level.travel + known_->parking.expected(population_->destination_site[trip],
                                                         departure + level.travel);
  level.cost_eur = ways_.car_cost(length_along(known_->routes[trip], known_->network), departure);
  return level;
}

TripLevel Expectation::passenger(TripId trip) const {
  TripLevel level;
  level.travel = drive(trip, known_->departure[trip]);
  return level;
}

TripLevel Expectation::walk(TripId trip) const {
  TripLevel level;
  level.travel = ways_.walk_time(trip);
  return level;
}

TripLevel Expectation::bicycle(TripId trip) const {
  TripLevel level;
  level.travel = ways_.bicycle_time(trip);
  return level;
}

bool Expectation::by_transit(TourId tour) const {
  if (known_->transit.empty()) return false;
  bool rides = false;
  const std::uint32_t first = tours_->first_trip[tour].value;
  for (std::uint32_t row = first; row < first + tours_->trips[tour]; ++row) {
    const TripId trip(row);
    if (known_->transit.known(trip)) {
      rides = true;
    } else if (!ways_.walkable(trip)) {
      return false;
    }
  }
  return rides;
}

TripLevel Expectation::transit(TripId trip) const {
  TripLevel level;
  if (!known_->transit.known(trip)) {
    level.walk = ways_.walk_time(trip);
    return level;
  }
  const TransitWay way = known_->transit[trip];
  const TimeOfDay wanted = population_->wanted_arrival[trip];
  level.travel = way.in_vehicle();
  level.wait = way.waiting();
  level.walk = way.walking();
  // Too early or too late at work, or waiting at home for the next to leave.
  const Duration off =
      wanted.ms >= 0 ? wanted - way.arrival() : way.leave - population_->departure[trip];
  level.slack = std::max(off, Duration{-off.ms});
  level.transfers = static_cast<std::uint32_t>(way.rides.size() - 1);
  level.cost_eur = ways_.transit_fare(population_->person[trip], way.leave);
  return level;
}

TripLevel Expectation::service(TripId trip, ServiceId service) const {
  const geo::ZoneId zone = population_->origin_zone[trip];
  const TimeOfDay departure = known_->departure[trip];
  const ExpectedRide ride = expected_ride(
      known_->levels[service.value],
      scenario_->services[service],
      {zone, departure, zone.valid() ? known_->neighbours[zone] : std::span<const geo::ZoneId>()},
      scenario_->choice.service_prior_weight);
  TripLevel level;
  level.travel = duration(Seconds(drive(trip, departure).seconds() * ride.detour));
  level.wait = ride.wait;
  level.cost_eur = ways_.fare(service, length_along(known_->routes[trip], known_->network));
  level.refusal_share = ride.refusal_share;
  if (level.refusal_share > 0.0) level.fallback = fallback(trip);
  return level;
}

TripLevel Expectation::level(TripId trip, Mode mode) const {
  switch (mode) {
    case mode_car:
      return car(trip);
    case mode_walk:
      return walk(trip);
    case mode_bicycle:
      return bicycle(trip);
    case mode_passenger:
      return passenger(trip);
    case mode_transit:
      return transit(trip);
    default:
      return service(trip, ServiceId(std::size_t{mode} - first_service_mode));
  }
}

double Expectation::utility(TripId trip, Mode mode, const TripLevel& level) const {
  return trip_utility(*population_, *scenario_, trip, mode, level);
}

// In the order in which the day goes through them.
double Expectation::fallback(TripId trip) const {
  const TourId tour = tours_->tour_of[trip];
  const bool at_home = tours_->first_trip[tour] == trip;
  if (at_home && ways_.has_car(tour)) return utility(trip, mode_car, car(trip));
  if (known_->transit.known(trip)) return utility(trip, mode_transit, transit(trip));
  if (ways_.walkable(trip)) return utility(trip, mode_walk, walk(trip));
  return scenario_->choice.stranded_utility;
}

Duration Expectation::lead(TripId trip, Mode mode, TimeOfDay departure) const {
  switch (mode) {
    case mode_walk:
      return ways_.walk_time(trip);
    case mode_bicycle:
      return ways_.bicycle_time(trip);
    case mode_car: {
      const Duration drive_time = drive(trip, departure);
      return drive_time +
             known_->parking.expected(population_->destination_site[trip], departure + drive_time);
    }
    case mode_passenger:
      return drive(trip, departure);
    default:
      break;
  }
  const TripLevel ride = service(trip, ServiceId(std::size_t{mode} - first_service_mode));
  return ride.wait + ride.travel;
}

}  // namespace eveil::sim

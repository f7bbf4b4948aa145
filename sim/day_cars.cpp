// SPDX-License-Identifier: Apache-2.0
#include "sim/day_cars.hpp"

#include <algorithm>

namespace eveil::sim {

using scenarios::PersonId;
using scenarios::TripId;

void DayCars::begin(TripId trip, TimeOfDay at) {
  board_.row(trip).mode = mode_car;
  const scenarios::Population& people = board_.world.population;
  const Duration stated = people.stated.any() ? people.stated.access[trip] : Duration{0};
  const Duration walk = std::max(parking_.leave(people.person[trip]), stated);
  board_.row(trip).walk = walk;
  if (walk > Duration{}) {
    if (board_.events != nullptr) {
      board_.events->departs(
          at, board_.person_of(trip), mode_walk, board_.world.population.origin_link[trip]);
    }
    board_.wake(at + walk, trip, Wake::Kind::drive);
  } else {
    drive(trip, at);
  }
}

void DayCars::drive(TripId trip, TimeOfDay at) {
  if (board_.events != nullptr) {
    const PersonId person = board_.person_of(trip);
    const geo::LinkId origin = board_.world.population.origin_link[trip];
    board_.events->departs(at, person, mode_car, origin);
    board_.events->enters(at, person, static_cast<std::int32_t>(person.value), origin);
  }
  board_.traffic.depart(std::max(at, board_.traffic.now()),
                        VehicleClass::car,
                        1.0,
                        board_.name_of(trip),
                        trip.value,
                        board_.plan.routes[trip]);
}

void DayCars::arrived(const Arrival& arrival) {
  const TripId trip(arrival.tag);
  const scenarios::Population& people = board_.world.population;
  TripRow& row = board_.row(trip);
  row.distance = arrival.distance;
  row.cost_eur = board_.ways().car_cost(arrival.distance, row.departure);
  const geo::SiteId site = people.destination_site[trip];
  DayParking::Place place = parking_.take(people.person[trip], site);
  if (people.stated.any()) place.walk = std::max(place.walk, people.stated.egress[trip]);
  const Duration lost = place.search + place.walk;
  if (site.valid()) board_.out.parked.push_back({site, arrival.time, lost});
  if (row.walk > Duration{} || place.walk > Duration{}) record_legs(trip, arrival.time, place);
  row.walk = row.walk + place.walk;
  if (board_.events != nullptr && place.walk > Duration{}) {
    board_.events->departs(
        arrival.time + place.search, people.person[trip], mode_walk, people.destination_link[trip]);
  }
  if (lost > Duration{}) {
    board_.wake(arrival.time + lost, trip, Wake::Kind::arrive);
  } else {
    board_.arrive(trip, arrival.time);
  }
}

/// The walk to the car, the drive with the search for a place, the walk from it.
void DayCars::record_legs(TripId trip, TimeOfDay arrival, const DayParking::Place& place) {
  const scenarios::Population& people = board_.world.population;
  const TripRow& row = board_.row(trip);
  LegRow leg;
  leg.trip = trip;
  leg.mode = mode_walk;
  leg.departure = row.departure;
  leg.arrival = row.departure + row.walk;
  leg.distance = board_.ways().walked(row.walk);
  leg.from_link = leg.to_link = people.origin_link[trip];
  if (row.walk > Duration{}) board_.out.legs.push_back(leg);
  leg.mode = mode_car;
  leg.departure = leg.arrival;
  leg.arrival = arrival + place.search;
  leg.distance = row.distance;
  leg.to_link = people.destination_link[trip];
  board_.out.legs.push_back(leg);
  if (place.walk == Duration{}) return;
  leg.mode = mode_walk;
  leg.from_link = leg.to_link;
  leg.departure = leg.arrival;
  leg.arrival = leg.departure + place.walk;
  leg.distance = board_.ways().walked(place.walk);
  board_.out.legs.push_back(leg);
}

void DayCars::finish() { board_.out.parking = parking_.use(); }

}  // namespace eveil::sim

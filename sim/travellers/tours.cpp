// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/tours.hpp"

#include "geo/base/parallel.hpp"

namespace eveil::sim {

using scenarios::PersonId;
using scenarios::Population;
using scenarios::Service;
using scenarios::TripId;

bool open_at(const Service& service, TimeOfDay time) {
  for (const scenarios::OpenHours& hours : service.hours) {
    if (time >= hours.from && time < hours.to) return true;
  }
  return false;
}

bool eligible(const Service& service, const Population& population, PersonId person) {
  switch (service.eligibility) {
    case scenarios::Eligibility::all:
      return true;
    case scenarios::Eligibility::none:
      return false;
    case scenarios::Eligibility::residents:
      return contains(service.area, population.home[person]);
    case scenarios::Eligibility::without_car:
      return population.car[person] == 0;
  }
  return false;
}

namespace {

bool serves(const Service& service, const Population& population, const Tours& tours, TourId tour) {
  if (!eligible(service, population, tours.person[tour])) return false;
  const std::uint32_t first = tours.first_trip[tour].value;
  for (std::uint32_t row = first; row < first + tours.trips[tour]; ++row) {
    const TripId trip(row);
    if (!open_at(service, population.departure[trip])) return false;
    if (!contains(service.area, population.origin[trip])) return false;
    if (!contains(service.area, population.destination[trip])) return false;
  }
  return true;
}

}  // namespace

Tours tours_of(const Population& population, const scenarios::Scenario& scenario) {
  EVEIL_ASSERT(scenario.services.size() <= most_services);
  Tours tours;
  tours.tour_of.resize(population.trip_count());
  for (const PersonId person : population.persons()) {
    tours.first_tour.push_back(static_cast<std::uint32_t>(tours.size()));
    const std::uint32_t first = population.first_trip_of(person).value;
    const std::uint32_t last = first + population.trip_count_of(person);
    for (std::uint32_t row = first; row < last; ++row) {
      const TripId trip(row);
      const bool starts = row == first || population.tour[trip] != population.tour[TripId(row - 1)];
      if (starts) {
        tours.person.push_back(person);
        tours.number.push_back(population.tour[trip]);
        tours.first_trip.push_back(trip);
        tours.trips.push_back(0);
      }
      const TourId tour(tours.size() - 1);
      tours.trips[tour] = static_cast<std::uint16_t>(tours.trips[tour] + 1);
      tours.tour_of[trip] = tour;
    }
  }
  tours.first_tour.push_back(static_cast<std::uint32_t>(tours.size()));
  tours.services.resize(tours.size(), 0);
  parallel::for_each_row(tours.size(), [&](std::size_t row) {
    const TourId tour(row);
    for (const scenarios::ServiceId service : scenario.services.ids()) {
      if (serves(scenario.services[service], population, tours, tour)) {
        tours.services[tour] |= std::uint64_t{1} << service.value;
      }
    }
  });
  return tours;
}

}  // namespace eveil::sim

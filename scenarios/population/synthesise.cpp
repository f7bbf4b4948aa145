// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "scenarios/population/person.hpp"
#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

namespace {

struct Named {
  std::uint64_t name;
  geo::ZoneId zone;
};

/// The people of the sample: zone by zone, in order of their number. A zone's fraction of a person
/// is one more with that probability.
std::vector<Named> names_of(const geo::Zones& zones, const PopulationParameters& parameters) {
  std::vector<Named> people;
  for (const geo::ZoneId zone : zones.code.ids()) {
    const std::uint64_t code = stable_name(zones.code[zone]);
    const double inhabitants = std::max(0.0, zones.population[zone]);
    const double whole = std::floor(inhabitants);
    const bool one_more =
        Draw(parameters.seed, Purpose::home, code).uniform() < inhabitants - whole;
    const auto count = static_cast<std::uint64_t>(whole) + (one_more ? 1U : 0U);
    for (std::uint64_t number = 0; number < count; ++number) {
      const std::uint64_t name = stable_name({code, number});
      if (Draw(parameters.seed, Purpose::sample, name).uniform() < parameters.sample) {
        people.push_back({name, zone});
      }
    }
  }
  return people;
}

void lay_out(Population& out, std::size_t persons) {
  out.name.resize(persons);
  out.household.resize(persons);
  out.part_time.resize(persons);
  out.income.resize(persons);
  out.bicycle.resize(persons);
  out.passenger.resize(persons);
  out.household_name.resize(persons);
  out.cars.resize(persons);
  out.bicycles.resize(persons);
  out.first_person.resize(persons + 1);
  out.zone.resize(persons);
  out.home.resize(persons);
  out.home_link.resize(persons);
  out.age.resize(persons);
  out.sex.resize(persons);
  out.employed.resize(persons);
  out.student.resize(persons);
  out.licence.resize(persons);
  out.car.resize(persons);
  out.site.resize(persons);
  out.role.resize(persons, geo::Role::none);
  out.first_trip.resize(persons + 1);
}

void lay_out_trips(Population& out, std::size_t trips) {
  out.person.resize(trips);
  out.tour.resize(trips);
  out.purpose.resize(trips);
  out.departure.resize(trips);
  out.wanted_arrival.resize(trips);
  out.escorted.resize(trips);
  out.origin.resize(trips);
  out.destination.resize(trips);
  out.origin_link.resize(trips);
  out.destination_link.resize(trips);
  out.origin_zone.resize(trips);
  out.destination_zone.resize(trips);
  out.destination_site.resize(trips);
}

void put(Population& out, PersonId row, const Person& person) {
  out.name[row] = person.name;
  out.zone[row] = person.zone;
  out.home[row] = person.home.place;
  out.home_link[row] = person.home.link;
  out.age[row] = person.age;
  out.sex[row] = person.sex;
  out.employed[row] = person.employed ? 1 : 0;
  out.student[row] = person.student ? 1 : 0;
  out.licence[row] = person.licence ? 1 : 0;
  out.car[row] = person.car ? 1 : 0;
  out.part_time[row] = person.part_time ? 1 : 0;
  out.income[row] = person.income;
  out.bicycle[row] = person.bicycle ? 1 : 0;
  out.passenger[row] = person.passenger ? 1 : 0;
  // Everybody is a household of one.
  const HouseholdId household(row.value);
  out.household[row] = household;
  out.household_name[household] = person.name;
  out.cars[household] = out.car[row];
  out.bicycles[household] = out.bicycle[row];
  out.first_person[household] = row.value;
  out.site[row] = person.anchor.site;
  if (person.anchor.site.valid()) {
    out.role[row] = person.employed ? geo::Role::employee : geo::Role::student;
  }
}

void put(Population& out, TripId row, PersonId person, const PlannedTrip& trip) {
  out.person[row] = person;
  out.tour[row] = trip.tour;
  out.purpose[row] = trip.purpose;
  out.departure[row] = trip.departure;
  out.wanted_arrival[row] = trip.wanted_arrival;
  out.origin[row] = trip.from.place;
  out.destination[row] = trip.to.place;
  out.origin_link[row] = trip.from.link;
  out.destination_link[row] = trip.to.link;
  out.origin_zone[row] = trip.from.zone;
  out.destination_zone[row] = trip.to.zone;
  out.destination_site[row] = trip.to.site;
}

Expected<void> check_input(const geo::Territory& territory, const PopulationParameters& wanted) {
  if (!(wanted.sample > 0.0 && wanted.sample <= 1.0)) {
    return bad_input("simulation.sample",
                     fmt::format("found {}, allowed is above 0 to 1", wanted.sample));
  }
  double inhabitants = 0.0;
  for (const double zone : territory.zones.population) inhabitants += std::max(0.0, zone);
  if (!(inhabitants > 0.0)) {
    return bad_input("zones.population",
                     fmt::format("the {} zones of {} have no inhabitants; name the column that "
                                 "holds them",
                                 territory.zones.size(),
                                 territory.name));
  }
  if (territory.network.link_count() == 0) {
    return bad_input("roads", fmt::format("{} has no road to live on", territory.name));
  }
  return {};
}

}  // namespace

Expected<Population> synthesise(const geo::Territory& territory,
                                const PopulationParameters& parameters) {
  EVEIL_CHECK(check_input(territory, parameters));
  const ZonePlaces places(territory);
  EVEIL_TRY(const DestinationTables tables,
            destination_tables(territory, places, parameters.scales));
  const World world{parameters.seed, parameters.car_given_licence, places, tables};
  const std::vector<Named> named = names_of(territory.zones, parameters);
  std::vector<Person> people(named.size());
  Population out;
  out.weight = 1.0 / parameters.sample;
  out.zones_without_road = places.zones_without_road();
  lay_out(out, named.size());
  parallel::for_each_row(named.size(), [&](std::size_t row) {
    people[row] = make_person(world, named[row].name, named[row].zone);
    put(out, PersonId(row), people[row]);
  });
  out.first_person[HouseholdId(named.size())] = static_cast<std::uint32_t>(named.size());
  std::uint32_t trips = 0;
  for (std::size_t row = 0; row < people.size(); ++row) {
    out.first_trip[PersonId(row)] = trips;
    trips += static_cast<std::uint32_t>(people[row].day.size());
  }
  out.first_trip[PersonId(people.size())] = trips;
  lay_out_trips(out, trips);
  parallel::for_each_row(people.size(), [&](std::size_t row) {
    std::array<PlannedTrip, longest_day> day;
    const std::size_t count = plan_day(world, people[row], day);
    for (std::size_t trip = 0; trip < count; ++trip) {
      put(out, TripId(out.first_trip[PersonId(row)] + trip), PersonId(row), day[trip]);
    }
  });
  return out;
}

}  // namespace eveil::scenarios

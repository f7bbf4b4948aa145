// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "scenarios/population/day.hpp"
#include "scenarios/population/person.hpp"
#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::size_t batch_size = 256;  // households planned as one piece of work

struct Named {
  std::uint64_t name;
  std::uint32_t type;
  geo::ZoneId zone;
};

/// The households of a zone in the sample: drawn in order of their number until the inhabitants are
/// met; one that would exceed them is drawn anew. A fraction of a person is one more with that
/// probability.
std::vector<Named> names_in(const geo::Zones& zones,
                            geo::ZoneId zone,
                            const HouseholdMaker& maker,
                            const PopulationParameters& parameters) {
  std::vector<Named> households;
  const std::uint64_t code = stable_name(zones.code[zone]);
  const double inhabitants = std::max(0.0, zones.population[zone]);
  const double whole = std::floor(inhabitants);
  const bool one_more = Draw(parameters.seed, Purpose::home, code).uniform() < inhabitants - whole;
  std::size_t left = static_cast<std::size_t>(whole) + (one_more ? 1U : 0U);
  for (std::uint64_t number = 0; left > 0; ++number) {
    const std::uint64_t name = stable_name({code, number});
    Draw draw(parameters.seed, Purpose::household, name);
    std::size_t type = maker.draw_type(draw);
    while (HouseholdMaker::size_of(type) > left) type = maker.draw_type(draw);
    left -= HouseholdMaker::size_of(type);
    if (Draw(parameters.seed, Purpose::sample, name).uniform() < parameters.sample) {
      households.push_back({name, static_cast<std::uint32_t>(type), zone});
    }
  }
  return households;
}

std::vector<Named> names_of(const geo::Zones& zones,
                            const HouseholdMaker& maker,
                            const PopulationParameters& parameters) {
  std::vector<std::vector<Named>> by_zone(zones.size());
  parallel::for_each_row(
      zones.size(),
      [&](std::size_t zone) {
        by_zone[zone] = names_in(zones, geo::ZoneId(zone), maker, parameters);
      },
      1);
  std::vector<Named> all;
  for (const auto& households : by_zone) {
    all.insert(all.end(), households.begin(), households.end());
  }
  return all;
}

/// Some households with their days, before they have rows.
struct Batch {
  struct Member {
    Person person;
    Spot anchor;
    std::uint32_t trips;
  };
  struct Home {
    Household household;  ///< without members
    geo::ZoneId zone;
    Spot spot;
    std::uint32_t members;
  };
  std::vector<Home> homes;
  std::vector<Member> members;
  std::vector<PlannedTrip> trips;
};

Batch plan(const World& world, const HouseholdMaker& maker, std::span<const Named> named) {
  Batch batch;
  for (const Named& one : named) {
    Household household = maker.make(one.name, one.type);
    Draw draw(world.seed, Purpose::home, one.name);
    const Spot home = world.places.spot_in(one.zone, draw);
    const std::vector<PersonDay> days = plan_days(world, household, home);
    for (std::size_t i = 0; i < days.size(); ++i) {
      batch.members.push_back(
          {household.members[i], days[i].anchor, static_cast<std::uint32_t>(days[i].trips.size())});
      batch.trips.insert(batch.trips.end(), days[i].trips.begin(), days[i].trips.end());
    }
    const auto members = static_cast<std::uint32_t>(household.members.size());
    household.members.clear();
    batch.homes.push_back({std::move(household), one.zone, home, members});
  }
  return batch;
}

/// First rows of a batch.
struct Rows {
  std::uint32_t household = 0;
  std::uint32_t person = 0;
  std::uint32_t trip = 0;
};

void lay_out_persons(Population& out, std::size_t persons) {
  out.name.resize(persons);
  out.household.resize(persons);
  out.part_time.resize(persons);
  out.income.resize(persons);
  out.bicycle.resize(persons);
  out.passenger.resize(persons);
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

void put_person(Population& out,
                PersonId row,
                HouseholdId household,
                const Batch::Home& home,
                const Batch::Member& member) {
  const Person& person = member.person;
  out.name[row] = person.name;
  out.household[row] = household;
  out.zone[row] = home.zone;
  out.home[row] = home.spot.place;
  out.home_link[row] = home.spot.link;
  out.age[row] = person.age;
  out.sex[row] = person.sex;
  out.employed[row] = person.employed() ? 1 : 0;
  out.part_time[row] = person.group == Group::part_time ? 1 : 0;
  out.student[row] = person.student() ? 1 : 0;
  out.licence[row] = person.licence ? 1 : 0;
  out.car[row] = person.car ? 1 : 0;
  out.bicycle[row] = person.bicycle ? 1 : 0;
  out.passenger[row] = person.passenger ? 1 : 0;
  out.income[row] = home.household.income;
  out.site[row] = member.anchor.site;
  if (member.anchor.site.valid()) {
    out.role[row] = person.employed() ? geo::Role::employee : geo::Role::student;
  }
}

/// The trips of one person; `from` is their home.
void put_trips(
    Population& out, TripId row, PersonId person, Spot from, std::span<const PlannedTrip> trips) {
  const PersonId first_member(out.first_person[out.household[person]]);
  std::uint16_t tour = 0;
  for (const PlannedTrip& trip : trips) {
    out.person[row] = person;
    out.tour[row] = tour;
    out.purpose[row] = trip.purpose;
    out.departure[row] = trip.departure;
    out.wanted_arrival[row] = trip.wanted_arrival;
    if (trip.escorted != nobody) out.escorted[row] = PersonId(first_member.value + trip.escorted);
    out.origin[row] = from.place;
    out.destination[row] = trip.to.place;
    out.origin_link[row] = from.link;
    out.destination_link[row] = trip.to.link;
    out.origin_zone[row] = from.zone;
    out.destination_zone[row] = trip.to.zone;
    out.destination_site[row] = trip.to.site;
    from = trip.to;
    if (trip.purpose == Activity::home) ++tour;
    row = TripId(row.value + 1);
  }
}

void put(Population& out, Rows row, const Batch& batch) {
  std::size_t member = 0;
  std::span<const PlannedTrip> trips(batch.trips);
  for (const Batch::Home& home : batch.homes) {
    const HouseholdId household(row.household++);
    out.household_name[household] = home.household.name;
    out.cars[household] = home.household.cars;
    out.bicycles[household] = home.household.bicycles;
    out.first_person[household] = row.person;
    for (std::uint32_t i = 0; i < home.members; ++i, ++member) {
      const PersonId person(row.person++);
      const Batch::Member& made = batch.members[member];
      put_person(out, person, household, home, made);
      out.first_trip[person] = row.trip;
      put_trips(out, TripId(row.trip), person, home.spot, trips.first(made.trips));
      trips = trips.subspan(made.trips);
      row.trip += made.trips;
    }
  }
}

/// All batches one after the other, each in rows of its own.
void join(Population& out, std::vector<Batch>& batches) {
  std::vector<Rows> first(batches.size() + 1);
  for (std::size_t i = 0; i < batches.size(); ++i) {
    first[i + 1] = {first[i].household + static_cast<std::uint32_t>(batches[i].homes.size()),
                    first[i].person + static_cast<std::uint32_t>(batches[i].members.size()),
                    first[i].trip + static_cast<std::uint32_t>(batches[i].trips.size())};
  }
  const Rows end = first.back();
  out.household_name.resize(end.household);
  out.cars.resize(end.household);
  out.bicycles.resize(end.household);
  out.first_person.resize(std::size_t{end.household} + 1);
  lay_out_persons(out, end.person);
  lay_out_trips(out, end.trip);
  out.first_person[HouseholdId(end.household)] = end.person;
  out.first_trip[PersonId(end.person)] = end.trip;
  parallel::for_each_row(
      batches.size(),
      [&](std::size_t i) {
        put(out, first[i], batches[i]);
        batches[i] = Batch{};
      },
      1);
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

Expected<void> check_cars(const HouseholdMaker& maker, double wanted) {
  if (wanted <= 0.0 || std::fabs(maker.cars_per_person() - wanted) < 0.01 * wanted) return {};
  return bad_input("population.cars_per_person",
                   fmt::format("found {}, but the households of the tables come to at most {:.2f}; "
                               "lower it",
                               wanted,
                               maker.cars_per_person()));
}

}  // namespace

Expected<Population> synthesise(const geo::Territory& territory,
                                const PopulationParameters& parameters) {
  EVEIL_CHECK(check_input(territory, parameters));
  EVEIL_CHECK(check_chains(survey::chains()));
  const ZonePlaces places(territory);
  const ChainTables chains;
  EVEIL_TRY(const DestinationTables tables,
            destination_tables(territory, places, parameters.scales, weekday_rates(chains)));
  const HouseholdMaker maker(parameters.seed, parameters.cars_per_person);
  EVEIL_CHECK(check_cars(maker, parameters.cars_per_person));
  const ActivityTimes times;
  const World world{parameters.seed, territory.sites, places, tables, chains, times};
  const std::vector<Named> named = names_of(territory.zones, maker, parameters);
  Population out;
  out.weight = 1.0 / parameters.sample;
  out.zones_without_road = places.zones_without_road();
  std::vector<Batch> batches((named.size() + batch_size - 1) / batch_size);
  parallel::for_each_chunk(named.size(), batch_size, [&](std::size_t first, std::size_t last) {
    batches[first / batch_size] = plan(world, maker, std::span(named).subspan(first, last - first));
  });
  join(out, batches);
  return out;
}

}  // namespace eveil::scenarios

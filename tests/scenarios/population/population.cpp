// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/population.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <set>

#include "geo/base/parallel.hpp"
#include "scenarios/population/person.hpp"
#include "tests/scenarios/population/drawn_territory.hpp"
#include "tests/scenarios/population/made_people.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::add_site;
using eveil::tests::drawn_territory;
using eveil::tests::people_of;
using eveil::tests::refusal;

namespace {

/// Every column as one row of numbers a trip, to compare populations to the bit.
std::vector<double> bytes_of(const Population& p) {
  std::vector<double> all;
  for (const PersonId id : p.persons()) {
    all.insert(all.end(),
               {p.home[id].x,
                p.home[id].y,
                double(p.age[id]),
                double(p.car[id]),
                double(p.site[id].value),
                double(p.first_trip[id])});
  }
  for (const TripId id : p.person.ids()) {
    all.insert(all.end(),
               {p.destination[id].x,
                p.destination[id].y,
                double(p.departure[id].ms),
                double(p.destination_link[id].value)});
  }
  return all;
}

double mean_work_distance(const Population& p) {
  double sum = 0.0;
  double count = 0.0;
  for (const TripId id : p.person.ids()) {
    if (p.purpose[id] != Activity::work) continue;
    sum += distance(p.home[p.person[id]], p.destination[id]).value;
    count += 1.0;
  }
  return sum / count;
}

}  // namespace

TEST_CASE("a synthesised population keeps every law", "[scenarios][population]") {
  geo::Territory territory = drawn_territory(5, 4, 300.4);
  add_site(territory, geo::SiteKind::university, {2500, 1600}, 40, 150);
  const Population people = people_of(territory);
  const auto lawful = check_population(people, territory);
  INFO((lawful ? "" : describe(lawful.error())));
  CHECK(lawful);
  // 20 zones with 300 people and another with chance 0.4 each.
  CHECK(people.person_count() >= 6000);
  CHECK(people.person_count() <= 6020);
  CHECK(people.weight == 1.0);
  const std::set<std::uint64_t> names(people.name.begin(), people.name.end());
  CHECK(names.size() == people.person_count());
}

TEST_CASE("a broken law is found", "[scenarios][population]") {
  const geo::Territory territory = drawn_territory(2, 2, 100);
  Population people = people_of(territory);
  SECTION("a home outside its zone") { people.home[PersonId(0)] = {-5000, 0}; }
  SECTION("a driver without a licence") {
    people.licence.assign(people.person_count(), 0);
    people.car.assign(people.person_count(), 1);
  }
  SECTION("a day that falls back in time") {
    people.departure.assign(people.trip_count(), time_of_day(2));
  }
  SECTION("a child alone") { people.age.assign(people.person_count(), 12); }
  SECTION("more cars than the household has") { people.cars.assign(people.household_count(), 0); }
  SECTION("more bicycles than the household has") {
    people.bicycles.assign(people.household_count(), 0);
  }
  SECTION("households that overlap") { people.first_person[HouseholdId(1)] += 1; }
  SECTION("a household with two homes") {
    PersonId child(0);
    while (people.age[child] >= 18) child = PersonId(child.value + 1);
    people.home[child] = {people.home[child].x + 1.0, people.home[child].y};
  }
  SECTION("a child of others escorted") {
    const PersonId last(people.person_count() - 1);
    people.escorted.assign(people.trip_count(), last);
  }
  SECTION("an arrival wanted before leaving") {
    people.wanted_arrival.assign(people.trip_count(), time_of_day(3));
  }
  SECTION("a day that doesn't return home") {
    people.purpose[TripId(people.trip_count() - 1)] = Activity::shop;
  }
  SECTION("a link that isn't there") { people.destination_link[TripId(0)] = geo::LinkId(9999); }
  CHECK_FALSE(check_population(people, territory));
}

TEST_CASE("households hold together", "[scenarios][population]") {
  const Population people = people_of(drawn_territory(5, 4, 1000));
  double sizes = 0.0;
  double cars = 0.0;
  double alone = 0.0;
  for (const HouseholdId id : people.household_name.ids()) {
    const std::uint32_t members = people.member_count_of(id);
    const PersonId reference(people.first_person[id]);
    sizes += members;
    alone += members == 1 ? 1.0 : 0.0;
    cars += people.cars[id];
    CHECK(people.age[reference] >= 18);
    for (std::uint32_t i = 1; i < members; ++i) {
      const PersonId person(reference.value + i);
      CHECK(people.home[person] == people.home[reference]);
      CHECK(people.income[person] == people.income[reference]);
      if (people.age[person] < 18) CHECK(people.age[person] < people.age[reference]);
    }
  }
  const auto households = static_cast<double>(people.household_count());
  // The survey: 38.2 % of one, 2.14 people and 1.22 cars a household. About 9 500 households: the
  // standard error of the share is 0.005, of the cars 0.009.
  CHECK(alone / households == Approx(0.382).margin(0.02));
  CHECK(sizes / households == Approx(2.14).epsilon(0.02));
  CHECK(cars / households == Approx(1.22).epsilon(0.04));
}

TEST_CASE("partners are near in age, and parents a generation older", "[scenarios][population]") {
  const HouseholdMaker maker(1, 0.0);
  double couples = 0.0;
  double near = 0.0;
  for (std::uint64_t number = 0; number < 5000; ++number) {
    Draw draw(1, Purpose::household, number);
    const Household household = maker.make(number, maker.draw_type(draw));
    const Person& first = household.members[0];
    for (const Person& person : household.members) {
      if (person.age < 18) CHECK(person.age + 16 <= first.age);
      CHECK((person.age < 18 || !person.licence || person.age >= 18));
      CHECK(person.car <= person.licence);
    }
    if (household.members.size() != 2 || household.members[1].age < 18) continue;
    couples += 1.0;
    near += std::abs(first.age - household.members[1].age) <= 10 ? 1.0 : 0.0;
  }
  // 90 % of households of two adults are couples, of which the survey has 8.6 % more than 8 years
  // one way and 8 % more than 10 the other.
  CHECK(near / couples > 0.75);
}

TEST_CASE("cars go to those who may drive, first to workers", "[scenarios][population]") {
  const HouseholdMaker maker(1, 0.0);
  for (std::uint64_t number = 0; number < 3000; ++number) {
    Draw draw(1, Purpose::household, number);
    const Household household = maker.make(number, maker.draw_type(draw));
    std::size_t with_car = 0;
    bool worker_without = false;
    bool other_with = false;
    for (const Person& person : household.members) {
      with_car += person.car ? 1 : 0;
      worker_without = worker_without || (person.employed() && person.licence && !person.car);
      other_with = other_with || (!person.employed() && person.car);
    }
    CHECK(with_car <= household.cars);
    CHECK_FALSE((worker_without && other_with));
  }
}

TEST_CASE("people have the cars an inhabitant that were asked for", "[scenarios][population]") {
  PopulationParameters few;
  few.cars_per_person = 0.25;
  const Population people = people_of(drawn_territory(5, 4, 1000), few);
  double cars = 0.0;
  for (const std::uint8_t of_household : people.cars) cars += of_household;
  // 9 500 households with a standard deviation of 0.6 cars: 0.003 cars an inhabitant.
  CHECK(cars / static_cast<double>(people.person_count()) == Approx(0.25).margin(0.01));
  few.cars_per_person = 5.0;
  CHECK_THAT(refusal(drawn_territory(1, 1, 10), few), Contains("cars_per_person: found 5"));
}

TEST_CASE("parents meet their child at its school", "[scenarios][population]") {
  const Population people = people_of(drawn_territory(5, 4, 1000));
  double escorted = 0.0;
  double escorts = 0.0;
  for (const TripId trip : people.person.ids()) {
    if (people.purpose[trip] == Activity::escort) escorts += 1.0;
    const PersonId child = people.escorted[trip];
    if (!child.valid()) continue;
    escorted += 1.0;
    CHECK(people.household[child] == people.household[people.person[trip]]);
    CHECK(people.age[child] < 11);
    bool met = false;
    for (std::uint32_t t = 0; t < people.trip_count_of(child); ++t) {
      const TripId theirs(people.first_trip[child] + t);
      const bool brought = people.destination[theirs] == people.destination[trip] &&
                           people.wanted_arrival[theirs] == people.wanted_arrival[trip];
      const bool fetched = people.origin[theirs] == people.destination[trip] &&
                           people.departure[theirs] == people.wanted_arrival[trip];
      met = met || brought || fetched;
    }
    CHECK(met);
  }
  // The others fetch somebody else, or their way doesn't lead home.
  CHECK(escorted > 0.12 * escorts);
}

TEST_CASE("a sample is whole households of the full population, trips included",
          "[scenarios][population]") {
  const geo::Territory territory = drawn_territory(4, 3, 250);
  const Population full = people_of(territory);
  PopulationParameters tenth;
  tenth.sample = 0.1;
  const Population sample = people_of(territory, tenth);
  CHECK(sample.weight == 10.0);
  // 1420 households, binomial with 0.1: 142 ± 11, of 2.1 people.
  CHECK(sample.household_count() > 95);
  CHECK(sample.household_count() < 190);
  std::uint32_t row = 0;
  for (const HouseholdId id : sample.household_name.ids()) {
    while (row < full.household_count() &&
           full.household_name[HouseholdId(row)] != sample.household_name[id]) {
      ++row;
    }
    REQUIRE(row < full.household_count());
    const HouseholdId twin(row);
    CHECK(full.cars[twin] == sample.cars[id]);
    REQUIRE(full.member_count_of(twin) == sample.member_count_of(id));
    for (std::uint32_t i = 0; i < sample.member_count_of(id); ++i) {
      const PersonId a(full.first_person[twin] + i);
      const PersonId b(sample.first_person[id] + i);
      CHECK(full.name[a] == sample.name[b]);
      CHECK(full.home[a] == sample.home[b]);
      REQUIRE(full.trip_count_of(a) == sample.trip_count_of(b));
      for (std::uint32_t t = 0; t < sample.trip_count_of(b); ++t) {
        const TripId x(full.first_trip[a] + t);
        const TripId y(sample.first_trip[b] + t);
        CHECK(full.departure[x] == sample.departure[y]);
        CHECK(full.destination[x] == sample.destination[y]);
      }
    }
  }
}

TEST_CASE("another seed makes other people, the same seed the same", "[scenarios][population]") {
  const geo::Territory territory = drawn_territory(3, 3, 100);
  PopulationParameters other;
  other.seed = 2;
  const auto first = bytes_of(people_of(territory));
  CHECK(first == bytes_of(people_of(territory)));
  CHECK(first != bytes_of(people_of(territory, other)));
}

#ifndef EVEIL_SERIAL
TEST_CASE("one thread and two make the same population", "[scenarios][population][determinism]") {
  const geo::Territory territory = drawn_territory(4, 4, 200);
  std::vector<double> one;
  {
    const parallel::ThreadLimit limit(1);
    one = bytes_of(people_of(territory));
  }
  const parallel::ThreadLimit limit(2);
  CHECK(one == bytes_of(people_of(territory)));
}
#endif

TEST_CASE("people go further to work where the scale is longer", "[scenarios][population]") {
  const geo::Territory territory = drawn_territory(12, 1, 200);
  PopulationParameters near;
  near.scales.work_km = 1.0;
  PopulationParameters far;
  far.scales.work_km = 6.0;
  CHECK(mean_work_distance(people_of(territory, near)) * 1.3 <
        mean_work_distance(people_of(territory, far)));
}

TEST_CASE("jobs draw workers in proportion", "[scenarios][population]") {
  // Three zones in a row, 1000 people each: jobs 1 : 0 : 3 go to the ends only.
  geo::Territory territory = drawn_territory(3, 1, 1000);
  territory.zones.has_jobs = true;
  territory.zones.jobs = Column<geo::ZoneId, double>(std::vector<double>{100, 0, 300});
  const Population people = people_of(territory);
  double counts[3] = {0, 0, 0};
  for (const TripId id : people.person.ids()) {
    if (people.purpose[id] == Activity::work) counts[people.destination_zone[id].value] += 1.0;
  }
  CHECK(counts[1] == 0.0);
  CHECK(counts[2] / (counts[0] + counts[2]) == Approx(0.75).margin(0.05));
}

TEST_CASE("a zone without a road is counted and its people start at its centre",
          "[scenarios][population]") {
  geo::Territory territory = drawn_territory(3, 1, 50);
  for (geo::LinkId link : territory.network.from.ids()) {
    const auto shape = territory.network.shape[link];
    if ((shape[0].x + shape[1].x) / 2 < 1000) territory.network.access[link] = 0;
  }
  const Population people = people_of(territory);
  CHECK(people.zones_without_road == 1);
  CHECK(people.home[PersonId(0)] == territory.zones.centre[geo::ZoneId(0)]);
  CHECK(check_population(people, territory));
}

TEST_CASE("zones without inhabitants are refused", "[scenarios][population]") {
  CHECK_THAT(refusal(drawn_territory(2, 1, 0)), Contains("zones.population"));
}

TEST_CASE("a sample beyond the whole is refused", "[scenarios][population]") {
  PopulationParameters wrong;
  wrong.sample = 1.5;
  CHECK_THAT(refusal(drawn_territory(1, 1, 10), wrong), Contains("simulation.sample: found 1.5"));
}

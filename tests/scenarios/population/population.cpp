// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/population.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "geo/base/parallel.hpp"
#include "scenarios/population/tables.hpp"
#include "tests/scenarios/population/drawn_territory.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::add_site;
using eveil::tests::drawn_territory;

namespace {

Population people_of(const geo::Territory& territory, const PopulationParameters& parameters = {}) {
  auto made = synthesise(territory, parameters);
  INFO((made ? "" : describe(made.error())));
  REQUIRE(made);
  return std::move(*made);
}

std::string refusal(const geo::Territory& territory, const PopulationParameters& parameters = {}) {
  const auto made = synthesise(territory, parameters);
  return made ? "" : describe(made.error());
}

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
  SECTION("a link that isn't there") { people.destination_link[TripId(0)] = geo::LinkId(9999); }
  CHECK_FALSE(check_population(people, territory));
}

TEST_CASE("people live the days of the tables", "[scenarios][population]") {
  const Population people = people_of(drawn_territory(5, 4, 1000));
  double mobile = 0.0;
  double over_four = 0.0;
  double employed = 0.0;
  std::size_t tours = 0;
  std::size_t tours_of_two = 0;
  for (const PersonId id : people.persons()) {
    if (people.age[id] < 5) {
      CHECK(people.trip_count_of(id) == 0);
      continue;
    }
    over_four += 1.0;
    employed += people.employed[id];
    if (people.trip_count_of(id) > 0) mobile += 1.0;
    std::uint32_t trips = 0;
    for (std::uint32_t t = 0; t < people.trip_count_of(id); ++t) {
      ++trips;
      if (people.purpose[TripId(people.first_trip[id] + t)] != Activity::home) continue;
      ++tours;
      if (trips == 2) ++tours_of_two;
      trips = 0;
    }
  }
  const double trips = static_cast<double>(people.trip_count());
  // 20 000 people: the standard error of a share near 0.9 is 0.002, of the trips a head 0.015.
  CHECK(mobile / over_four == Approx(0.904).margin(0.012));
  CHECK(trips / over_four > 2.8);
  CHECK(trips / over_four < 3.4);
  CHECK(static_cast<double>(tours_of_two) / static_cast<double>(tours) > 0.7);
  // Over all ages: 0.0343×0.0118 + 0.1108×0.2057 + 0.129×0.6775 + 0.1408×0.8036 + 0.1284×0.8014 +
  // 0.122×0.466 = 0.3835.
  CHECK(employed / static_cast<double>(people.person_count()) == Approx(0.3835).margin(0.012));
}

TEST_CASE("a sample is a subset of the full population, trips included",
          "[scenarios][population]") {
  const geo::Territory territory = drawn_territory(4, 3, 250);
  const Population full = people_of(territory);
  PopulationParameters tenth;
  tenth.sample = 0.1;
  const Population sample = people_of(territory, tenth);
  CHECK(sample.weight == 10.0);
  // 3000 people, binomial with 0.1: 300 ± 16.
  CHECK(sample.person_count() > 230);
  CHECK(sample.person_count() < 370);
  std::uint32_t row = 0;
  for (const PersonId id : sample.persons()) {
    while (row < full.person_count() && full.name[PersonId(row)] != sample.name[id]) ++row;
    REQUIRE(row < full.person_count());
    const PersonId twin(row);
    CHECK(full.home[twin] == sample.home[id]);
    REQUIRE(full.trip_count_of(twin) == sample.trip_count_of(id));
    for (std::uint32_t t = 0; t < sample.trip_count_of(id); ++t) {
      const TripId a(full.first_trip[twin] + t);
      const TripId b(sample.first_trip[id] + t);
      CHECK(full.departure[a] == sample.departure[b]);
      CHECK(full.destination[a] == sample.destination[b]);
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

TEST_CASE("a generator attracts the employees and students it declares",
          "[scenarios][population]") {
  geo::Territory territory = drawn_territory(5, 4, 500);
  const auto campus = add_site(territory, geo::SiteKind::university, {4300, 3400}, 400, 300);
  const auto school = add_site(territory, geo::SiteKind::school, {700, 600}, 30, 200);
  const Population people = people_of(territory);
  double employees = 0.0;
  double students = 0.0;
  double pupils = 0.0;
  double came = 0.0;
  for (const PersonId id : people.persons()) {
    if (people.site[id] == campus) {
      (people.role[id] == geo::Role::employee ? employees : students) += 1.0;
      if (people.role[id] == geo::Role::student) CHECK(people.age[id] >= 18);
      bool there = false;
      for (std::uint32_t t = 0; t < people.trip_count_of(id); ++t) {
        there = there || people.destination_site[TripId(people.first_trip[id] + t)] == campus;
      }
      came += there ? 1.0 : 0.0;
    } else if (people.site[id] == school && people.role[id] == geo::Role::student) {
      CHECK(people.age[id] < 18);
      pupils += 1.0;
    }
  }
  // Each is a sum of independent draws whose mean is the declared number n: the standard deviation
  // is at most root n (20, 17, 14), so four of them bound the error.
  CHECK(std::fabs(employees - 400) < 80);
  CHECK(std::fabs(students - 300) < 70);
  CHECK(std::fabs(pupils - 200) < 57);
  CHECK(came == employees + students);
}

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

TEST_CASE("more attendees than people are refused with both numbers", "[scenarios][population]") {
  geo::Territory territory = drawn_territory(2, 1, 100);
  add_site(territory, geo::SiteKind::hospital, {500, 500}, 5000, 0);
  const std::string errors = refusal(territory);
  CHECK_THAT(errors, Contains("the generators declare 5000 employees"));
  // 200 inhabitants × 0.384 employed.
  CHECK_THAT(errors, Contains("are 77 on a weekday"));
}

TEST_CASE("a sample beyond the whole is refused", "[scenarios][population]") {
  PopulationParameters wrong;
  wrong.sample = 1.5;
  CHECK_THAT(refusal(drawn_territory(1, 1, 10), wrong), Contains("simulation.sample: found 1.5"));
}

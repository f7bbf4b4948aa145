// SPDX-License-Identifier: Apache-2.0
// Who comes to the generators, and when.
#include <catch2/catch.hpp>
#include <cmath>

#include "scenarios/population/person.hpp"
#include "scenarios/population/population.hpp"
#include "tests/scenarios/population/drawn_territory.hpp"
#include "tests/scenarios/population/made_people.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;
using eveil::tests::add_site;
using eveil::tests::drawn_territory;
using eveil::tests::people_of;
using eveil::tests::refusal;

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

TEST_CASE("a generator attracts the customers, visitors and patients it declares",
          "[scenarios][population]") {
  geo::Territory territory = drawn_territory(5, 4, 1000);
  const auto hospital = add_site(territory, geo::SiteKind::hospital, {2300, 1400}, 100, 0);
  territory.sites.attendees[hospital] = {0, 100, 0, 0, 300, 250};
  const auto shops = add_site(territory, geo::SiteKind::commercial_zone, {700, 600}, 50, 0);
  territory.sites.attendees[shops] = {0, 50, 0, 900, 0, 0};
  const Population people = people_of(territory);
  double customers = 0.0;
  double visitors = 0.0;
  double patients = 0.0;
  for (const TripId trip : people.person.ids()) {
    const bool here = people.destination_site[trip] == hospital;
    if (here && people.purpose[trip] == Activity::leisure) visitors += 1.0;
    if (here && people.purpose[trip] == Activity::other) patients += 1.0;
    if (people.destination_site[trip] == shops && people.purpose[trip] == Activity::shop) {
      customers += 1.0;
    }
  }
  // As above, and one per cent for the rates, which come from typical households.
  CHECK(std::fabs(customers - 900) < 4 * 30 + 9);
  CHECK(std::fabs(visitors - 250) < 4 * 16 + 3);
  CHECK(std::fabs(patients - 300) < 4 * 18 + 3);
}

TEST_CASE("what is done at a generator lies within its hours", "[scenarios][population]") {
  geo::Territory territory = drawn_territory(5, 4, 500);
  const auto offices = add_site(territory, geo::SiteKind::office, {2300, 1400}, 600, 0);
  const auto shops = add_site(territory, geo::SiteKind::commercial_zone, {700, 600}, 50, 0);
  territory.sites.attendees[shops] = {0, 50, 0, 900, 0, 0};
  territory.sites.opens =
      Column<geo::SiteId, TimeOfDay>(std::vector<TimeOfDay>{time_of_day(9, 30), time_of_day(10)});
  territory.sites.closes =
      Column<geo::SiteId, TimeOfDay>(std::vector<TimeOfDay>{time_of_day(16, 30), time_of_day(20)});
  const Population people = people_of(territory);
  std::size_t at_work = 0;
  for (const TripId trip : people.person.ids()) {
    const geo::SiteId site = people.destination_site[trip];
    if (!site.valid() || people.purpose[trip] == Activity::home) continue;
    // A next trip there is: nobody's day ends at a generator.
    CHECK(people.departure[TripId(trip.value + 1)] <= territory.sites.closes[site]);
    if (people.wanted_arrival[trip] != no_wanted_arrival) {
      CHECK(people.wanted_arrival[trip] >= territory.sites.opens[site]);
    }
    at_work += site == offices ? 1 : 0;
  }
  CHECK(at_work >= 500);
}

TEST_CASE("more attendees than people are refused with both numbers", "[scenarios][population]") {
  geo::Territory territory = drawn_territory(2, 1, 100);
  add_site(territory, geo::SiteKind::hospital, {500, 500}, 5000, 0);
  const std::string errors = refusal(territory);
  CHECK_THAT(errors, Contains("the generators declare 5000 employees"));
  // 200 inhabitants × 0.39 employed.
  CHECK_THAT(errors, Contains("on a weekday"));
}

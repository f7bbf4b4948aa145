// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "sim/day.hpp"
#include "tests/support/day_test.hpp"

using namespace eveil;
using namespace eveil::tests;

namespace {

struct ParkingTest : DayTest {
  geo::SiteId site(Point place, double parking) {
    geo::Sites& sites = small.territory.sites;
    sites.kind.push_back(geo::SiteKind::office);
    sites.place.push_back(place);
    sites.attendees.push_back({});
    sites.parking.push_back(parking);
    sites.opens.push_back(time_of_day(7));
    sites.closes.push_back(time_of_day(20));
    sites.group.push_back("");
    return sites.name.push_back("site " + std::to_string(sites.name.size()));
  }
  // Drivers who come one minute after the other.
  void drivers(int count, geo::SiteId to) {
    for (int person = 0; person < count; ++person) {
      commuter(time_of_day(8, person), time_of_day(17, person), true);
    }
    for (int person = 0; person < count; ++person) {
      const scenarios::TripId out(static_cast<std::size_t>(2 * person));
      small.people.destination_site[out] = to;
    }
  }
};

}  // namespace

TEST_CASE("a site that is full sends cars to the street, with a search", "[sim][day][parking]") {
  ParkingTest test;
  const geo::SiteId site = test.site(test.work(), 2.0);
  test.drivers(3, site);
  const sim::DayOutcome outcome = test.live(sim::mode_car);
  // 4 km at 10 m/s; the third one searches 5 minutes.
  CHECK(trip(outcome, 0).arrival.ms == time_of_day(8, 6, 40).ms);
  CHECK(trip(outcome, 2).arrival.ms == time_of_day(8, 7, 40).ms);
  CHECK(trip(outcome, 4).arrival.ms == time_of_day(8, 13, 40).ms);
  CHECK(outcome.parking[0].greatest == 2);
  CHECK(outcome.parking[0].sent_on == 1);
  CHECK(outcome.parking[0].to_street == 1);
  CHECK(outcome.parking[0].lost.ms == minutes(5).ms);
  for (const sim::TripRow& row : outcome.trips) CHECK(row.status == sim::TripStatus::done);
}

TEST_CASE("the next site's free places are taken first, with a walk there and back",
          "[sim][day][parking]") {
  ParkingTest test;
  const Point work = test.work();
  const geo::SiteId site = test.site(work, 1.0);
  test.site({work.x + 300.0, work.y}, 1.0);
  test.site({work.x + 2000.0, work.y}, 50.0);  // too far
  test.drivers(3, site);
  const sim::DayOutcome outcome = test.live(sim::mode_car);
  // 300 m × 1.3 at 1.2 m/s: 325 s.
  CHECK(trip(outcome, 2).arrival.ms == time_of_day(8, 7, 40).ms + 325'000);
  CHECK(trip(outcome, 2).walk.ms == 325'000);
  CHECK(trip(outcome, 3).departure.ms == time_of_day(17, 1).ms);
  CHECK(trip(outcome, 3).walk.ms == 325'000);
  // As long as the way home of who stood at the door, and the walk.
  CHECK((trip(outcome, 3).arrival - trip(outcome, 3).departure).ms ==
        (trip(outcome, 1).arrival - trip(outcome, 1).departure).ms + 325'000);
  CHECK(outcome.parking[0].sent_on == 2);
  CHECK(outcome.parking[0].to_street == 1);
  CHECK(outcome.parking[1].greatest == 1);
  CHECK(outcome.parking[2].greatest == 0);
  // A drive and a walk, each way.
  REQUIRE(outcome.legs.size() == 4);
  CHECK(outcome.legs[0].mode == sim::mode_car);
  CHECK(outcome.legs[1].mode == sim::mode_walk);
  CHECK(outcome.legs[2].mode == sim::mode_walk);
  CHECK(outcome.legs[3].mode == sim::mode_car);
}

TEST_CASE("a place is free again when its car has left", "[sim][day][parking]") {
  ParkingTest test;
  const geo::SiteId site = test.site(test.work(), 1.0);
  test.commuter(time_of_day(8), time_of_day(9), true);
  test.commuter(time_of_day(10), time_of_day(17), true);
  for (const std::size_t row : {0U, 2U}) {
    test.small.people.destination_site[scenarios::TripId(row)] = site;
  }
  const sim::DayOutcome outcome = test.live(sim::mode_car);
  CHECK(outcome.parking[0].greatest == 1);
  CHECK(outcome.parking[0].sent_on == 0);
  CHECK(trip(outcome, 2).arrival.ms == time_of_day(10, 6, 40).ms);
}

TEST_CASE("a sample has its share of the places, and never more cars than that",
          "[sim][day][parking]") {
  ParkingTest test;
  const geo::SiteId site = test.site(test.work(), 100.0);
  test.drivers(20, site);
  test.small.scenario.simulation.sample = 0.1;
  test.small.scenario.simulation.flow_factor = 1.0;
  test.small.scenario.simulation.storage_factor = 1.0;
  const sim::DayOutcome outcome = test.live(sim::mode_car);
  CHECK(outcome.parking[0].greatest == 10);
  CHECK(outcome.parking[0].sent_on == 10);
}

TEST_CASE("a site without a stated number has places for all", "[sim][day][parking]") {
  ParkingTest test;
  const geo::SiteId site = test.site(test.work(), -1.0);
  test.drivers(20, site);
  const sim::DayOutcome outcome = test.live(sim::mode_car);
  CHECK(outcome.parking[0].sent_on == 0);
  CHECK(trip(outcome, 38).arrival.ms == time_of_day(8, 19).ms + 400'000);
}

// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/day.hpp"
#include "sim/day_records.hpp"
#include "tests/support/day_test.hpp"
#include "tests/support/drawn_timetable.hpp"

using namespace eveil;
using namespace eveil::tests;

namespace {

// Stops at home and at work: walks there take no time.
struct BusTest : DayTest {
  geo::DrawnTimetable drawn;
  geo::StopId near_home;
  geo::StopId near_work;

  BusTest() {
    near_home = drawn.stop(home());
    near_work = drawn.stop(work());
    small.scenario.transit.pass_share = 0.0;
  }
  void out(std::uint16_t places, const std::vector<std::vector<std::string>>& trips) {
    drawn.pattern(drawn.line(places), {near_home, near_work}, trips);
  }
  void back(const std::vector<std::vector<std::string>>& trips) {
    drawn.pattern(drawn.line(80), {near_work, near_home}, trips);
  }
  sim::DayOutcome ride(sim::Mode mode = sim::mode_transit) {
    small.territory.timetable = drawn.done();
    return live(mode);
  }
};

}  // namespace

TEST_CASE("a rider leaves for the first bus, waits a minute, rides and comes home",
          "[sim][day][transit]") {
  BusTest test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.out(80, {{"08:10", "08:15"}});
  test.back({{"17:20", "17:26"}});
  const sim::DayOutcome outcome = test.ride();
  REQUIRE(trip(outcome, 0).status == sim::TripStatus::done);
  CHECK(trip(outcome, 0).mode == sim::mode_transit);
  CHECK(trip(outcome, 0).departure.ms == time_of_day(8, 9).ms);
  CHECK(trip(outcome, 0).wait.ms == minutes(1).ms);
  CHECK(trip(outcome, 0).arrival.ms == time_of_day(8, 15).ms);
  CHECK(trip(outcome, 0).cost_eur == Approx(1.8));
  CHECK(trip(outcome, 0).distance.value == Approx(distance(test.home(), test.work()).value));
  CHECK(trip(outcome, 1).arrival.ms == time_of_day(17, 26).ms);
  REQUIRE(outcome.legs.size() == 2);
  CHECK(outcome.legs[0].from_stop == test.near_home);
  CHECK(outcome.legs[0].to_stop == test.near_work);
  CHECK(outcome.legs[0].line.valid());
  CHECK(outcome.stops[0].boardings == 1);
  CHECK(outcome.stops[0].alightings == 1);
  CHECK(outcome.transit.boardings == 2);
  CHECK(outcome.quality.departed == 0);
}

TEST_CASE("who has a fixed start of work takes the last bus that is there in time",
          "[sim][day][transit][departure]") {
  BusTest test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.small.people.wanted_arrival[scenarios::TripId(std::size_t{0})] = time_of_day(8, 30);
  test.out(80, {{"08:00", "08:05"}, {"08:10", "08:15"}, {"08:24", "08:29"}, {"08:30", "08:35"}});
  test.back({{"17:20", "17:26"}});
  const sim::DayOutcome outcome = test.ride();
  CHECK(trip(outcome, 0).arrival.ms == time_of_day(8, 29).ms);
  CHECK(trip(outcome, 0).departure.ms == time_of_day(8, 23).ms);
}

TEST_CASE("a full bus leaves people behind: they take the next one", "[sim][day][transit]") {
  BusTest test;
  for (int person = 0; person < 3; ++person) {
    test.commuter(time_of_day(8), time_of_day(17), false);
  }
  test.out(1, {{"08:10", "08:15"}, {"08:20", "08:25"}, {"08:30", "08:35"}});
  test.back({{"17:20", "17:26"}});
  const sim::DayOutcome outcome = test.ride();
  std::array<int, 3> arrived{};
  for (const std::size_t row : {0U, 2U, 4U}) {
    REQUIRE(trip(outcome, row).status == sim::TripStatus::done);
    ++arrived.at(static_cast<std::size_t>((trip(outcome, row).arrival - time_of_day(8, 15)).ms /
                                          minutes(10).ms));
  }
  CHECK(arrived == std::array<int, 3>{1, 1, 1});
  CHECK(outcome.transit.left_behind == 3);  // two at 08:10, one at 08:20
  for (const sim::LineHourRow& row : outcome.lines) CHECK(row.greatest_load <= row.places);
}

TEST_CASE("where nothing more comes, one walks if it is near enough, else is stranded",
          "[sim][day][transit]") {
  BusTest test;
  for (int person = 0; person < 2; ++person) {
    test.commuter(time_of_day(8), time_of_day(17), false);
  }
  test.out(1, {{"08:10", "08:15"}});
  test.back({{"17:20", "17:26"}});
  SECTION("near enough") {
    const sim::DayOutcome outcome = test.ride();
    CHECK(outcome.transit.gave_up == 1);
    const std::size_t left = trip(outcome, 0).mode == sim::mode_transit ? 2 : 0;
    const sim::TripRow& walked = trip(outcome, left);
    REQUIRE(walked.status == sim::TripStatus::done);
    CHECK(walked.mode == sim::mode_walk);
    // From 08:10, 2 km as the crow flies: 2600 m at 1.2 m/s.
    CHECK((walked.arrival - time_of_day(8, 10)).seconds() ==
          Approx(1.3 * distance(test.home(), test.work()).value / 1.2).margin(0.001));
  }
  SECTION("too far") {
    test.small.scenario.choice.walk_longest_km = 0.5;
    const sim::DayOutcome outcome = test.ride();
    const int stranded = (trip(outcome, 0).status == sim::TripStatus::stranded ? 1 : 0) +
                         (trip(outcome, 2).status == sim::TripStatus::stranded ? 1 : 0);
    CHECK(stranded == 1);
  }
}

TEST_CASE("who is refused away from home takes public transport before walking",
          "[sim][day][transit][service]") {
  BusTest test;
  test.commuter(time_of_day(8), time_of_day(17), true);
  test.out(80, {{"08:10", "08:15"}});
  test.back({{"17:20", "17:26"}});
  scenarios::Service service = service_everywhere(test.small.territory, "morning");
  service.vehicles = 10;
  service.hours = {{time_of_day(7), time_of_day(10)}};
  test.small.scenario.services.push_back(service);
  const sim::DayOutcome outcome = test.ride(sim::first_service_mode);
  REQUIRE(trip(outcome, 0).mode == sim::first_service_mode);
  CHECK(trip(outcome, 1).wanted == sim::first_service_mode);
  CHECK(trip(outcome, 1).mode == sim::mode_transit);
  CHECK(trip(outcome, 1).arrival.ms == time_of_day(17, 26).ms);
}

TEST_CASE("rides emit by the kilometre and kind of line, apart from cars",
          "[sim][day][transit][emissions]") {
  BusTest test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.out(80, {{"08:10", "08:15"}});
  test.back({{"17:20", "17:26"}});
  sim::DayOutcome outcome = test.ride();
  sim::share_emissions(test.small.world(), outcome);
  CHECK(trip(outcome, 0).co2_g == 0.0);
  CHECK(trip(outcome, 0).transit_co2e_g ==
        Approx(113.5 * distance(test.home(), test.work()).value / 1000.0));
}

TEST_CASE("every trip ends in exactly one way, whatever public transport does",
          "[sim][day][transit]") {
  BusTest test;
  for (int person = 0; person < 200; ++person) {
    test.commuter(time_of_day(8, person % 50), time_of_day(17, person % 50), person % 5 == 0);
  }
  test.out(20, {{"08:10", "08:15"}, {"08:30", "08:35"}, {"08:50", "08:55"}});
  test.back({{"17:20", "17:26"}, {"17:40", "17:46"}});
  test.small.scenario.choice.walk_longest_km = GENERATE(0.5, 6.0);
  const sim::DayOutcome outcome = test.ride();
  std::array<std::size_t, sim::trip_status_count> count{};
  for (const sim::TripRow& row : outcome.trips) {
    ++count[static_cast<std::size_t>(row.status)];
    if (row.status == sim::TripStatus::done) CHECK(row.arrival >= row.departure);
  }
  std::size_t total = 0;
  for (const std::size_t number : count) total += number;
  CHECK(total == 400);
  CHECK(outcome.unfinished == count[static_cast<std::size_t>(sim::TripStatus::stuck)]);
  std::size_t boarded = 0;
  std::size_t alighted = 0;
  for (const sim::StopRow& row : outcome.stops) {
    boarded += row.boardings;
    alighted += row.alightings;
  }
  CHECK(boarded == alighted);
  CHECK(boarded == outcome.transit.boardings);
  for (const sim::LineHourRow& row : outcome.lines) CHECK(row.greatest_load <= row.places);
}

// SPDX-License-Identifier: Apache-2.0
#include "sim/day.hpp"

#include <catch2/catch.hpp>

#include "tests/support/day_test.hpp"

using namespace eveil;
using namespace eveil::tests;
using scenarios::TripId;

TEST_CASE("a car alone on the road takes length over speed", "[sim][day]") {
  DayTest test;
  test.commuter(time_of_day(8), time_of_day(17), true);
  const sim::DayOutcome outcome = test.live(sim::mode_car);
  // From the end of AB over BC and CD: 4 km at 10 m/s = 400 s, back over DC, CB; home is AB's end,
  // so BA, AB too.
  REQUIRE(trip(outcome, 0).status == sim::TripStatus::done);
  REQUIRE(trip(outcome, 0).arrival.ms == time_of_day(8, 6, 40).ms);
  REQUIRE(trip(outcome, 0).distance.value == Approx(4000.0));
  REQUIRE(trip(outcome, 0).cost_eur == Approx(0.15 * 4.0));
  REQUIRE(trip(outcome, 1).status == sim::TripStatus::done);
  REQUIRE(trip(outcome, 1).number == 1);
  REQUIRE(outcome.unfinished == 0);
}

TEST_CASE("who arrives after the next trip's planned time leaves a minute later", "[sim][day]") {
  DayTest test;
  test.commuter(time_of_day(8), time_of_day(8, 1), true);
  const sim::DayOutcome outcome = test.live(sim::mode_car);
  REQUIRE(trip(outcome, 1).departure.ms == trip(outcome, 0).arrival.ms + 60'000);
}

TEST_CASE("a walk takes 1.3 times the straight line at 1.2 m/s and uses no road", "[sim][day]") {
  DayTest test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  const sim::DayOutcome outcome = test.live(sim::mode_walk);
  const Metres straight = distance(test.small.people.origin[TripId(std::size_t{0})],
                                   test.small.people.destination[TripId(std::size_t{0})]);
  REQUIRE(trip(outcome, 0).distance.value == Approx(1.3 * straight.value));
  REQUIRE((trip(outcome, 0).arrival - trip(outcome, 0).departure).seconds() ==
          Approx(1.3 * straight.value / 1.2).margin(0.001));
  REQUIRE(outcome.quality.departed == 0);
}

TEST_CASE("refused at home with a car: the whole tour goes by car", "[sim][day][service]") {
  DayTest test;
  test.commuter(time_of_day(8), time_of_day(17), true);
  scenarios::Service service = service_everywhere(test.small.territory, "shut");
  service.hours = {{time_of_day(9), time_of_day(10)}};  // the trip of eight o'clock is refused
  test.small.scenario.services.push_back(service);
  const sim::DayOutcome outcome = test.live(sim::first_service_mode);
  REQUIRE(trip(outcome, 0).status == sim::TripStatus::done);
  REQUIRE(trip(outcome, 0).wanted == sim::first_service_mode);
  REQUIRE(trip(outcome, 0).mode == sim::mode_car);
  REQUIRE(trip(outcome, 1).mode == sim::mode_car);
  REQUIRE(outcome.services[0].requests.size() == 1);
  REQUIRE(outcome.services[0].requests[sim::RequestId(std::size_t{0})].cause ==
          sim::RefusalCause::outside_hours);
}

TEST_CASE("refused on the way back: the car at home doesn't help, who can't walk is stranded",
          "[sim][day][service]") {
  DayTest test;
  test.commuter(time_of_day(8), time_of_day(17), true);
  scenarios::Service service = service_everywhere(test.small.territory, "morning");
  service.vehicles = 10;  // one of them starts near enough
  service.hours = {{time_of_day(7), time_of_day(10)}};
  test.small.scenario.services.push_back(service);

  SECTION("a walk within the limit") {
    const sim::DayOutcome outcome = test.live(sim::first_service_mode);
    REQUIRE(trip(outcome, 0).mode == sim::first_service_mode);
    REQUIRE(trip(outcome, 1).mode == sim::mode_walk);
    REQUIRE(trip(outcome, 1).status == sim::TripStatus::done);
  }
  SECTION("too far to walk") {
    test.small.scenario.choice.walk_longest_km = 0.01;
    const sim::DayOutcome outcome = test.live(sim::first_service_mode);
    REQUIRE(trip(outcome, 0).status == sim::TripStatus::done);
    REQUIRE(trip(outcome, 1).status == sim::TripStatus::stranded);
  }
}

TEST_CASE("refused at home without car or walk: the tour isn't made", "[sim][day][service]") {
  DayTest test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.small.scenario.choice.walk_longest_km = 0.01;
  scenarios::Service service = service_everywhere(test.small.territory, "shut");
  service.hours = {{time_of_day(20), time_of_day(21)}};
  test.small.scenario.services.push_back(service);
  const sim::DayOutcome outcome = test.live(sim::first_service_mode);
  REQUIRE(trip(outcome, 0).status == sim::TripStatus::refused);
  REQUIRE(trip(outcome, 1).status == sim::TripStatus::not_made);
}

TEST_CASE("everybody who departs arrives, is refused, stranded, stuck or never left",
          "[sim][day]") {
  DayTest test;
  for (int person = 0; person < 300; ++person) {
    test.commuter(time_of_day(8, 0, person % 60), time_of_day(17, person % 60), person % 3 != 0);
  }
  scenarios::Service service = service_everywhere(test.small.territory, "bus");
  service.vehicles = 5;
  test.small.scenario.services.push_back(service);
  const sim::DayOutcome outcome = test.live(sim::first_service_mode);
  std::array<std::size_t, sim::trip_status_count> count{};
  for (const sim::TripRow& row : outcome.trips) {
    ++count[static_cast<std::size_t>(row.status)];
    if (row.status == sim::TripStatus::done) REQUIRE(row.arrival >= row.departure);
  }
  std::size_t total = 0;
  for (const std::size_t number : count) total += number;
  REQUIRE(total == 600);
  REQUIRE(outcome.unfinished == count[static_cast<std::size_t>(sim::TripStatus::stuck)]);
  std::size_t served = 0;
  for (const sim::RequestRecord& request : outcome.services[0].requests) {
    served += request.dropoff.ms >= 0 ? 1 : 0;
  }
  std::size_t ridden = 0;
  for (const sim::TripRow& row : outcome.trips) {
    ridden += row.status == sim::TripStatus::done && row.mode == sim::first_service_mode ? 1 : 0;
  }
  REQUIRE(served > 0);
  REQUIRE(served == ridden);
}

TEST_CASE("a bicycle takes 1.3 times the straight line at 15 km/h and comes home",
          "[sim][day][bicycle]") {
  DayTest test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.small.people.bicycle[scenarios::PersonId(std::size_t{0})] = 1;
  const sim::DayOutcome outcome = test.live(sim::mode_bicycle);
  const Metres straight = distance(test.small.people.origin[TripId(std::size_t{0})],
                                   test.small.people.destination[TripId(std::size_t{0})]);
  REQUIRE(trip(outcome, 0).mode == sim::mode_bicycle);
  REQUIRE(trip(outcome, 0).distance.value == Approx(1.3 * straight.value));
  REQUIRE((trip(outcome, 0).arrival - trip(outcome, 0).departure).seconds() ==
          Approx(1.3 * straight.value / (15.0 / 3.6)).margin(0.001));
  REQUIRE(trip(outcome, 1).mode == sim::mode_bicycle);
  REQUIRE(trip(outcome, 1).status == sim::TripStatus::done);
  REQUIRE(outcome.quality.departed == 0);
}

TEST_CASE("a car passenger takes the car's time and adds no vehicle", "[sim][day][passenger]") {
  DayTest test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.small.people.passenger[scenarios::PersonId(std::size_t{0})] = 1;
  const sim::DayOutcome outcome = test.live(sim::mode_passenger);
  // As the driver: 4 km at 10 m/s.
  REQUIRE(trip(outcome, 0).arrival.ms == time_of_day(8, 6, 40).ms);
  REQUIRE(trip(outcome, 0).distance.value == Approx(4000.0));
  REQUIRE(trip(outcome, 0).cost_eur == 0.0);
  REQUIRE(outcome.quality.departed == 0);
}

// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/service_level.hpp"

#include <catch2/catch.hpp>

using namespace eveil;

TEST_CASE("a service that nobody tried is expected to keep its promise half-way",
          "[travellers][service]") {
  scenarios::Service service;
  service.max_wait = minutes(10);
  service.max_detour = 1.5;
  const sim::ExpectedRide ride = sim::expected_ride({}, service, time_of_day(9), 10.0);
  REQUIRE(ride.wait.ms == minutes(5).ms);
  REQUIRE(ride.detour == Approx(1.25));
  REQUIRE(ride.refusal_share == 0.0);
}

TEST_CASE("what was observed weighs against the promise by its number of requests",
          "[travellers][service]") {
  scenarios::Service service;
  service.max_wait = minutes(10);
  sim::ServiceLevel level;
  // 30 requests at nine: 10 refused (each counts as 10 min), 20 waited 2 min: 6000 s + 2400 s.
  sim::ServiceLevel::Hour& hour = level.at(time_of_day(9));
  hour.requests = 30.0;
  hour.refusals = 10.0;
  hour.wait_s = 8400.0;
  const sim::ExpectedRide ride = sim::expected_ride(level, service, time_of_day(9, 59), 10.0);
  // (10 · 300 + 8400) / 40 = 285 s; 10 / 40
  REQUIRE(ride.wait.ms == 285'000);
  REQUIRE(ride.refusal_share == Approx(0.25));
  // The next hour has heard nothing of it.
  REQUIRE(sim::expected_ride(level, service, time_of_day(10), 10.0).wait.ms == 300'000);
}

TEST_CASE("a promise that weighs nothing holds until something is observed",
          "[travellers][service]") {
  scenarios::Service service;
  service.max_wait = minutes(10);
  service.max_detour = 1.5;
  sim::ServiceLevel level;
  const sim::ExpectedRide untried = sim::expected_ride(level, service, time_of_day(9), 0.0);
  REQUIRE(untried.wait.ms == minutes(5).ms);
  REQUIRE(untried.detour == Approx(1.25));
  REQUIRE(untried.refusal_share == 0.0);
  // One request, refused: the longest wait, and still no ride to judge the detour by.
  level.at(time_of_day(9)) = {1.0, 600.0, 1.0, 0.0, 0.0};
  const sim::ExpectedRide tried = sim::expected_ride(level, service, time_of_day(9), 0.0);
  REQUIRE(tried.wait.ms == minutes(10).ms);
  REQUIRE(tried.detour == Approx(1.25));
  REQUIRE(tried.refusal_share == 1.0);
}

TEST_CASE("the hour after midnight and the end of the day have their own level",
          "[travellers][service]") {
  sim::ServiceLevel level;
  level.at(time_of_day(24, 30)).requests = 3.0;
  level.at(time_of_day(30)).requests = 4.0;
  REQUIRE(level.hours[21].requests == 3.0);
  REQUIRE(level.hours[26].requests == 4.0);
}

// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/service_level.hpp"

#include <array>
#include <catch2/catch.hpp>

using namespace eveil;

namespace {

const geo::ZoneId north(std::size_t{0});
const geo::ZoneId south(std::size_t{1});

scenarios::Service ten_minutes() {
  scenarios::Service service;
  service.max_wait = minutes(10);
  service.max_detour = 1.5;
  return service;
}

// 30 requests: 10 refused (each counts as 10 min), 20 waited 2 min: 6000 s + 2400 s.
const sim::Observed thirty{30.0, 8400.0, 10.0, 0.0, 0.0};

sim::ServiceLevel seen_in_the_north(TimeOfDay time, const sim::Observed& what) {
  sim::ServiceLevel level("bus", 2);
  level.observe(north, time, what);
  level.sum_up();
  return level;
}

}  // namespace

TEST_CASE("a service that nobody tried is expected to keep its promise half-way",
          "[travellers][service]") {
  const sim::ServiceLevel level("bus", 2);
  const sim::ExpectedRide ride =
      sim::expected_ride(level, ten_minutes(), {north, time_of_day(9), {}}, 10.0);
  REQUIRE(ride.wait.ms == minutes(5).ms);
  REQUIRE(ride.detour == Approx(1.25));
  REQUIRE(ride.refusal_share == 0.0);
}

TEST_CASE("what was observed in the zone and hour weighs against the promise by its requests",
          "[travellers][service]") {
  const sim::ServiceLevel level = seen_in_the_north(time_of_day(9), thirty);
  const sim::ExpectedRide ride =
      sim::expected_ride(level, ten_minutes(), {north, time_of_day(9, 59), {}}, 10.0);
  // (10 · 300 + 8400) / 40 = 285 s; 10 / 40
  REQUIRE(ride.wait.ms == 285'000);
  REQUIRE(ride.refusal_share == Approx(0.25));
}

TEST_CASE("an empty hour borrows from the hours beside it, and a zone from its neighbours",
          "[travellers][service]") {
  const sim::ServiceLevel level = seen_in_the_north(time_of_day(9), thirty);
  // Half of 30 is more than the 10 that lack: 10 requests of 280 s on average, 1/3 refused.
  const sim::ExpectedRide hour =
      sim::expected_ride(level, ten_minutes(), {north, time_of_day(10), {}}, 10.0);
  REQUIRE(hour.wait.ms == 290'000);  // (3000 + 2800) / 20
  REQUIRE(hour.refusal_share == Approx(10.0 / 3.0 / 20.0));
  const std::array<geo::ZoneId, 1> beside{north};
  const sim::ExpectedRide zone =
      sim::expected_ride(level, ten_minutes(), {south, time_of_day(9), beside}, 10.0);
  REQUIRE(zone.wait.ms == 290'000);
}

TEST_CASE("where no neighbour has tried it, the whole service's level counts a tenth",
          "[travellers][service]") {
  const sim::ServiceLevel level = seen_in_the_north(time_of_day(9), thirty);
  const sim::ExpectedRide ride =
      sim::expected_ride(level, ten_minutes(), {south, time_of_day(15), {}}, 10.0);
  // A tenth of 30 requests: (3000 + 840) / 13 = 295.385 s
  REQUIRE(ride.wait.ms == 295'385);
  REQUIRE(ride.refusal_share == Approx(1.0 / 13.0));
}

TEST_CASE("a promise that weighs nothing holds until something is observed",
          "[travellers][service]") {
  const sim::ExpectedRide untried = sim::expected_ride(
      sim::ServiceLevel("bus", 2), ten_minutes(), {north, time_of_day(9), {}}, 0.0);
  REQUIRE(untried.wait.ms == minutes(5).ms);
  REQUIRE(untried.detour == Approx(1.25));
  REQUIRE(untried.refusal_share == 0.0);
  // One request, refused: the longest wait, and still no ride to judge the detour by.
  const sim::ServiceLevel level = seen_in_the_north(time_of_day(9), {1.0, 600.0, 1.0, 0.0, 0.0});
  const sim::ExpectedRide tried =
      sim::expected_ride(level, ten_minutes(), {north, time_of_day(9), {}}, 0.0);
  REQUIRE(tried.wait.ms == minutes(10).ms);
  REQUIRE(tried.detour == Approx(1.25));
  REQUIRE(tried.refusal_share == 1.0);
}

TEST_CASE(
    "the hour after midnight, the end of the day and what is outside all zones are kept apart",
    "[travellers][service]") {
  sim::ServiceLevel level("bus", 2);
  level.observe(north, time_of_day(24, 30), {3.0, 0.0, 0.0, 0.0, 0.0});
  level.observe(geo::ZoneId::none(), time_of_day(30), {4.0, 0.0, 0.0, 0.0, 0.0});
  level.sum_up();
  REQUIRE(level.at(north, 21).requests == 3.0);
  REQUIRE(level.at(geo::ZoneId::none(), 26).requests == 4.0);
  REQUIRE(level.at(south, 26).requests == 0.0);
  REQUIRE(level.total().requests == 7.0);
}

TEST_CASE("a zone's neighbours are the four with the nearest centres", "[travellers][service]") {
  geo::Zones zones;
  for (const double x : {0.0, 1.0, 3.0, 6.0, 10.0, 15.0}) {
    zones.code.push_back("z");
    zones.centre.push_back({x, 0.0});
  }
  const auto neighbours = sim::neighbours_of(zones);
  const auto of_first = neighbours[geo::ZoneId(std::size_t{0})];
  REQUIRE(of_first.size() == 4);
  REQUIRE(of_first[0] == geo::ZoneId(std::size_t{1}));
  REQUIRE(of_first[3] == geo::ZoneId(std::size_t{4}));
}

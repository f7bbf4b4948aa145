// SPDX-License-Identifier: Apache-2.0
#include "geo/base/units.hpp"

#include <catch2/catch.hpp>
#include <type_traits>

using namespace eveil;

TEST_CASE("100 m at 36 km/h take 10 s", "[base][units]") {
  const Seconds time = Metres(100.0) / kilometres_per_hour(36.0);
  REQUIRE(time.value == Approx(10.0));
  REQUIRE(duration(time).ms == 10'000);
}

TEST_CASE("dimensions multiply, and what has none is a number", "[base][units]") {
  STATIC_REQUIRE(std::is_same_v<decltype(MetresPerSecond(2.0) * Seconds(3.0)), Metres>);
  STATIC_REQUIRE(std::is_same_v<decltype(Metres(1.0) / Metres(2.0)), double>);
  STATIC_REQUIRE(
      std::is_same_v<decltype(VehiclesPerSecond(1.0) * Seconds(1.0)), Quantity<0, 0, 1>>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<double, Metres>);
  // 1800 vehicles an hour are one every 2 s.
  CHECK((vehicles_per_hour(1800.0) * Seconds(2.0)).value == Approx(1.0));
  CHECK(in_kilometres_per_hour(kilometres_per_hour(50.0)) == Approx(50.0));
  CHECK((Metres(3.0) + Metres(4.0) - Metres(5.0)) * 2.0 == Metres(4.0));
}

TEST_CASE("seconds become the nearest millisecond, halves up, on both sides of zero",
          "[base][units]") {
  CHECK(duration(Seconds(0.0004)).ms == 0);
  CHECK(duration(Seconds(0.0005)).ms == 1);
  CHECK(duration(Seconds(-0.0005)).ms == 0);
  CHECK(duration(Seconds(-0.0006)).ms == -1);
  CHECK(duration(Seconds(-2.0)).ms == -2000);
}

// The day runs from 03:00 to 30:00: 27 hours of four slices.
TEST_CASE("a time falls into its slice of 15 minutes; outside the day into the first or last",
          "[base][units]") {
  CHECK(slice_of(time_of_day(3)) == 0);
  CHECK(slice_of(time_of_day(3, 14, 59)) == 0);
  CHECK(slice_of(time_of_day(3, 15)) == 1);
  CHECK(slice_of(time_of_day(8)) == 20);
  CHECK(slice_of(time_of_day(29, 59, 59)) == 107);
  CHECK(slice_of(time_of_day(30)) == 107);
  CHECK(slice_of(time_of_day(1)) == 0);
  CHECK(time_of_day(8) - time_of_day(7, 30) == minutes(30));
  CHECK(time_of_day(23, 50) + minutes(20) == time_of_day(24, 10));
}

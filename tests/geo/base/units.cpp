// SPDX-License-Identifier: Apache-2.0
#include "geo/base/units.hpp"

#include <catch2/catch.hpp>

using namespace eveil;

TEST_CASE("100 m at 36 km/h take 10 s", "[base][units]") {
  const Seconds time = Metres(100.0) / kilometres_per_hour(36.0);
  REQUIRE(time.value == Approx(10.0));
  REQUIRE(duration(time).ms == 10'000);
}

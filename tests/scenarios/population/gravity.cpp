// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/gravity.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace eveil::scenarios;

TEST_CASE("a balanced gravity model meets both margins", "[scenarios][population][gravity]") {
  // Two origins, three destinations, distances in metres.
  const GravityInput input{{300, 100}, {50, 150, 200}, {100, 900, 2500, 2000, 800, 100}, 1000};
  const DestinationShares shares = balanced_gravity(input);
  for (std::size_t column = 0; column < 3; ++column) {
    const double reached = 300 * shares.share(0, column) + 100 * shares.share(1, column);
    CHECK(reached == Approx(input.destinations[column]).epsilon(1e-7));
  }
  CHECK(shares.share(0, 0) + shares.share(0, 1) + shares.share(0, 2) == Approx(1.0));
}

TEST_CASE("two origins and two destinations have the closed form",
          "[scenarios][population][gravity]") {
  // Margins 1, 1 | 1, 1 and weights exp(0) on the diagonal, exp(-1) off it: by symmetry the share
  // that stays is 1 / (1 + exp(-1)) = 0.731059.
  const DestinationShares shares = balanced_gravity({{1, 1}, {1, 1}, {0, 1000, 1000, 0}, 1000});
  CHECK(shares.share(0, 0) == Approx(0.731059).epsilon(1e-5));
  CHECK(shares.share(1, 1) == Approx(0.731059).epsilon(1e-5));
}

TEST_CASE("a destination without weight is never drawn", "[scenarios][population][gravity]") {
  const DestinationShares shares = balanced_gravity({{1}, {0, 1, 0}, {0, 5, 0}, 1});
  CHECK(shares.column_at(0, 0.0) == 1);
  CHECK(shares.column_at(0, std::nextafter(1.0, 0.0)) == 1);
}

TEST_CASE("a territory far larger than the scale still balances",
          "[scenarios][population][gravity]") {
  // 1000 km at a scale of 1 km: exp(-1000) is no number above 0.
  const DestinationShares shares = balanced_gravity({{10, 10}, {10, 10}, {0, 1e6, 1e6, 0}, 1000});
  CHECK(shares.share(0, 0) == Approx(1.0));
}

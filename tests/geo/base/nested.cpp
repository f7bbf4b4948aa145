// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "geo/base/parallel.hpp"

using namespace eveil;

TEST_CASE("a loop inside another does all its rows though a neighbour throws", "[base][parallel]") {
  // Eight outer rows; the first throws, the others count 10,000 inner rows each or never start.
  std::atomic<std::size_t> short_loops{0};
  const auto outer = [&](std::size_t row) {
    if (row == 0) throw std::runtime_error("first");
    std::atomic<std::size_t> rows{0};
    parallel::for_each_row(10'000, [&](std::size_t) { ++rows; });
    if (rows != 10'000) ++short_loops;
  };
  for (int round = 0; round < 20; ++round) {
    REQUIRE_THROWS_AS(parallel::for_each_row(8, outer, 1), std::runtime_error);
  }
  REQUIRE(short_loops == 0);
}

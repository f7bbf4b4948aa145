// SPDX-License-Identifier: Apache-2.0
#include "geo/base/parallel.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <utility>
#include <vector>

#include "geo/base/random.hpp"

using namespace eveil;

namespace {

// Numbers of very different size, so that another order of adding gives other last bits.
std::vector<double> uneven(std::size_t count) {
  std::vector<double> values(count);
  for (std::size_t row = 0; row < count; ++row) {
    Draw draw(1, Purpose::sample, row);
    values[row] = draw.uniform() * static_cast<double>(std::size_t{1} << (row % 50));
  }
  return values;
}

double sum_with(std::size_t threads, const std::vector<double>& values) {
  const parallel::ThreadLimit limit(threads);
  return parallel::sum(values.size(), 0.0, [&](std::size_t row) { return values[row]; });
}

}  // namespace

TEST_CASE("a parallel sum has the same bits with 1, 2 and 4 threads", "[base][parallel]") {
  const std::vector<double> values = uneven(100'003);
  const double one = sum_with(1, values);
  CHECK(sum_with(2, values) == one);
  CHECK(sum_with(4, values) == one);
  // Chunks of 4096 joined in order, by hand.
  double expected = 0.0;
  for (std::size_t chunk = 0; chunk < values.size(); chunk += 4096) {
    double part = 0.0;
    for (std::size_t row = chunk; row < std::min(values.size(), chunk + 4096); ++row)
      part += values[row];
    expected += part;
  }
  CHECK(one == expected);
  CHECK(parallel::sum(0, 1.5, [](std::size_t) { return 1.0; }) == 1.5);
}

TEST_CASE("every row is visited once, whatever the count and the grain", "[base][parallel]") {
  const parallel::ThreadLimit limit(2);
  for (const std::size_t count : {0U, 1U, 255U, 256U, 257U, 10'000U}) {
    std::vector<int> visits(count, 0);
    parallel::for_each_row(count, [&](std::size_t row) { ++visits[row]; });
    CHECK(visits == std::vector<int>(count, 1));
    parallel::for_each_chunk(count, 100, [&](std::size_t first, std::size_t last) {
      for (std::size_t row = first; row < last; ++row) ++visits[row];
    });
    CHECK(visits == std::vector<int>(count, 2));
  }
}

TEST_CASE("a parallel loop inside a parallel loop ends, with every row visited",
          "[base][parallel]") {
  const parallel::ThreadLimit limit(2);
  std::vector<std::vector<int>> visits(40, std::vector<int>(1000, 0));
  parallel::for_each_row(
      visits.size(),
      [&](std::size_t outer) {
        parallel::for_each_row(1000, [&](std::size_t row) { ++visits[outer][row]; });
      },
      1);
  for (const auto& row : visits) REQUIRE(row == std::vector<int>(1000, 1));
}

TEST_CASE("a parallel sort by a total order gives the serial one's result", "[base][parallel]") {
  std::vector<std::pair<double, std::size_t>> rows;
  for (const double value : uneven(20'000))
    rows.emplace_back(value < 1e6 ? 0.0 : value, rows.size());
  auto serial = rows;
  std::sort(serial.begin(), serial.end());
  parallel::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a < b; });
  CHECK(rows == serial);
}

// SPDX-License-Identifier: Apache-2.0
#include "app/side_by_side.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "geo/base/parallel.hpp"

using namespace eveil;

TEST_CASE("every job is done once, whatever the threads", "[app][jobs]") {
  for (const std::size_t threads : {1U, 2U}) {
    const parallel::ThreadLimit limit(threads);
    for (const std::size_t count : {0U, 1U, 2U, 7U}) {
      std::vector<int> done(count, 0);
      REQUIRE(app::side_by_side(count, [&](std::size_t row) -> Expected<void> {
                ++done[row];
                return {};
              }).has_value());
      REQUIRE(done == std::vector<int>(count, 1));
    }
  }
}

TEST_CASE("after a failure no other job is begun, and the failure is told", "[app][jobs]") {
  const parallel::ThreadLimit limit(1);
  int begun = 0;
  const auto done = app::side_by_side(5, [&](std::size_t) -> Expected<void> {
    ++begun;
    return failed("run.h5", "no space");
  });
  REQUIRE_FALSE(done.has_value());
  REQUIRE(done.error().where == "run.h5");
  REQUIRE(begun == 1);
}

TEST_CASE("a job that throws doesn't cut short the loops of the others", "[app][jobs]") {
  const parallel::ThreadLimit limit(2);
  std::atomic<bool> thrown{false};
  std::atomic<std::size_t> rows{0};
  std::atomic<bool> beside{false};
  const auto done = app::side_by_side(2, [&](std::size_t row) -> Expected<void> {
    if (row == 0) {
      // Until the other one is under way; on one processor it may never be.
      for (int wait = 0; wait < 200 && !beside; ++wait) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
      thrown = true;
      throw std::bad_alloc();
    }
    beside = true;
    for (int wait = 0; wait < 200 && !thrown; ++wait) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    parallel::for_each_row(10'000, [&](std::size_t) { ++rows; });
    return {};
  });
  REQUIRE_FALSE(done.has_value());
  REQUIRE(done.error().kind == ErrorKind::failed);
  REQUIRE(done.error().message.find("out of memory") != std::string::npos);
  REQUIRE(rows == (beside ? 10'000U : 0U));
}

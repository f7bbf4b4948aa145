// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/distributions.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <utility>

#include "tests/analysis/written_day.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;
using eveil::tests::written_day;

namespace {

/// A run of the drawn street whose trips take so many minutes, the fourth never made.
std::string write(const Scratch& scratch,
                  const SmallRun& run,
                  const std::string& name,
                  const std::vector<int>& trip_minutes,
                  bool service) {
  return written_day(run, run.options(scratch / name), [&](sim::Sink& sink) {
    auto trips = run.trips();
    for (std::size_t row = 0; row < trips.size(); ++row) {
      if (trips[row].status == sim::TripStatus::done)
        trips[row].arrival = trips[row].departure + minutes(trip_minutes[row]);
    }
    sink.take(trips);
    if (service) sink.take(run.requests());
  });
}

const Distribution& of(const std::vector<Distribution>& all, const std::string& measure) {
  for (const Distribution& one : all) {
    if (one.measure == measure) return one;
  }
  FAIL("no distribution of " + measure);
  return all.front();
}

}  // namespace

TEST_CASE("travel times and waits are told as quantiles of base and variant with intervals",
          "[analysis][detail][distributions]") {
  const Scratch scratch("distributions");
  const SmallRun run;
  // Five trips done: 10, 20, 30, 40, 50 min without; with, all 2 and 4 min longer.
  const PairedFiles files{{write(scratch, run, "b1.h5", {10, 20, 30, 0, 40, 50}, false),
                           write(scratch, run, "b2.h5", {10, 20, 30, 0, 40, 50}, false)},
                          {write(scratch, run, "v1.h5", {12, 22, 32, 0, 42, 52}, true),
                           write(scratch, run, "v2.h5", {14, 24, 34, 0, 44, 54}, true)}};
  const auto all = read_distributions(files, {"navette"});
  REQUIRE(all);
  const Distribution& travel = of(*all, "travel_time");
  REQUIRE(travel.base.size() == 101);
  CHECK(travel.base.front() == Approx(10.0));
  CHECK(travel.base.back() == Approx(50.0));
  CHECK(travel.variant[50] == Approx(33.0));  // mean of 32 and 34
  REQUIRE(travel.rows.size() == told_quantiles.size());
  const QuantileRow& half = travel.rows[1];
  CHECK(half.share == 0.5);
  CHECK(half.base.mean == Approx(30.0));
  CHECK(half.difference.mean == Approx(3.0));
  // Differences 2 and 4: half width 12.7062 · 1.4142 ÷ √2.
  CHECK(half.difference.high == Approx(3.0 + 12.7062).epsilon(1e-4));
  // The one rider waits 1 min and rides 120 s against 100 s; the base has no such service.
  const Distribution& wait = of(*all, "wait");
  CHECK(wait.service == "navette");
  CHECK(wait.base.empty());
  CHECK(wait.variant[50] == Approx(1.0));
  CHECK(std::isnan(wait.rows[1].difference.mean));
  CHECK(of(*all, "detour").variant[50] == Approx(1.2));
  // Nobody takes public transport here.
  CHECK(all->size() == 3);
}

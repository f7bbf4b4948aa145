// SPDX-License-Identifier: Apache-2.0
#include "output/checkpoints.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "geo/base/hash.hpp"
#include "output/parts_folder.hpp"
#include "sim/run.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::output;
using namespace eveil::tests;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// One commuter by car who learns for three days.
//
//     A----B----C
class LearntRun {
 public:
  LearntRun() : small("A----B----C\nA-B 500 m 36 km/h\nB-C 1000 m 36 km/h residential\n") {
    small.settle_commuters("AB", "BC", 1);
    small.scenario.simulation.days = 3;
    small.scenario.simulation.average_days = 1;
    world = std::make_unique<sim::World>(small.world());
    sim::RunControl control;
    control.checkpoint = [&](const sim::LearntState& state,
                             const sim::RunMoment&) -> Expected<void> {
      states.push_back(state);
      return {};
    };
    REQUIRE(sim::learn(*world, control, nullptr));
  }

  SmallWorld small;
  std::unique_ptr<sim::World> world;
  std::vector<sim::LearntState> states;  // after days 1 and 2
};

void keep(const Checkpoints& checkpoints,
          const sim::LearntState& state,
          std::uint32_t days,
          const std::vector<ClosedSegment>& recorded = {}) {
  const sim::RunMoment moment{days};
  const auto sha256 = checkpoints.save(state, moment, false);
  REQUIRE(sha256);
  const std::vector<IndicatorRow> indicators = {
      {"vehicle_km", "territory", "vehicle_km", 1.0 / 3.0 * days, "km", 2, days}};
  REQUIRE(checkpoints.close(CheckpointTime(moment), *sha256, {indicators, recorded}));
}

}  // namespace

TEST_CASE("a checkpoint holds what was known and the indicators so far, to the bit",
          "[output][checkpoints]") {
  const Folder folder;
  const LearntRun run;
  const Checkpoints checkpoints(folder.place(), *run.world, {});
  REQUIRE_FALSE(checkpoints.newest()->has_value());
  keep(checkpoints, run.states[0], 1);
  keep(checkpoints, run.states[1], 2);
  const auto kept = checkpoints.newest();
  INFO((kept ? "" : describe(kept.error())));
  REQUIRE((kept && kept->has_value()));
  const KeptCheckpoint& found = **kept;
  CHECK(found.checkpoint.days == 2);
  CHECK_FALSE(found.checkpoint.forked);
  CHECK(found.checkpoint.state.times.ms == run.states[1].times.ms);
  CHECK(found.checkpoint.state.tour_mode.raw() == run.states[1].tour_mode.raw());
  CHECK(found.checkpoint.state.convergence.back().choice_gap ==
        run.states[1].convergence.back().choice_gap);
  REQUIRE(found.closed.indicators.size() == 1);
  CHECK(found.closed.indicators[0].value == 1.0 / 3.0 * 2);
  CHECK(found.closed.recorded.empty());
  CHECK(found.damaged.empty());
}

TEST_CASE("two checkpoints are kept, and one that was never closed doesn't count",
          "[output][checkpoints]") {
  const Folder folder;
  const LearntRun run;
  const Checkpoints checkpoints(folder.place(), *run.world, {});
  for (std::uint32_t days = 1; days <= 3; ++days) keep(checkpoints, run.states[0], days);
  REQUIRE(checkpoints.save(run.states[1], {4}, false));
  CHECK(folder.names() == Names{"checkpoint-002.h5",
                                "checkpoint-003.h5",
                                "checkpoint-004.h5",
                                "closed-002.h5",
                                "closed-003.h5"});
}

TEST_CASE("a checkpoint of another replication, state or scenario is refused by name",
          "[output][checkpoints][refused]") {
  const Folder folder;
  LearntRun run;
  keep(Checkpoints(folder.place(), *run.world, {1, "abcdef"}), run.states[0], 1);
  const auto other = Checkpoints(folder.place(), *run.world, {2, "fedcba"}).newest();
  REQUIRE_FALSE(other);
  CHECK(other.error().kind == ErrorKind::bad_input);
  const std::string told = describe(other.error());
  CHECK(told.find("checkpoint-001.h5") != std::string::npos);
  CHECK(told.find("--replication is 1 there and 2 here") != std::string::npos);
  CHECK(told.find("(--from) is abcdef there and fedcba here") != std::string::npos);

  run.small.scenario.simulation.days = 4;
  const sim::World longer = run.small.world();
  const auto changed = Checkpoints(folder.place(), longer, {1, "abcdef"}).newest();
  REQUIRE_FALSE(changed);
  CHECK(describe(changed.error()).find("scenario's keys") != std::string::npos);
}

TEST_CASE(
    "a checkpoint counts on the recorded days closed before it: where one of them isn't as it "
    "was written, the one before is taken",
    "[output][checkpoints]") {
  const Folder folder;
  const LearntRun run;
  const Checkpoints checkpoints(folder.place(), *run.world, {});
  const auto segment = [&](std::uint32_t day) -> ClosedSegment {
    const fs::path path = segment_in(folder.place(), day);
    std::ofstream(path) << "rows of day " << day;
    return {day, sha256_of_file(path).value()};
  };
  std::vector<ClosedSegment> recorded = {segment(1)};
  keep(checkpoints, run.states[0], 1, recorded);
  recorded.push_back(segment(2));
  keep(checkpoints, run.states[1], 2, recorded);
  const auto whole = checkpoints.newest();
  REQUIRE((whole && whole->has_value()));
  CHECK((*whole)->checkpoint.days == 2);
  REQUIRE((*whole)->closed.recorded.size() == 2);
  CHECK((*whole)->closed.recorded[1].day == 2);
  CHECK((*whole)->closed.recorded[1].sha256 == recorded[1].sha256);

  std::ofstream(segment_in(folder.place(), 2)) << "rows of day 3";
  const auto older = checkpoints.newest();
  REQUIRE((older && older->has_value()));
  CHECK((*older)->checkpoint.days == 1);
  REQUIRE((*older)->damaged.size() == 1);
  CHECK((*older)->damaged[0].find("day-002.h5") != std::string::npos);

  fs::remove(segment_in(folder.place(), 1));
  const auto none = checkpoints.newest();
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == ErrorKind::bad_input);
  CHECK(describe(none.error()).find("day-001.h5") != std::string::npos);
}

TEST_CASE("segments are removed but for those of the days that a run goes on with",
          "[output][parts]") {
  const Folder folder;
  const auto parts = PartsFolder::create(folder.path("run.h5"));
  REQUIRE(parts);
  for (const std::uint32_t day : {1U, 2U, 3U}) std::ofstream(parts->segment(day)) << day;
  std::ofstream(parts->path() / "day-002.h5.part") << "half";
  parts->remove_segments_but({1, 3});
  CHECK(fs::exists(parts->segment(1)));
  CHECK_FALSE(fs::exists(parts->segment(2)));
  CHECK_FALSE(fs::exists(parts->path() / "day-002.h5.part"));
  CHECK(fs::exists(parts->segment(3)));
}

TEST_CASE("parts that a run can go on from outlive it, others don't", "[output][parts]") {
  const Folder folder;
  const std::string result = folder.path("run.h5");
  {
    const auto parts = PartsFolder::create(result);
    REQUIRE(parts);
    CHECK_FALSE(PartsFolder::open(result));  // in use
  }
  CHECK(folder.names().empty());
  {
    auto parts = PartsFolder::create(result);
    REQUIRE(parts);
    parts->keep();
  }
  CHECK(folder.names() == Names{"run.h5.parts"});
  auto again = PartsFolder::open(result);
  REQUIRE(again);
  REQUIRE(again->clear());
}

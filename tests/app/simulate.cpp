// SPDX-License-Identifier: Apache-2.0
#include "app/simulate.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "tests/support/folder.hpp"
#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::tests;

TEST_CASE("a run of one day that is told to stop beforehand isn't made", "[app][simulate]") {
  SmallWorld small("A----B----C\nA-B 500 m 36 km/h\nB-C 1000 m 36 km/h residential\n");
  small.settle_commuters("AB", "BC", 1);
  small.scenario.simulation.days = 1;
  small.scenario.simulation.fork_days = 1;
  small.scenario.simulation.average_days = 1;

  const Folder folder;
  const std::atomic<bool> stop{true};
  app::RunSetting setting;
  setting.stop = &stop;
  app::RunJob job;
  job.output = folder.path("run.h5");
  const auto run = app::simulate(small.world(), job, setting);
  CHECK_FALSE(run.has_value());
  if (!run) CHECK(run.error().kind == ErrorKind::interrupted);
  CHECK(std::filesystem::is_empty(folder.place()));
}

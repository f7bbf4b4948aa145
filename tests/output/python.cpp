// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <utility>
#include <vector>

#include "geo/base/file.hpp"
#include "output/by_day.hpp"
#include "output/run_writer.hpp"
#include "output/schema.hpp"
#include "tests/output/small_run.hpp"
#include "tests/support/places.hpp"

using namespace eveil;
using eveil::tests::Scratch;
using eveil::tests::SmallRun;

TEST_CASE("h5py reads every table of a result, with equal lengths, units and words",
          "[output][python]") {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread runs here
  if (std::system("/usr/bin/python3 -c 'import h5py' 2>/dev/null") != 0) {
    std::cout << "skipped: needs /usr/bin/python3 with h5py (python3-h5py)\n";
    return;
  }
  const Scratch scratch("python");
  SmallRun run;
  run.small.scenario.output.events = true;
  run.small.scenario.output.record_days = 2;
  auto writer = output::RunWriter::create(*run.world, run.options(scratch / "run.h5"));
  REQUIRE(writer);
  run.hand_over_day(**writer, 1);
  run.hand_over_day(**writer, 2);
  REQUIRE((*writer)->finish());

  const std::string command =
      "/usr/bin/python3 '" + (tests::source_dir() / "tests/python/read_run.py").string() + "' '" +
      (scratch / "run.h5").string() + "' > '" + (scratch / "tables").string() + "' 2>&1";
  const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe): as above
  const auto printed = read_text_file(scratch / "tables", 1'000'000);
  REQUIRE(printed);
  INFO(*printed);
  REQUIRE(status == 0);
  std::vector<output::TableSpec> tables = output::all_tables(run.world->modes);
  for (output::TableSpec& table : output::by_day_tables(run.world->modes, true)) {
    tables.push_back(std::move(table));
  }
  for (const output::TableSpec& table : tables) {
    CAPTURE(table.path);
    CHECK(printed->find(table.path + " ") != std::string::npos);
  }
}

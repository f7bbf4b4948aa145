// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "tests/geo/store/sample.hpp"
#include "tests/geo/store/scratch.hpp"

using namespace eveil;

TEST_CASE("h5py reads the columns, their words, units and attributes",
          "[geo/store][python][slow]") {
  // The distribution's Python, because its h5py is the one packages install.
  if (std::system("/usr/bin/python3 -c 'import h5py' 2>/dev/null") != 0) {
    WARN("SKIPPED: python3-h5py is not installed");
    return;
  }
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5"));
  const std::string script = std::string(EVEIL_SOURCE_DIR) + "/tests/python/read_sample.py";
  const std::string command =
      "/usr/bin/python3 '" + script + "' '" + (scratch / "a.h5").string() + "'";
  CHECK(std::system(command.c_str()) == 0);
}

// SPDX-License-Identifier: Apache-2.0
#include "output/formats.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>

#include "geo/store/file.hpp"
#include "geo/territory.hpp"
#include "geo/territory_file.hpp"
#include "output/digest.hpp"
#include "output/info.hpp"
#include "output/reader.hpp"
#include "output/state_file.hpp"
#include "tests/output/small_run.hpp"
#include "tests/support/places.hpp"

using namespace eveil;
using namespace eveil::output;
using eveil::tests::Scratch;

namespace {

namespace fs = std::filesystem;

/// A file that says so of itself, and has nothing else.
fs::path says(const Scratch& scratch, std::string_view format, std::int64_t version) {
  fs::path path = scratch / "file.h5";
  auto file = store::File::create(path, store::Existing::replace);
  REQUIRE(file);
  REQUIRE(file->root().set("format", std::string(format)));
  REQUIRE(file->root().set("format_version", version));
  REQUIRE(file->root().set("program_version", std::string("7.8.9")));
  REQUIRE(file->commit());
  return path;
}

template <class T>
std::string refusal(const Expected<T>& read) {
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::bad_input);
  return describe(read.error());
}

/// A run of two people, as the first version of the format had it; empty where h5py is missing.
fs::path run_of_version_1(const Scratch& scratch) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread runs here
  if (std::system("/usr/bin/python3 -c 'import h5py' 2>/dev/null") != 0) {
    std::cout << "skipped: needs /usr/bin/python3 with h5py (python3-h5py)\n";
    return {};
  }
  const std::string command = "/usr/bin/python3 '" +
                              (tests::source_dir() / "tests/python/write_version_1.py").string() +
                              "' '" + scratch.path("old.h5") + "' base 1 2.5";
  REQUIRE(std::system(command.c_str()) == 0);  // NOLINT(concurrency-mt-unsafe): as above
  return scratch / "old.h5";
}

}  // namespace

TEST_CASE("a file of a later version is refused by every reader, with the versions that are read",
          "[output][formats]") {
  const Scratch scratch("later");
  const tests::SmallRun run;
  struct Reader {
    std::string_view format;
    std::function<std::string(const fs::path&)> refusal_of;
    std::string read;
  };
  const std::vector<Reader> readers = {
      {run_format, [](auto& path) { return refusal(open_run(path)); }, "versions 1 to 3"},
      {segment_format, [](auto& path) { return refusal(open_run(path, true)); }, "versions 1 to 3"},
      {run_format, [](auto& path) { return refusal(info_of(path)); }, "versions 1 to 3"},
      {run_format, [](auto& path) { return refusal(digest_of(path)); }, "versions 1 to 3"},
      {state_format,
       [&](auto& path) { return refusal(load_state(path, run.small.territory.network)); },
       "version 3"},
      {state_format, [](auto& path) { return refusal(info_of(path)); }, "version 3"},
      {checkpoint_format, [](auto& path) { return refusal(info_of(path)); }, "version 4"},
      {geo::territory_format, [](auto& path) { return refusal(info_of(path)); }, "version 3"}};
  for (const Reader& reader : readers) {
    const std::string message = reader.refusal_of(says(scratch, reader.format, 99));
    INFO(reader.format);
    CHECK_THAT(message, Catch::Contains("file.h5: is of version 99 of the format"));
    CHECK_THAT(message, Catch::Contains("this program reads " + reader.read));
    CHECK_THAT(message, Catch::Contains("use a later eveil: 7.8.9 wrote it"));
  }
  CHECK_THAT(refusal(geo::load_territory(says(scratch, geo::territory_format, 99).string())),
             Catch::Contains("version 99, expected 3"));
}

TEST_CASE("a state of an older version is refused with what to do, and info still lists it",
          "[output][formats]") {
  const Scratch scratch("older");
  const tests::SmallRun run;
  const fs::path path = says(scratch, state_format, 2);
  CHECK_THAT(refusal(load_state(path, run.small.territory.network)),
             Catch::Contains("version 2") && Catch::Contains("make it again"));
  const auto info = info_of(path);
  REQUIRE(info);
  CHECK((*info)["versions_read"] == Json{3, 3});
  CHECK_THAT(listing(*info), Catch::Contains("version 2, which is no longer read (now 3)"));
}

TEST_CASE("a run of version 1 is read; what it lacks is NaN, -1 or refused with the version",
          "[output][formats][python][slow]") {
  const Scratch scratch("version-1");
  const fs::path path = run_of_version_1(scratch);
  if (path.empty()) return;
  const auto run = open_run(path);
  REQUIRE(run);
  CHECK(run->version() == 1);
  CHECK(run->modes() == std::vector<std::string>{"car_driver", "walk"});
  CHECK(*run->numbers("trips", "travel_time_s") == std::vector<double>{100, 100, 720, 720});
  REQUIRE(run->indicators());
  CHECK(run->indicators()->front().value == 2.5);

  for (const char* name : {"walk_s", "transit_co2e_g"}) {
    const auto values = run->numbers("trips", name);
    REQUIRE(values);
    REQUIRE(values->size() == 4);
    for (const double value : *values) CHECK(std::isnan(value));
  }
  CHECK(*run->integers("legs", "line") == std::vector<std::int64_t>{-1, -1, -1, -1});
  CHECK(run->texts_attribute("", "changes")->empty());
  // Nobody knows who had a bicycle: "no" would be told as a fact.
  CHECK_THAT(refusal(run->flags("persons", "bicycle")),
             Catch::Contains("old.h5:/persons/bicycle") && Catch::Contains("of version 1") &&
                 Catch::Contains("run the scenario again"));
  CHECK(digest_of(path));
  CHECK_THAT(listing(*info_of(path)), Catch::Contains("version 1, while 3 is written now"));
}

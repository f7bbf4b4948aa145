// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "geo/store/file.hpp"
#include "geo/store/table.hpp"
#include "tests/geo/store/sample.hpp"
#include "tests/geo/store/scratch.hpp"

using namespace eveil;
namespace fs = std::filesystem;

TEST_CASE("two writes of the same content leave the same bytes", "[geo/store][file][slow]") {
  const test::Scratch scratch;
  REQUIRE(test::write_sample(scratch / "a.h5"));
  ::sleep(1);  // a stored time would differ
  test::Sample other_batches;
  other_batches.batch = 5;
  REQUIRE(test::write_sample(scratch / "b.h5", other_batches));
  CHECK(test::bytes_of(scratch / "a.h5") == test::bytes_of(scratch / "b.h5"));
}

TEST_CASE("nothing stands under the final name before commit, nor after giving up",
          "[geo/store][file]") {
  const test::Scratch scratch;
  {
    auto file = store::File::create(scratch / "a.h5");
    REQUIRE(file);
    REQUIRE(test::write_zones(file->root(), {}));
    CHECK(!fs::exists(scratch / "a.h5"));
    CHECK(fs::exists(scratch / "a.h5.part"));
  }
  CHECK(fs::is_empty(scratch.place()));
}

TEST_CASE("a killed writer leaves nothing under the final name, and the next one succeeds",
          "[geo/store][file]") {
  const test::Scratch scratch;
  const pid_t child = ::fork();
  if (child == 0) {
    auto file = store::File::create(scratch / "a.h5");
    const bool written = file && test::write_zones(file->root(), {});
    ::_exit(written ? 0 : 1);  // without destructors, as a kill
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(!fs::exists(scratch / "a.h5"));
  REQUIRE(test::write_sample(scratch / "a.h5"));
  CHECK(!fs::exists(scratch / "a.h5.part"));
}

TEST_CASE("an existing file is not replaced unasked, even one that appears meanwhile",
          "[geo/store][file]") {
  const test::Scratch scratch;
  test::write_bytes(scratch / "a.h5", {'m', 'i', 'n', 'e'});
  const auto refused = store::File::create(scratch / "a.h5");
  REQUIRE(!refused);
  CHECK(refused.error().kind == ErrorKind::bad_input);
  auto file = store::File::create(scratch / "b.h5").value();
  test::write_bytes(scratch / "b.h5", {'m', 'i', 'n', 'e'});
  CHECK(!file.commit());
  CHECK(test::bytes_of(scratch / "a.h5").size() == 4);
  CHECK(test::bytes_of(scratch / "b.h5").size() == 4);
  CHECK(!fs::exists(scratch / "b.h5.part"));
}

TEST_CASE("a folder or a pipe is not replaced, even when asked to", "[geo/store][file]") {
  const test::Scratch scratch;
  fs::create_directory(scratch / "folder");
  REQUIRE(::mkfifo((scratch / "pipe").c_str(), 0600) == 0);
  for (const char* name : {"folder", "pipe"}) {
    const auto file = store::File::create(scratch / name, store::Existing::replace);
    REQUIRE(!file);
    CHECK_THAT(describe(file.error()), Catch::Contains("is a folder or a device"));
    CHECK(!fs::exists((scratch / name).string() + ".part"));
  }
  CHECK(fs::is_fifo(scratch / "pipe"));
}

TEST_CASE("two writers of one name don't disturb each other", "[geo/store][file]") {
  const test::Scratch scratch;
  auto first = store::File::create(scratch / "a.h5");
  REQUIRE(first);
  const auto second = store::File::create(scratch / "a.h5");
  REQUIRE(!second);
  CHECK_THAT(second.error().message, Catch::Contains("another program"));
  CHECK(first->commit());
  CHECK(store::File::open(scratch / "a.h5"));
}

TEST_CASE("a table that was not closed keeps the file from being finished", "[geo/store][file]") {
  const test::Scratch scratch;
  auto file = store::File::create(scratch / "a.h5").value();
  std::optional<store::TableWriter> table =
      store::TableWriter::create(file.root(), "t", {{"a", store::ValueType::float64, "m", "a", {}}})
          .value();
  const bool gone = GENERATE(true, false);
  if (gone) table.reset();
  const auto result = file.commit();
  REQUIRE(!result);
  CHECK_THAT(result.error().message, Catch::Contains("not closed"));
  CHECK(fs::is_empty(scratch.place()));
}

TEST_CASE("groups of a finished file refuse to be used", "[geo/store][file]") {
  const test::Scratch scratch;
  auto file = store::File::create(scratch / "a.h5").value();
  const auto root = file.root();
  REQUIRE(file.commit());
  CHECK(!root.set("late", 1));
  CHECK(!root.create("late"));
  CHECK(!file.commit());
  const auto reading = store::File::open(scratch / "a.h5").value();
  CHECK_THAT(reading.root().set("x", 1).error().message, Catch::Contains("reading only"));
}

TEST_CASE("what is not an HDF5 file is refused with its name", "[geo/store][file]") {
  const test::Scratch scratch;
  test::write_bytes(scratch / "text.h5", {'i', 'd', ',', 'x', '\n', '1', ',', '2', '\n'});
  test::write_bytes(scratch / "empty.h5", {});
  for (const char* name : {"text.h5", "empty.h5", "absent.h5", "."}) {
    CHECK(!store::is_hdf5(scratch / name));
    const auto file = store::File::open(scratch / name);
    REQUIRE(!file);
    CHECK(file.error().kind == ErrorKind::bad_input);
    CHECK(file.error().where == (scratch / name).string());
  }
  const auto nowhere = store::File::create(scratch / "no/such/folder.h5");
  REQUIRE(!nowhere);
  CHECK(nowhere.error().kind == ErrorKind::failed);
}

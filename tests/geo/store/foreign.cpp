// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "geo/store/digest.hpp"
#include "geo/store/file.hpp"
#include "tests/geo/store/scratch.hpp"

using namespace eveil;

namespace {

/// Lets h5py write its files; false, said aloud, where it is not installed.
bool write_foreign(const test::Scratch& scratch) {
  if (std::system("/usr/bin/python3 -c 'import h5py' 2>/dev/null") != 0) {
    WARN("SKIPPED: python3-h5py is not installed");
    return false;
  }
  const std::string script = std::string(EVEIL_SOURCE_DIR) + "/tests/python/write_foreign.py";
  REQUIRE(std::system(
              ("/usr/bin/python3 '" + script + "' '" + scratch.place().string() + "'").c_str()) ==
          0);
  return true;
}

}  // namespace

TEST_CASE("columns and attributes that h5py wrote are read", "[geo/store][foreign][slow]") {
  const test::Scratch scratch;
  if (!write_foreign(scratch)) return;
  const auto root = store::File::open(scratch / "good.h5")->root();
  CHECK(root.text("title").value() == "by h5py");
  CHECK(root.texts("names").value() == std::vector<std::string>{"a", "b"});
  CHECK(std::get<std::vector<std::int64_t>>(root.attribute("SHAPE").value()) ==
        std::vector<std::int64_t>{2, 3});
  CHECK(root.read<double>("x").value() == std::vector<double>{0, 1, 2, 3, 4});
  CHECK(root.read<std::int32_t>("big_endian").value() == std::vector<std::int32_t>{0, 1, 2, 3, 4});
  CHECK(root.read<std::string>("fixed").value() == std::vector<std::string>{"ab", "c"});
  CHECK(root.read<std::uint8_t>("yes").value() == std::vector<std::uint8_t>{1, 0});
  const auto mode = root.read_enumeration("mode").value();  // words by their numbers: 3, 7
  CHECK(mode.words == std::vector<std::string>{"walk", "car"});
  CHECK(mode.values == std::vector<std::uint8_t>{0, 1, 0});
  CHECK(store::digest_of(root, {}));
}

TEST_CASE("links out of the file, other filters and impossible sizes are refused by name",
          "[geo/store][foreign][hostile][slow]") {
  const test::Scratch scratch;
  if (!write_foreign(scratch)) return;
  const auto root = store::File::open(scratch / "bad.h5")->root();
  const std::vector<std::pair<const char*, const char*>> refusals = {
      {"external_link", "soft or external link"},
      {"soft_link", "soft or external link"},
      {"external_storage", "in other files"},
      {"virtual", "in other files"},
      {"lzf", "filter 32000"},
      {"free_texts", "type that is not known"},
      {"matrix", "one dimension"},
      {"compound", "type that is not known"},
      {"huge", "claims 10000000000000 rows"},
      {"huge_chunk", "chunks of 500000000 rows"}};
  for (const auto& [name, message] : refusals) {
    const auto read = root.read<double>(name);
    INFO(name);
    REQUIRE(!read);
    CHECK(read.error().kind == ErrorKind::bad_input);
    CHECK_THAT(read.error().where, Catch::EndsWith(std::string("bad.h5:/") + name));
    CHECK_THAT(read.error().message, Catch::Contains(message));
  }
  CHECK_THAT(root.read_enumeration("word_unknown").error().where, Catch::EndsWith(":1"));
  CHECK_THAT(root.read<std::string>("latin1").error().message, Catch::Contains("UTF-8"));
  CHECK(!root.attribute("matrix"));
  CHECK(!store::digest_of(root, {}));
  CHECK_THAT(store::digest_of(scratch / "ring.h5", {}).error().message,
             Catch::Contains("nested too deeply"));
}

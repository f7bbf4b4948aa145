// SPDX-License-Identifier: Apache-2.0
#include "geo/io/zip.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/drawn_zip.hpp"

using namespace eveil;
using namespace eveil::io;
using Catch::Matchers::Contains;

namespace {

using eveil::drawn::archive;
using eveil::drawn::TemporaryFile;
using Drawn = eveil::drawn::ZipEntry;

// CRC-32 of "hello\n" is 0x363a3020 (as `gzip -l -v` and Python's zlib.crc32 give).
Drawn hello(const std::string& name) { return {name, "hello\n", 0x363a3020U, 6, 0}; }

}  // namespace

TEST_CASE("the files of an archive are listed with their sizes and read", "[io][zip]") {
  // Ten times "a", deflated by zlib without header: 4b 4c 84 01 00; CRC-32 0x4c11cdf0.
  // zlib, wbits -15).
  const Drawn deflated{"feed/ten.txt", std::string("\x4b\x4c\x84\x01\x00", 5), 0x4c11cdf0U, 10, 8};
  const TemporaryFile file("two.zip", archive({hello("hello.txt"), deflated}));
  const auto entries = list_zip(file.path());
  REQUIRE(entries);
  REQUIRE(entries->size() == 2);
  CHECK((*entries)[1].name == "feed/ten.txt");
  CHECK((*entries)[1].size == 10);
  CHECK((*entries)[1].packed == 5);
  CHECK(read_zip_entry(file.path(), "hello.txt", 100).value() == "hello\n");
  CHECK(read_zip_entry(file.path(), "feed/ten.txt", 100).value() == "aaaaaaaaaa");
}

TEST_CASE("an entry that isn't in the archive is refused with the names of those that are",
          "[io][zip]") {
  const TemporaryFile file("missing.zip", archive({hello("stops.txt")}));
  const auto read = read_zip_entry(file.path(), "trips.txt", 100);
  REQUIRE_FALSE(read);
  CHECK_THAT(describe(read.error()), Contains("trips.txt") && Contains("holds stops.txt"));
}

TEST_CASE("an entry longer than asked for is refused before it is unpacked", "[io][zip]") {
  const TemporaryFile file("long.zip", archive({hello("stops.txt")}));
  CHECK_FALSE(read_zip_entry(file.path(), "stops.txt", 5));
}

TEST_CASE("an archive that states a wrong size or checksum is refused as damaged", "[io][zip]") {
  Drawn wrong = hello("stops.txt");
  SECTION("checksum") { wrong.crc ^= 1U; }
  SECTION("fewer bytes than come out") { wrong.size = 3; }
  SECTION("more bytes than come out") { wrong.size = 7; }
  const TemporaryFile file("damaged.zip", archive({wrong}));
  const auto read = read_zip_entry(file.path(), "stops.txt", 100);
  REQUIRE_FALSE(read);
  CHECK_THAT(describe(read.error()), Contains("damaged"));
}

TEST_CASE("an archive that unpacks more than 200 to 1 is refused", "[io][zip]") {
  Drawn bomb = hello("stops.txt");
  bomb.method = 8;
  bomb.size = 2'000'000;
  const TemporaryFile file("bomb.zip", archive({bomb}));
  const auto listed = list_zip(file.path());
  REQUIRE_FALSE(listed);
  CHECK_THAT(describe(listed.error()), Contains("200 to 1"));
}

TEST_CASE("names that leave the archive are refused", "[io][zip]") {
  const std::string name =
      GENERATE("../stops.txt", "/etc/stops.txt", "a/b/stops.txt", "a\\stops.txt", "a/..");
  const TemporaryFile file("names.zip", archive({hello(name)}));
  CHECK_FALSE(list_zip(file.path()));
}

TEST_CASE("the shadows that a Mac packs are passed over", "[io][zip]") {
  const TemporaryFile file(
      "mac.zip",
      archive(
          {hello("feed/__MACOSX/._a.txt"), hello("__MACOSX/feed/._a.txt"), hello("feed/a.txt")}));
  const auto entries = list_zip(file.path());
  REQUIRE(entries);
  REQUIRE(entries->size() == 1);
  CHECK(entries->front().name == "feed/a.txt");
  CHECK(read_zip_entry(file.path(), "feed/a.txt", 100).value() == "hello\n");
}

TEST_CASE("an archive with too many files, or one name twice, is refused", "[io][zip]") {
  std::vector<Drawn> many;
  for (int i = 0; i < 65; ++i) many.push_back(hello(std::to_string(i) + ".txt"));
  const TemporaryFile full("many.zip", archive(many));
  CHECK_FALSE(list_zip(full.path()));
  const TemporaryFile twice("twice.zip", archive({hello("a.txt"), hello("a.txt")}));
  CHECK_FALSE(list_zip(twice.path()));
}

TEST_CASE("a file cut short anywhere is refused, never read past its end", "[io][zip]") {
  const std::string whole = archive({hello("stops.txt")});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const TemporaryFile file("cut.zip", whole.substr(0, length));
    CHECK_FALSE(read_zip_entry(file.path(), "stops.txt", 100));
  }
}

TEST_CASE("an archive is a local file, not an address or a folder", "[io][zip]") {
  for (const std::string name :
       {"http://example.org/a.zip", "/vsizip/a.zip", "/tmp", "absent.zip", ""}) {
    CHECK_FALSE(list_zip(name));
  }
}

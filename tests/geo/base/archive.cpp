// SPDX-License-Identifier: Apache-2.0
#include "geo/base/archive.hpp"

#include <catch2/catch.hpp>

using namespace eveil;

namespace {

struct Plain {
  std::int32_t a = 0;
  std::int32_t b = 0;
  bool operator==(const Plain&) const = default;
};

struct Inner {
  std::vector<std::uint16_t> numbers;
  bool flag = false;
  bool operator==(const Inner&) const = default;

  void visit(Archive& archive) { archive(numbers, flag); }
};

struct Outer {
  double number = 0.0;
  std::vector<Plain> plain;
  std::vector<Inner> inner;
  Column<Index<struct RowTag>, std::vector<std::uint64_t>> column;

  void visit(Archive& archive) {
    archive.part("outer");
    archive(number, plain, inner, column);
    archive.require(number >= 0.0, "a number from 0 on");
  }
};

Outer sample() {
  Outer outer;
  outer.number = 1.0 / 3.0;
  outer.plain = {{1, -2}, {3, 4}};
  outer.inner = {{{5, 6, 7}, true}, {}};
  outer.column.push_back({1, 2});
  outer.column.push_back({});
  return outer;
}

std::vector<std::byte> bytes_of(Outer outer) {
  std::vector<std::byte> bytes;
  Archive archive = Archive::writer([&](std::span<const std::byte> piece) -> Expected<void> {
    bytes.insert(bytes.end(), piece.begin(), piece.end());
    return {};
  });
  archive(outer);
  REQUIRE(archive.finish("memory"));
  return bytes;
}

Expected<Outer> outer_of(std::span<const std::byte> bytes) {
  Outer outer;
  Archive archive = Archive::reader(bytes);
  archive(outer);
  EVEIL_CHECK(archive.finish("memory"));
  return outer;
}

}  // namespace

TEST_CASE("what is written to an archive is read back", "[base][archive]") {
  const Outer outer = sample();
  const auto again = outer_of(bytes_of(outer));
  REQUIRE(again.has_value());
  CHECK(again->number == outer.number);
  CHECK(again->plain == outer.plain);
  CHECK(again->inner == outer.inner);
  CHECK(again->column.raw() == outer.column.raw());
}

TEST_CASE("a large archive comes in pieces that together are the whole", "[base][archive]") {
  Outer outer = sample();
  outer.plain.resize(1'000'000, {7, 8});
  const auto again = outer_of(bytes_of(outer));
  REQUIRE(again.has_value());
  CHECK(again->plain == outer.plain);
}

TEST_CASE("an archive cut anywhere is refused", "[base][archive][refused]") {
  const std::vector<std::byte> bytes = bytes_of(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto cut = outer_of(std::span(bytes).first(size));
    REQUIRE_FALSE(cut.has_value());
    CHECK(cut.error().kind == ErrorKind::bad_input);
    CHECK(cut.error().where == "memory");
  }
  std::vector<std::byte> longer = bytes;
  longer.push_back({});
  REQUIRE_FALSE(outer_of(longer).has_value());
}

TEST_CASE("an archive with any byte changed is read or refused, in bounded memory",
          "[base][archive][refused]") {
  const std::vector<std::byte> bytes = bytes_of(sample());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const std::byte change : {std::byte{0x01}, std::byte{0x80}, std::byte{0xff}}) {
      std::vector<std::byte> changed = bytes;
      changed[at] ^= change;
      const auto read = outer_of(changed);
      if (!read) continue;
      CHECK(read->plain.size() <= bytes.size());
      CHECK(read->inner.size() <= bytes.size());
    }
  }
}

TEST_CASE("a value that its owner refuses is named with its part", "[base][archive][refused]") {
  Outer outer = sample();
  outer.number = -1.0;
  const auto read = outer_of(bytes_of(outer));
  REQUIRE_FALSE(read.has_value());
  CHECK(describe(read.error()).find("(outer): expected a number from 0 on") != std::string::npos);
}

TEST_CASE("a failure of who takes the bytes is the archive's", "[base][archive]") {
  Outer outer = sample();
  Archive archive = Archive::writer(
      [](std::span<const std::byte>) -> Expected<void> { return failed("disk", "is full"); });
  archive(outer);
  const auto finished = archive.finish("memory");
  REQUIRE_FALSE(finished.has_value());
  CHECK(describe(finished.error()) == "disk: is full");
}

// SPDX-License-Identifier: Apache-2.0
#include "geo/base/huge_pages.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <new>
#include <numeric>

using namespace eveil;

namespace {

struct alignas(64) Line {
  std::uint64_t number;
};

template <class T>
std::uintptr_t address(const HugeVector<T>& rows) {
  return reinterpret_cast<std::uintptr_t>(rows.data());
}

}  // namespace

TEST_CASE("a table of 4 MB and more begins at a huge page", "[huge_pages]") {
  constexpr std::size_t page = std::size_t{2} << 20;
  REQUIRE(address(HugeVector<Line>(2 * page / sizeof(Line))) % page == 0);
  REQUIRE(address(HugeVector<std::uint8_t>(5 * page + 1)) % page == 0);
}

TEST_CASE("a row of a small table is aligned as its type asks", "[huge_pages]") {
  for (std::size_t rows = 1; rows < 100; rows += 7) {
    REQUIRE(address(HugeVector<Line>(rows)) % alignof(Line) == 0);
  }
}

TEST_CASE("a table that grows from small to huge and is moved keeps its rows", "[huge_pages]") {
  HugeVector<std::uint64_t> rows;
  constexpr std::uint64_t count = 1'500'000;  // 12 MB
  for (std::uint64_t row = 0; row < count; ++row) rows.push_back(row);
  const HugeVector<std::uint64_t> copy = rows;
  const HugeVector<std::uint64_t> moved = std::move(rows);
  REQUIRE(copy == moved);
  REQUIRE(std::accumulate(moved.begin(), moved.end(), std::uint64_t{0}) == count * (count - 1) / 2);
}

TEST_CASE("more rows than memory can have are refused, not taken for few", "[huge_pages]") {
  HugePageAllocator<Line> memory;
  // 64 bytes × 2^58 + 1 rows is 64 in 64 bits.
  REQUIRE_THROWS_AS(memory.allocate((std::size_t{1} << 58) + 1), std::bad_array_new_length);
}

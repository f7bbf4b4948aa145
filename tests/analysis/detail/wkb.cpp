// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/wkb.hpp"

#include <catch2/catch.hpp>

#include "output/wkb.hpp"

using namespace eveil;
using namespace eveil::analysis;

namespace {

// A square with a hole, and a triangle beside it.
Area drawn() {
  Area area;
  area.parts.push_back(
      {{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{4, 4}, {6, 4}, {6, 6}, {4, 4}}}});
  area.parts.push_back({{{{20, 0}, {30, 0}, {20, 10}, {20, 0}}}});
  return area;
}

}  // namespace

TEST_CASE("an area comes back from the bytes that a result file holds", "[analysis][wkb]") {
  const auto bytes = output::wkb(drawn());
  const auto area = area_of_wkb(bytes, "here");
  REQUIRE(area);
  REQUIRE(area->parts.size() == 2);
  CHECK(area->parts[0].rings == drawn().parts[0].rings);
  CHECK(area->parts[1].rings == drawn().parts[1].rings);
  // 100 m2 less a hole of 2 m2, and 50 m2.
  CHECK(surface(*area) == Approx(148.0));
}

TEST_CASE("bytes of an area that are cut short anywhere are refused with their place",
          "[analysis][wkb]") {
  const auto bytes = output::wkb(drawn());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    const auto area = area_of_wkb(std::span(bytes).first(size), "run.h5:/zones/geometry row 7");
    REQUIRE_FALSE(area);
    CHECK(area.error().kind == ErrorKind::bad_input);
    CHECK(area.error().where == "run.h5:/zones/geometry row 7");
  }
}

TEST_CASE("absurd counts, other kinds and coordinates that are no numbers are refused",
          "[analysis][wkb]") {
  auto bytes = output::wkb(drawn());
  SECTION("four thousand million points") {
    for (std::size_t at = 18; at < 22; ++at) bytes[at] = std::byte{0xff};
  }
  SECTION("a point") { bytes[1] = std::byte{1}; }
  SECTION("big endian") { bytes[0] = std::byte{0}; }
  SECTION("an infinite coordinate") {
    for (std::size_t at = 22; at < 28; ++at) bytes[at] = std::byte{0};
    bytes[28] = std::byte{0xf0};
    bytes[29] = std::byte{0x7f};
  }
  CHECK_FALSE(area_of_wkb(bytes, "here"));
}

// SPDX-License-Identifier: Apache-2.0
#include "output/wkb.hpp"

#include <catch2/catch.hpp>
#include <cstring>

using namespace eveil;

TEST_CASE("an area is written as a little-endian MultiPolygon", "[output][wkb]") {
  const Area triangle{{Polygon{{{{0.0, 0.0}, {4.0, 0.0}, {0.0, 3.0}, {0.0, 0.0}}}}}};
  const std::vector<std::byte> bytes = output::wkb(triangle);
  // Two heads of 1 + 4 + 4 bytes, one ring: 4 + 4 points of 16.
  REQUIRE(bytes.size() == 9 + 9 + 4 + 4 * 16);
  CHECK(bytes[0] == std::byte{1});
  CHECK(bytes[1] == std::byte{6});
  CHECK(bytes[9] == std::byte{1});
  CHECK(bytes[10] == std::byte{3});
  CHECK(bytes[18] == std::byte{4});
  double x = 0.0;
  std::memcpy(&x, bytes.data() + 22 + 16, sizeof(x));  // of the second point
  CHECK(x == 4.0);
}

TEST_CASE("an area of nothing has no parts", "[output][wkb]") {
  CHECK(output::wkb(Area{}).size() == 9);
}

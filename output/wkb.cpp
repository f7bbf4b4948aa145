// SPDX-License-Identifier: Apache-2.0
#include "output/wkb.hpp"

#include <bit>
#include <cstdint>

namespace eveil::output {
namespace {

constexpr std::uint32_t polygon_type = 3;
constexpr std::uint32_t multi_polygon_type = 6;

template <class Unsigned>
void put(std::vector<std::byte>& out, Unsigned value) {
  for (std::size_t i = 0; i < sizeof(value); ++i) {
    out.push_back(static_cast<std::byte>((value >> (8 * i)) & 0xFFU));
  }
}

void put_head(std::vector<std::byte>& out, std::uint32_t type, std::size_t count) {
  out.push_back(std::byte{1});  // little endian
  put(out, type);
  put(out, static_cast<std::uint32_t>(count));
}

}  // namespace

std::vector<std::byte> wkb(const Area& area) {
  std::vector<std::byte> out;
  put_head(out, multi_polygon_type, area.parts.size());
  for (const Polygon& part : area.parts) {
    put_head(out, polygon_type, part.rings.size());
    for (const auto& ring : part.rings) {
      put(out, static_cast<std::uint32_t>(ring.size()));
      for (const Point& point : ring) {
        put(out, std::bit_cast<std::uint64_t>(point.x));
        put(out, std::bit_cast<std::uint64_t>(point.y));
      }
    }
  }
  return out;
}

}  // namespace eveil::output

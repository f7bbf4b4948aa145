// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/wkb.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace eveil::analysis {

namespace {

constexpr std::uint32_t polygon_type = 3;
constexpr std::uint32_t multi_polygon_type = 6;
constexpr std::size_t bytes_of_a_point = 16;

// Takes numbers off the front; past the end all are 0 and `broken` is set.
struct Bytes {
  std::span<const std::byte> left;
  bool broken = false;

  template <class Unsigned>
  Unsigned take() {
    if (left.size() < sizeof(Unsigned)) {
      broken = true;
      return 0;
    }
    Unsigned value = 0;
    for (std::size_t i = sizeof(Unsigned); i-- > 0;) {
      value = static_cast<Unsigned>((value << 8) | std::to_integer<Unsigned>(left[i]));
    }
    left = left.subspan(sizeof(Unsigned));
    return value;
  }
  // The type of the geometry that starts here; 0 where none does.
  std::uint32_t head() { return take<std::uint8_t>() == 1 ? take<std::uint32_t>() : 0; }
};

void take_ring(Bytes& bytes, Polygon& polygon) {
  const std::uint32_t points = bytes.take<std::uint32_t>();
  if (bytes.broken || points > bytes.left.size() / bytes_of_a_point) {
    bytes.broken = true;
    return;
  }
  std::vector<Point> ring;
  for (std::uint32_t i = 0; i < points; ++i) {
    const double x = std::bit_cast<double>(bytes.take<std::uint64_t>());
    const double y = std::bit_cast<double>(bytes.take<std::uint64_t>());
    if (!std::isfinite(x) || !std::isfinite(y)) bytes.broken = true;
    ring.push_back({x, y});
  }
  if (!ring.empty() && !(ring.front() == ring.back())) ring.push_back(ring.front());
  polygon.rings.push_back(std::move(ring));
}

void take_polygon(Bytes& bytes, Area& area) {
  Polygon polygon;
  const std::uint32_t rings = bytes.take<std::uint32_t>();
  for (std::uint32_t ring = 0; ring < rings && !bytes.broken; ++ring) take_ring(bytes, polygon);
  area.parts.push_back(std::move(polygon));
}

}  // namespace

Expected<Area> area_of_wkb(std::span<const std::byte> bytes, const std::string& where) {
  Bytes rest{bytes};
  Area area;
  const std::uint32_t type = rest.head();
  if (type == polygon_type) {
    take_polygon(rest, area);
  } else if (type == multi_polygon_type) {
    const std::uint32_t parts = rest.take<std::uint32_t>();
    for (std::uint32_t part = 0; part < parts && !rest.broken; ++part) {
      if (rest.head() != polygon_type) rest.broken = true;
      if (!rest.broken) take_polygon(rest, area);
    }
  } else {
    rest.broken = true;
  }
  if (rest.broken) {
    return bad_input(where,
                     fmt::format("{} bytes are no area in well-known binary (little endian, "
                                 "polygons): the file is damaged; run it again",
                                 bytes.size()));
  }
  return area;
}

}  // namespace eveil::analysis

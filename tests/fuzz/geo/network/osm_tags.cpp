// SPDX-License-Identifier: Apache-2.0
#include "geo/network/osm_tags.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

/// Any texts as tags give a road: numbers are finite or missing, and a closed road is open to none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eveil::geo;
  // NUL parts the values of the keys, in their order.
  std::vector<std::string> values(osm_way_keys.size());
  std::size_t row = 0;
  for (std::size_t i = 0; i < size && row < values.size(); ++i) {
    if (data[i] == 0) {
      ++row;
    } else {
      values[row].push_back(static_cast<char>(data[i]));
    }
  }
  const OsmRoad road = road_of(OsmTags(values));
  for (std::size_t way = 0; way < 2; ++way) {
    if (road.speed[way].kind == OsmSpeed::Kind::number && !std::isfinite(road.speed[way].km_h))
      std::abort();
    if (std::isinf(road.lanes[way])) std::abort();
    if (!road.closed.empty() && road.open[way] != 0) std::abort();
  }
  stops_cars(values[0], values[1], values[2]);
  return 0;
}

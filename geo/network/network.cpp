// SPDX-License-Identifier: Apache-2.0
#include "geo/network/network.hpp"

#include <array>
#include <cstddef>

namespace eveil::geo {

namespace {

constexpr std::array<std::string_view, road_class_count> class_names{"motorway",
                                                                     "motorway_link",
                                                                     "trunk",
                                                                     "trunk_link",
                                                                     "primary",
                                                                     "primary_link",
                                                                     "secondary",
                                                                     "secondary_link",
                                                                     "tertiary",
                                                                     "tertiary_link",
                                                                     "unclassified",
                                                                     "residential",
                                                                     "living_street",
                                                                     "service",
                                                                     "track",
                                                                     "other"};

}  // namespace

std::string_view name_of(RoadClass road_class) {
  return class_names[static_cast<std::size_t>(road_class)];
}

RoadClass road_class_of(std::string_view highway) {
  for (std::size_t row = 0; row < class_names.size(); ++row) {
    if (class_names[row] == highway) return static_cast<RoadClass>(row);
  }
  return RoadClass::other;
}

}  // namespace eveil::geo

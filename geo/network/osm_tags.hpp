// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/network/roads.hpp"

namespace eveil::geo {

/// The tags of a way that say something of its roads, in the order of `osm_way_keys`.
enum class OsmKey : std::uint8_t {
  highway,
  oneway,
  oneway_motor_vehicle,
  junction,
  maxspeed,
  maxspeed_forward,
  maxspeed_backward,
  maxspeed_type,
  zone_maxspeed,
  source_maxspeed,
  lanes,
  lanes_forward,
  lanes_backward,
  access,
  vehicle,
  motor_vehicle,
  motorcar,
  psv,
  bus,
  bicycle,
  foot,
  motorroad,
  toll,
  layer,
};
inline constexpr std::array<std::string_view, 24> osm_way_keys{"highway",
                                                               "oneway",
                                                               "oneway:motor_vehicle",
                                                               "junction",
                                                               "maxspeed",
                                                               "maxspeed:forward",
                                                               "maxspeed:backward",
                                                               "maxspeed:type",
                                                               "zone:maxspeed",
                                                               "source:maxspeed",
                                                               "lanes",
                                                               "lanes:forward",
                                                               "lanes:backward",
                                                               "access",
                                                               "vehicle",
                                                               "motor_vehicle",
                                                               "motorcar",
                                                               "psv",
                                                               "bus",
                                                               "bicycle",
                                                               "foot",
                                                               "motorroad",
                                                               "toll",
                                                               "layer"};

/// The tags of one way.
class OsmTags {
 public:
  explicit OsmTags(const std::vector<std::string>& values) : values_(&values) {}
  std::string_view operator[](OsmKey key) const {
    return (*values_)[static_cast<std::size_t>(key)];
  }

 private:
  const std::vector<std::string>* values_;
};

/// A speed as OpenStreetMap states it.
struct OsmSpeed {
  enum class Kind : std::uint8_t {
    missing,     ///< nothing stated
    number,      ///< `km_h` holds
    varies,      ///< by signs that change: not stated for our purpose
    unreadable,  ///< a text that no rule knows
  } kind = Kind::missing;
  double km_h = 0.0;
};

/// "50", "30 mph", "30 km/h", "10 knots", "50;30" (the lowest), "walk", "none", "FR:urban",
/// "DE:zone:30", "signals". Numbers below 0 and above all sense are passed on: complete.cpp counts
/// them.
/// \source words and national limits: eclipse-sumo, NIImporter_OpenStreetMap.cpp
OsmSpeed parse_osm_speed(std::string_view text);

/// "2", "2.5", "2;3" (the lowest); none where it isn't a number.
std::optional<double> parse_osm_lanes(std::string_view text);

/// What a way's tags say for its road.
struct OsmRoad {
  ByWay<std::uint8_t> open{1, 1};  ///< for cars
  std::string closed;              ///< why it is open to none: `access=private`
  std::uint8_t access = 0;         ///< bits of Access
  ByWay<OsmSpeed> speed{};
  ByWay<double> lanes{};  ///< NaN where not stated
  bool lanes_unreadable = false;
  bool oneway_unreadable = false;
  bool destination_only = false;  ///< `access=destination` and the like: open here
};
OsmRoad road_of(const OsmTags& tags);

/// Whether a node with `barrier` stops cars; `access` is the value of motor_vehicle, vehicle or
/// access, most special first, empty where none is stated; `bollard` is the tag of that name.
bool stops_cars(std::string_view barrier, std::string_view access, std::string_view bollard);

/// Whether a way is (a piece of) a roundabout, whose traffic has the right of way.
bool is_roundabout(const OsmTags& tags);

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "geo/network/network.hpp"

namespace eveil::geo {

/// Vehicles per hour that a lane of a class carries, where the territory knows better than the
/// defaults, by class.
using LaneCapacities = std::map<RoadClass, double>;

/// Where a territory's roads are read from: an OpenStreetMap extract (`is_osm`), whose tags are
/// known, a network of MATSim (`is_matsim`), or any vector layer.
///
/// Columns, by our name: `class` (OpenStreetMap's `highway`) is needed; `id` (else the feature's
/// id), `direction` (1 forward only, -1 backward only, 0 both; else all both), `speed_forward`,
/// `speed_backward` (km/h), `lanes_forward`, `lanes_backward` may be absent.
struct RoadSource {
  std::string file;
  std::string layer;                           ///< empty: the only one
  std::map<std::string, std::string> columns;  ///< our name → the source's column
  bool is_osm = false;                         ///< then neither layer nor columns
  bool is_matsim = false;                      ///< a network of MATSim, kept as it stands: likewise
  LaneCapacities lane_capacity_veh_h = {};     ///< not with `is_matsim`
};

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/index.hpp"

namespace eveil::geo {

using ZoneId = Index<struct ZoneTag>;

/// The zones of a territory: areas with inhabitants and, where the source gives them, jobs.
struct Zones {
  Column<ZoneId, std::string> code;  ///< the source's id, unique
  Column<ZoneId, std::string> name;  ///< the code where the source has no name
  Column<ZoneId, Area> area;
  Column<ZoneId, Point> centre;       ///< centroid of the area
  Column<ZoneId, double> population;  ///< inhabitants, fractions as stored
  Column<ZoneId, double> jobs;        ///< < 0 where the source gives none
  bool has_jobs = false;

  std::size_t size() const { return code.size(); }
};

/// Finds the zone of a place by a grid over the zones' boxes; built once, then read from any
/// thread.
class ZoneFinder {
 public:
  explicit ZoneFinder(const Zones& zones);
  /// The zone whose area holds `p`, the first in row order where areas overlap; none outside all.
  ZoneId zone_at(Point p) const;
  /// The zone at `p`, or else the one whose centre is nearest.
  ZoneId nearest_zone(Point p) const;

 private:
  const Zones* zones_;
  Point low_;
  double cell_ = 1.0;
  std::size_t columns_ = 1;
  std::size_t rows_ = 1;
  std::vector<std::vector<ZoneId>> cells_;
};

}  // namespace eveil::geo

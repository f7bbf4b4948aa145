// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

struct ZonePlace {
  std::string id;
  std::string name;
  double population = 0.0;
  Area area;
};

/// A road as people see it: both directions of a street are one.
struct RoadPlace {
  std::string road_class;     ///< as OpenStreetMap's highway
  std::vector<Point> points;  ///< along its first link
};

struct StopPlace {
  std::string name;  ///< empty where the file has none
  Point at;
};

struct LinePlace {
  std::string name;
  std::vector<Point> points;
};

struct SitePlace {
  std::string name;
  std::string kind;
  Point at;
};

/// Where things are, in metres of the run's CRS. What a file doesn't have stays empty.
struct Geography {
  std::vector<ZonePlace> zones;
  std::vector<RoadPlace> roads;
  std::vector<std::uint32_t> road_of_link;  ///< row of `roads`, of each link
  std::vector<StopPlace> stops;
  std::vector<LinePlace> lines;
  std::vector<SitePlace> sites;
};

/// Reads the places of a run.
/// \errors bad_input: a table is damaged.
Expected<Geography> read_geography(const output::RunFile& run);

}  // namespace eveil::analysis

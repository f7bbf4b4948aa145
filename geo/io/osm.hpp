// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::io {

/// Which part of an OpenStreetMap file is wanted: elements that have one of the keys `way_tags[0]`
/// (ways) or any of `point_tags` (nodes).
struct OsmRequest {
  std::string file;
  std::vector<std::string_view> way_tags;
  std::vector<std::string_view> point_tags;
};

/// One way. Two ways share a node where a point of each is equal: coordinates are on OSM's own grid
/// of 10^-7 degrees, each grid place one pair of doubles.
struct OsmWay {
  std::int64_t id = 0;
  std::vector<std::string> tags;  ///< as `way_tags`; empty where the way has none
  std::vector<Point> line;        ///< longitude, latitude
};

/// One node with a tag asked for.
struct OsmPoint {
  std::int64_t id = 0;
  std::vector<std::string> tags;  ///< as `point_tags`
  Point place;
};

/// Takes what is read, element by element, so that no second copy of the file is held.
class OsmTaker {
 public:
  virtual ~OsmTaker() = default;
  /// Before the first element; a second time where a file must be read anew (ids out of order):
  /// what was taken until then is to be forgotten.
  virtual void begin() = 0;
  virtual void take(OsmWay way) = 0;
  virtual void take(OsmPoint point) = 0;
};

/// What is known of the file as a whole.
struct OsmSummary {
  std::string newest_edit;           ///< of a way taken, `2020-07-02`; empty where not stated
  std::uint64_t ways_with_gaps = 0;  ///< that name nodes which the file (XML only) doesn't hold
  std::int64_t first_gap = 0;        ///< id of the first of them
  bool ids_out_of_order = false;     ///< read by the slower index
};

/// Reads ways and nodes of a .osm.pbf, .osm or .osm.gz file through GDAL. The file is checked first
/// (osm_file.hpp), so that one cut short is refused before anything is taken.
///
/// \errors  bad_input: as local_file, form_of_osm, check_osm_pbf, check_osm_xml; what GDAL
/// complains
///          of; a way off the globe.
/// \threads serial. GDAL keeps up to 100 MB of node places in memory, more in a temporary file.
Expected<OsmSummary> read_osm(const OsmRequest& request, OsmTaker& taker);

}  // namespace eveil::io

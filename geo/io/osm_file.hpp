// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::io {

/// The three forms in which OpenStreetMap's data is passed on.
enum class OsmForm : std::uint8_t { pbf, xml, xml_in_gzip };

/// What a file is, by its first bytes, whatever its name.
/// \param path  for messages; `real` is what is opened.
/// \errors bad_input: empty, another form (with the command that converts it), not OSM at all.
Expected<OsmForm> form_of_osm(const std::string& path, const std::string& real);

/// Walks the blocks of a PBF file by their stated sizes: a file cut short shows here, before
/// anything is loaded. Reads some bytes a block only.
/// \errors bad_input: cut short or damaged, with the block and the byte.
/// \source https://wiki.openstreetmap.org/wiki/PBF_Format: 4 bytes length, BlobHeader, Blob.
Expected<void> check_osm_pbf(const std::string& path, const std::string& real);

/// Takes the unpacked bytes of one block; false where they are no block.
using TakeOsmBlock = std::function<bool(std::string_view)>;
/// Hands over the data blocks of a PBF file, one after another.
/// \errors bad_input: as check_osm_pbf; a block that can't be unpacked or isn't taken.
Expected<void> each_osm_block(const std::string& path,
                              const std::string& real,
                              const TakeOsmBlock& take);

/// A place on OpenStreetMap's own grid of 10^-7 degrees; none off the globe.
std::optional<Point> on_osm_grid(double lon, double lat);

/// What an XML file refers to but doesn't hold.
struct OsmGaps {
  std::uint64_t ways = 0;      ///< with `highway`, that name nodes which aren't there
  std::int64_t first_way = 0;  ///< id of the first of them
};

/// Reads an XML file once for its form; what GDAL would pass over in silence is refused here.
/// \errors bad_input, with the line: not well-formed or cut short, a document type (entities are
///         never expanded), a file of changes or of history, no version 0.6, an id or place that is
///         none, a node twice, nodes after ways, an Overpass answer that was broken off, a gzip
///         file that is damaged or packed absurdly. Memory: 8 bytes a node.
Expected<OsmGaps> check_osm_xml(const std::string& path, const std::string& real);

/// The PBF half of read_osm_relations; `places` come in the file's order.
/// \errors bad_input: as each_osm_block.
Expected<struct OsmRelations> relations_of_pbf(const std::string& path,
                                               const std::string& real,
                                               std::string_view type);

/// The name under which GDAL opens the file.
std::string gdal_name(const std::string& real, OsmForm form);

}  // namespace eveil::io

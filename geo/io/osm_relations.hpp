// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::io {

/// What a relation is made of.
struct OsmMember {
  enum class Kind : std::uint8_t { node, way, relation } kind = Kind::node;
  std::int64_t id = 0;
  std::string role;
};

struct OsmRelation {
  std::int64_t id = 0;
  std::vector<std::pair<std::string, std::string>> tags;  ///< in the file's order
  std::vector<OsmMember> members;

  /// The value of a tag, empty where there is none.
  std::string_view operator[](std::string_view key) const {
    for (const auto& [name, value] : tags) {
      if (name == key) return value;
    }
    return {};
  }
};

struct OsmRelations {
  std::vector<OsmRelation> relations;  ///< in the file's order
  /// The nodes among the members that the file holds, by id; places as of OsmWay.
  std::vector<std::pair<std::int64_t, Point>> places;
};

/// The ids of the nodes among the members, in rising order.
std::vector<std::int64_t> member_nodes(const std::vector<OsmRelation>& relations);

/// Reads the relations of one `type` of a .osm.pbf, .osm or .osm.gz file, with the places of their
/// nodes: GDAL tells neither roles nor nodes without tags, so the file's own form is read here.
/// \errors  bad_input: as local_file, form_of_osm; a block or element that is damaged, with its
///          number or line. Whoever calls has checked the file's frame (osm_file.hpp).
/// \threads serial. One block is held at a time; a file without such relations is read once.
Expected<OsmRelations> read_osm_relations(const std::string& file, std::string_view type);

}  // namespace eveil::io

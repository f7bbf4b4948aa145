// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/network/network.hpp"

namespace eveil::geo {

/// Arcs by the vertex they leave: heads of vertex v are head[first[v] .. first[v+1]).
struct Arcs {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> head;
};

/// Which strongly connected part each vertex is in: within one, every vertex reaches every other.
struct StrongParts {
  std::vector<std::uint32_t> part;  ///< by vertex
  std::uint32_t count = 0;
};
StrongParts strong_parts(std::size_t vertices, const Arcs& arcs);

/// The links with all bits of `access` whose both ends are in that strongly connected part of them
/// that has the greatest length of links; 1 for those. The first of equals.
Column<LinkId, std::uint8_t> main_part(const Network& network, std::uint8_t access);

}  // namespace eveil::geo

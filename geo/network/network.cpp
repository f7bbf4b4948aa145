// SPDX-License-Identifier: Apache-2.0
#include "geo/network/network.hpp"

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

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

// Counting sort of the links by one of their ends: stable, so each node's links stay in link order.
Ragged<NodeId, LinkId> by_node(std::size_t node_count, const Column<LinkId, NodeId>& end) {
  std::vector<std::uint64_t> offsets(node_count + 1, 0);
  for (const NodeId node : end) ++offsets[node.value + 1];
  for (std::size_t row = 0; row < node_count; ++row) offsets[row + 1] += offsets[row];
  std::vector<std::uint64_t> next(offsets.begin(), offsets.end() - 1);
  std::vector<LinkId> links(end.size());
  for (const LinkId link : end.ids()) links[next[end[link].value]++] = link;
  return {std::move(offsets), std::move(links)};
}

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

Adjacency adjacency_of(const Network& network) {
  return {by_node(network.node_count(), network.from), by_node(network.node_count(), network.to)};
}

}  // namespace eveil::geo

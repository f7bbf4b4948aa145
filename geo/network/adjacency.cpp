// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/network/network.hpp"

namespace eveil::geo {

namespace {

/// Links grouped by one of their ends: a counting sort, so each node's links stay in link order.
Ragged<NodeId, LinkId> links_by(const Column<LinkId, NodeId>& end, std::size_t nodes) {
  std::vector<std::uint64_t> offsets(nodes + 1, 0);
  for (const NodeId node : end) ++offsets[node.value + 1];
  for (std::size_t row = 0; row < nodes; ++row) offsets[row + 1] += offsets[row];
  std::vector<std::uint64_t> next(offsets.begin(), offsets.end() - 1);
  std::vector<LinkId> links(end.size());
  for (const LinkId link : end.ids()) links[next[end[link].value]++] = link;
  return Ragged<NodeId, LinkId>(std::move(offsets), std::move(links));
}

}  // namespace

Adjacency adjacency_of(const Network& network) {
  return {links_by(network.from, network.node_count()), links_by(network.to, network.node_count())};
}

}  // namespace eveil::geo

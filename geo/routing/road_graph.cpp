// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "geo/routing/road_router.hpp"

namespace eveil::geo {

namespace {

Ragged<NodeId, Arc> arcs_of(const Ragged<NodeId, LinkId>& links,
                            const Column<LinkId, NodeId>& other_end,
                            const Column<LinkId, std::uint8_t>& usable) {
  Ragged<NodeId, Arc> arcs;
  std::vector<Arc> row;
  for (const NodeId node : links.ids()) {
    row.clear();
    for (const LinkId link : links[node]) {
      if (usable[link] != 0) row.push_back({link, other_end[link]});
    }
    arcs.push_row(row);
  }
  return arcs;
}

/// One millisecond less than the least: what makes the bounds strictly consistent.
Column<LinkId, std::uint32_t> bound_times(const Network& network) {
  Column<LinkId, std::uint32_t> times(network.link_count());
  for (const LinkId link : network.from.ids()) times[link] = least_ms(network, link) - 1;
  return times;
}

}  // namespace

RoadGraph::RoadGraph(const Network& network, std::uint8_t access)
    : network_(&network),
      adjacency_(adjacency_of(network)),
      usable_(network.link_count()),
      has_turns_(network.node_count()) {
  const bool bound = (access & access_car) != 0 && network.has_forbidden_turns();
  for (const LinkId link : network.from.ids()) {
    usable_[link] = (network.access[link] & access) == access ? 1 : 0;
    if (bound && usable_[link] != 0 && !network.forbidden_next[link].empty())
      has_turns_[network.to[link]] = 1;
  }
  leaving_ = arcs_of(adjacency_.leaving, network.to, usable_);
  entering_ = arcs_of(adjacency_.entering, network.from, usable_);
  landmarks_ = Landmarks(leaving_, entering_, bound_times(network));
}

RoadGraph::~RoadGraph() = default;

bool RoadGraph::only_way_on(LinkId link, LinkId next) const {
  const std::span<const Arc> arcs = leaving_[network_->to[link]];
  if (!has_turns(network_->to[link])) return arcs.size() == 1;
  for (const Arc& arc : arcs) {
    if (arc.link != next && !network_->forbids(link, arc.link)) return false;
  }
  return true;
}

}  // namespace eveil::geo

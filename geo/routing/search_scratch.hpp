// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/routing/road_router.hpp"
#include "geo/routing/search_heap.hpp"

namespace eveil::geo {

/// Labels of one search; a label counts only where its stamp is that of the search, so nothing is
/// cleared between searches.
///
/// All links that meet a node settle in order of (time, row), and since nobody is overtaken the
/// first of them serves every way on, but for its own U-turn. That one stays `pending` at the node
/// until the next link settles there; then the node is closed, and whatever reaches it later is of
/// no use. So links have labels, as turn rules ask, at the cost of a search over nodes.
struct RoadSearch::Scratch {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t unsettled = none - 1;
  static constexpr std::uint32_t closed = none;

  struct LinkLabel {
    std::uint32_t stamp = 0;
    std::uint32_t wanted = 0;  ///< stamp of the search that asks for this link's own time
    std::uint32_t time = 0;    ///< ms since the start
    std::uint32_t previous = none;
  };
  struct NodeLabel {
    std::uint32_t stamp = 0;
    std::uint32_t pending = unsettled;  ///< or a link, or `closed`
    std::uint32_t bound = none;         ///< ms to the target; none: not asked yet
  };

  std::vector<LinkLabel> links;
  std::vector<NodeLabel> nodes;
  SearchHeap heap;
  std::uint32_t stamp = 0;

  Scratch(std::size_t link_count, std::size_t node_count) : links(link_count), nodes(node_count) {}

  void begin() {
    heap.clear();
    if (++stamp != 0) return;
    std::fill(links.begin(), links.end(), LinkLabel());
    std::fill(nodes.begin(), nodes.end(), NodeLabel());
    stamp = 1;
  }

  NodeLabel& node(NodeId id) {
    NodeLabel& label = nodes[id.value];
    if (label.stamp != stamp) label = {stamp, unsettled, none};
    return label;
  }
  bool is_closed(NodeId id) const {
    return nodes[id.value].stamp == stamp && nodes[id.value].pending == closed;
  }
  void want(LinkId id) { links[id.value].wanted = stamp; }
  bool is_wanted(LinkId id) const { return links[id.value].wanted == stamp; }
  bool has_label(LinkId id) const { return links[id.value].stamp == stamp; }
  std::uint32_t time(LinkId id) const { return links[id.value].time; }

  /// Whether the time is better than what the link had; then it is its label.
  bool improve(LinkId id, std::uint32_t time, std::uint32_t previous) {
    LinkLabel& label = links[id.value];
    if (label.stamp == stamp && label.time <= time) return false;
    label.stamp = stamp;
    label.time = time;
    label.previous = previous;
    return true;
  }
};

/// What a search forward in time starts from.
struct RoadSearch::Start {
  LinkId from;
  TimeOfDay departure;
  Duration longest;
  const LinkTimes& times;
};

/// How far a search backwards goes: until no source is missing.
struct RoadSearch::Back {
  Duration longest;
  std::size_t missing;  ///< nodes with the bound `awaited`, and links that are wanted
};

/// A node's bound while a source at it is not reached; no time of a link is 0.
inline constexpr std::uint32_t awaited = 0;

}  // namespace eveil::geo

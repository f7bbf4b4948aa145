// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <vector>

#include "geo/network/network.hpp"
#include "geo/network/strong_parts.hpp"

namespace eveil::geo {

namespace {

/// From link to link as a car may drive on: the rule of RoadGraph::may_follow for all links open to
/// cars.
Arcs moves(const Network& network, const Adjacency& adjacency, bool with_turns) {
  Arcs arcs;
  arcs.first.push_back(0);
  for (const LinkId link : network.from.ids()) {
    LinkId back = LinkId::none();
    const std::size_t before = arcs.head.size();
    if ((network.access[link] & access_car) != 0) {
      for (const LinkId next : adjacency.leaving[network.to[link]]) {
        if ((network.access[next] & access_car) == 0) continue;
        if (with_turns && network.forbids(link, next)) continue;
        if (next == network.reverse[link]) {
          back = next;
        } else {
          arcs.head.push_back(next.value);
        }
      }
    }
    if (back.valid() && arcs.head.size() == before) arcs.head.push_back(back.value);
    arcs.first.push_back(static_cast<std::uint32_t>(arcs.head.size()));
  }
  return arcs;
}

/// 1 for the links of the strongly connected part with the greatest length, the first of equals.
std::vector<std::uint8_t> main_links(const Network& network,
                                     const Adjacency& adjacency,
                                     bool with_turns) {
  const StrongParts strong =
      strong_parts(network.link_count(), moves(network, adjacency, with_turns));
  std::vector<double> length(strong.count, 0.0);
  for (const LinkId link : network.from.ids())
    length[strong.part[link.value]] += network.length[link].value;
  const auto best =
      static_cast<std::uint32_t>(std::max_element(length.begin(), length.end()) - length.begin());
  std::vector<std::uint8_t> main(network.link_count());
  for (std::size_t row = 0; row < main.size(); ++row) main[row] = strong.part[row] == best ? 1 : 0;
  return main;
}

/// Allows the turns that touch a link which is cut off. \return how many.
std::uint64_t free_turns(Network& network, const std::vector<std::uint8_t>& cut_off) {
  Ragged<LinkId, LinkId> kept;
  std::vector<LinkId> row;
  for (const LinkId link : network.from.ids()) {
    row.clear();
    for (const LinkId next : network.forbidden_next[link]) {
      if (cut_off[link.value] == 0 && cut_off[next.value] == 0) row.push_back(next);
    }
    kept.push_row(row);
  }
  const std::size_t freed = network.forbidden_next.values().size() - kept.values().size();
  network.forbidden_next = std::move(kept);
  return freed;
}

}  // namespace

FreedTurns free_cut_off_links(Network& network) {
  FreedTurns freed;
  if (!network.has_forbidden_turns()) return freed;
  const Adjacency adjacency = adjacency_of(network);
  const std::vector<std::uint8_t> all = main_links(network, adjacency, false);
  // A turn that parts two links has an end at one of them, so every round but the last frees some.
  for (bool first = true;; first = false) {
    std::vector<std::uint8_t> cut_off = main_links(network, adjacency, true);
    for (const LinkId link : network.from.ids()) {
      std::uint8_t& cut = cut_off[link.value];
      cut = all[link.value] != 0 && cut == 0 ? 1 : 0;
      if (first && cut != 0) freed.cut_off += network.length[link];
    }
    const std::uint64_t turns = free_turns(network, cut_off);
    if (turns == 0) return freed;
    freed.turns += turns;
  }
}

}  // namespace eveil::geo

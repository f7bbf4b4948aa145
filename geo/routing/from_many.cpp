// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>

#include "geo/routing/road_router.hpp"
#include "geo/routing/search_scratch.hpp"

namespace eveil::geo {

/// The search backwards: a link's label is the time from its *start* to the target, and a node's
/// `bound` the time from there, for sources that may begin with any move. Where turns are forbidden
/// each source waits for itself (`wanted`), and the node never closes.
void RoadSearch::search_back(LinkId to, std::size_t slice, const LinkTimes& times, Back back) {
  Scratch& scratch = *scratch_;
  const Network& network = graph_->network();
  const auto relax = [&](LinkId link, NodeId tail, std::uint32_t rest) {
    if (scratch.is_closed(tail)) return;
    const std::int64_t time = static_cast<std::int64_t>(rest) + times.at(link, slice);
    if (time > back.longest.ms) return;
    const auto label = static_cast<std::uint32_t>(time);
    if (scratch.improve(link, label, Scratch::none)) scratch.heap.push(label, link.value);
  };
  relax(to, network.from[to], 0);
  while (!scratch.heap.empty() && back.missing > 0) {
    const SearchHeap::Item item = scratch.heap.pop();
    const LinkId link(item.row);
    const NodeId node = network.from[link];
    Scratch::NodeLabel& label = scratch.node(node);
    if (label.pending == Scratch::closed) continue;
    if (graph_->has_turns(node)) {
      for (const Arc& arc : graph_->entering(node)) {
        if (scratch.is_wanted(arc.link) && graph_->may_begin(arc.link, link)) {
          scratch.links[arc.link.value].wanted = 0;
          --back.missing;
        }
        if (graph_->may_follow(arc.link, link)) relax(arc.link, arc.node, item.key);
      }
      continue;
    }
    if (label.pending != Scratch::unsettled) {
      const LinkId before(label.pending);
      if (!graph_->may_follow(before, link)) continue;
      label.pending = Scratch::closed;
      relax(before, network.from[before], item.key);
      continue;
    }
    // A source may begin by a U-turn, so the first link settled here is the best for it.
    if (label.bound == awaited) --back.missing;
    label.bound = item.key;
    const LinkId turn = graph_->forbidden_before(link);
    const bool open = turn.valid() && !scratch.is_closed(network.from[turn]);
    label.pending = open ? turn.value : Scratch::closed;
    for (const Arc& arc : graph_->entering(node)) {
      if (arc.link != turn) relax(arc.link, arc.node, item.key);
    }
  }
}

void RoadSearch::from_many(std::span<const LinkId> sources,
                           const Reach& reach,
                           const LinkTimes& times,
                           std::span<Duration> travel) {
  const auto [to, when, longest] = reach;
  EVEIL_ASSERT(travel.size() == sources.size());
  std::fill(travel.begin(), travel.end(), Duration{-1});
  if (!graph_->usable(to) || longest.ms < 0) return;
  Scratch& scratch = *scratch_;
  const Network& network = graph_->network();
  scratch.begin();
  Back back{std::min(longest, search_horizon), 0};
  for (const LinkId source : sources) {
    if (!graph_->usable(source) || source == to) continue;
    if (graph_->has_turns(network.to[source])) {
      if (scratch.is_wanted(source)) continue;
      scratch.want(source);
      ++back.missing;
      continue;
    }
    Scratch::NodeLabel& label = scratch.node(network.to[source]);
    if (label.bound == awaited) continue;
    label.bound = awaited;
    ++back.missing;
  }
  search_back(to, slice_of(when), times, back);
  for (std::size_t row = 0; row < sources.size(); ++row) {
    if (!graph_->usable(sources[row])) continue;
    const NodeId node = network.to[sources[row]];
    const Scratch::NodeLabel& label = scratch.node(node);
    if (sources[row] == to) {
      travel[row] = {0};
    } else if (graph_->has_turns(node)) {
      // The best is settled, and what isn't settled is worse.
      for (const Arc& arc : graph_->leaving(node)) {
        if (!scratch.has_label(arc.link) || !graph_->may_begin(sources[row], arc.link)) continue;
        const Duration time{scratch.time(arc.link)};
        if (travel[row].ms < 0 || time < travel[row]) travel[row] = time;
      }
    } else if (label.pending != Scratch::unsettled) {
      travel[row] = {label.bound};
    }
  }
}

}  // namespace eveil::geo

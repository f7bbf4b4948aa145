// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "geo/routing/entry.hpp"
#include "geo/routing/road_router.hpp"
#include "geo/routing/search_scratch.hpp"

namespace eveil::geo {

RoadSearch::RoadSearch(const RoadGraph& graph)
    : scratch_(
          std::make_unique<Scratch>(graph.network().link_count(), graph.network().node_count())),
      graph_(&graph) {}
RoadSearch::~RoadSearch() = default;
RoadSearch::RoadSearch(RoadSearch&&) noexcept = default;

/// The one search forward in time: settles links until `settled(link)` says that it is enough.
///
/// `bound(link, head)` is never more than what is still to come from the link's end. A link whose
/// end is closed is skipped unless it is wanted for itself.
template <class Bound, class Settled>
void RoadSearch::search(const Start& start, const Bound& bound, const Settled& settled) {
  Scratch& scratch = *scratch_;
  const Network& network = graph_->network();
  const std::int64_t longest = std::min(start.longest, search_horizon).ms;

  const auto relax = [&](LinkId link, NodeId head, Entry entry, LinkId previous) {
    if (scratch.is_closed(head) && !scratch.is_wanted(link)) return;
    EVEIL_ASSERT(start.times.at(link, entry.slice) >= least_ms(network, link));
    const std::int64_t time = leave_ms(start.times, link, entry) - start.departure.ms;
    if (time > longest) return;
    const std::uint32_t to_come = bound(link, head);
    if (to_come >= static_cast<std::uint32_t>(no_way_ms)) return;
    const auto label = static_cast<std::uint32_t>(time);
    if (scratch.improve(link, label, previous.value))
      scratch.heap.push(label + to_come, link.value);
  };

  scratch.improve(start.from, 0, Scratch::none);
  scratch.heap.push(0, start.from.value);
  while (!scratch.heap.empty()) {
    const LinkId link(scratch.heap.pop().row);
    if (settled(link)) return;
    const NodeId node = network.to[link];
    Scratch::NodeLabel& label = scratch.node(node);
    if (label.pending == Scratch::closed) continue;
    const Entry entry(start.departure + Duration{scratch.time(link)});
    LinkId turn = LinkId::none();
    // Where turns are forbidden every link serves its own ways on, and the node never closes.
    const bool has_turns = graph_->has_turns(node);
    if (!has_turns) {
      if (label.pending != Scratch::unsettled) {
        const LinkId next(label.pending);
        if (!graph_->may_follow(link, next)) continue;
        label.pending = Scratch::closed;
        relax(next, network.to[next], entry, link);
        continue;
      }
      // Known before anything is relaxed: a loop at this node may serve the pending link. Where
      // that link would be skipped, nothing stays open: almost everywhere, as it leads back.
      if (link != start.from) turn = graph_->forbidden_after(link);
      const bool open =
          turn.valid() && (!scratch.is_closed(network.to[turn]) || scratch.is_wanted(turn));
      label.pending = open ? turn.value : Scratch::closed;
    }
    for (const Arc& arc : graph_->leaving(node)) {
      if (arc.link == turn) continue;
      if (has_turns && !(link == start.from ? graph_->may_begin(link, arc.link)
                                            : graph_->may_follow(link, arc.link))) {
        continue;
      }
      relax(arc.link, arc.node, entry, link);
    }
  }
}

Route RoadSearch::route_to(LinkId to, TimeOfDay departure) const {
  const Network& network = graph_->network();
  Route route;
  route.arrival = departure + Duration{scratch_->time(to)};
  for (std::uint32_t row = to.value; row != Scratch::none; row = scratch_->links[row].previous) {
    route.links.push_back(LinkId(row));
  }
  std::reverse(route.links.begin(), route.links.end());
  for (std::size_t i = 1; i < route.links.size(); ++i) {
    route.distance += network.length[route.links[i]];
  }
  return route;
}

Route RoadSearch::fastest(LinkId from,
                          LinkId to,
                          TimeOfDay departure,
                          const LinkTimes& times,
                          std::span<const LinkId> avoid) {
  if (!graph_->usable(from) || !graph_->usable(to)) return {};
  Scratch& scratch = *scratch_;
  scratch.begin();
  for (const LinkId link : avoid) {
    if (link == to) return {};
    scratch.improve(link, 0, Scratch::none);  // nothing is earlier, so nobody comes to it
  }
  scratch.want(to);
  const Network& network = graph_->network();
  const NodeId last = network.from[to];
  const std::uint32_t last_ms = least_ms(network, to) - 1;
  const Landmarks& landmarks = graph_->landmarks();
  const Landmarks::Active active = landmarks.active(network.to[from], last);
  const auto bound = [&](LinkId link, NodeId head) -> std::uint32_t {
    if (link == to) return 0;
    Scratch::NodeLabel& label = scratch.node(head);
    if (label.bound == Scratch::none) {
      label.bound = static_cast<std::uint32_t>(landmarks.bound(head, active)) + last_ms;
    }
    return label.bound;
  };
  bool found = false;
  search({from, departure, search_horizon, times}, bound, [&](LinkId link) {
    found = link == to;
    return found;
  });
  return found ? route_to(to, departure) : Route();
}

Route RoadSearch::fastest_by_dijkstra(LinkId from,
                                      LinkId to,
                                      TimeOfDay departure,
                                      const LinkTimes& times) {
  if (!graph_->usable(from) || !graph_->usable(to)) return {};
  Scratch& scratch = *scratch_;
  scratch.begin();
  scratch.improve(from, 0, Scratch::none);
  scratch.heap.push(0, from.value);
  while (!scratch.heap.empty()) {
    const SearchHeap::Item item = scratch.heap.pop();
    const LinkId link(item.row);
    if (link == to) return route_to(to, departure);
    if (item.key != scratch.time(link)) continue;
    const Entry entry(departure + Duration{item.key});
    for (const Arc& arc : graph_->leaving(graph_->network().to[link])) {
      const bool open =
          link == from ? graph_->may_begin(link, arc.link) : graph_->may_follow(link, arc.link);
      if (!open) continue;
      const std::int64_t time = leave_ms(times, arc.link, entry) - departure.ms;
      if (time > search_horizon.ms) continue;
      const auto label = static_cast<std::uint32_t>(time);
      if (scratch.improve(arc.link, label, link.value)) scratch.heap.push(label, arc.link.value);
    }
  }
  return {};
}

void RoadSearch::to_many(const Reach& reach,
                         std::span<const LinkId> targets,
                         const LinkTimes& times,
                         std::span<Duration> travel) {
  const auto [from, departure, longest] = reach;
  EVEIL_ASSERT(travel.size() == targets.size());
  std::fill(travel.begin(), travel.end(), Duration{-1});
  if (!graph_->usable(from) || longest.ms < 0) return;
  Scratch& scratch = *scratch_;
  scratch.begin();
  std::size_t missing = 0;
  for (const LinkId target : targets) {
    if (!graph_->usable(target) || scratch.is_wanted(target)) continue;
    scratch.want(target);
    ++missing;
  }
  if (missing == 0) return;
  const auto no_bound = [](LinkId, NodeId) { return 0U; };
  search({from, departure, longest, times}, no_bound, [&](LinkId link) {
    if (!scratch.is_wanted(link)) return false;
    // Settled: nobody asks any more, neither here nor to keep it open.
    scratch.links[link.value].wanted = 0;
    return --missing == 0;
  });
  for (std::size_t row = 0; row < targets.size(); ++row) {
    if (scratch.has_label(targets[row])) travel[row] = {scratch.time(targets[row])};
  }
}

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#include "geo/routing/landmarks.hpp"

#include <limits>
#include <numeric>

#include "geo/base/parallel.hpp"
#include "geo/routing/search_heap.hpp"

namespace eveil::geo {

namespace {

constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();
/// Longer times are cut here: bounds stay true, and sums stay far from overflow.
constexpr std::uint32_t longest_kept = static_cast<std::uint32_t>(no_way_ms) - 1;

/// Time from `start` to every node along `arcs` (backwards along entering arcs).
std::vector<std::uint32_t> times_from(NodeId start,
                                      const Ragged<NodeId, Arc>& arcs,
                                      const Column<LinkId, std::uint32_t>& link_ms) {
  std::vector<std::uint32_t> time(arcs.size(), unreached);
  SearchHeap heap;
  time[start.value] = 0;
  heap.push(0, start.value);
  while (!heap.empty()) {
    const SearchHeap::Item item = heap.pop();
    if (item.key != time[item.row]) continue;
    for (const Arc& arc : arcs[NodeId(item.row)]) {
      const std::uint32_t step = std::min(link_ms[arc.link], longest_kept);
      const std::uint32_t next = std::min(item.key + step, longest_kept);
      if (next >= time[arc.node.value]) continue;
      time[arc.node.value] = next;
      heap.push(next, arc.node.value);
    }
  }
  return time;
}

/// The row with the largest value below `unreached`, lowest row on a tie; rows of 0 don't count.
NodeId farthest(const std::vector<std::uint32_t>& time) {
  NodeId best = NodeId::none();
  for (std::size_t row = 0; row < time.size(); ++row) {
    if (time[row] == unreached || time[row] == 0) continue;
    if (!best.valid() || time[row] > time[best.value]) best = NodeId(row);
  }
  return best;
}

/// Where a search for landmarks begins: the first node that can be left.
NodeId first_open(const Ragged<NodeId, Arc>& leaving) {
  for (const NodeId node : leaving.ids()) {
    if (!leaving[node].empty()) return node;
  }
  return NodeId::none();
}

}  // namespace

Landmarks::Landmarks(const Ragged<NodeId, Arc>& leaving,
                     const Ragged<NodeId, Arc>& entering,
                     const Column<LinkId, std::uint32_t>& link_ms) {
  const NodeId start = first_open(leaving);
  if (!start.valid()) return;
  std::vector<NodeId> chosen;
  std::vector<std::vector<std::uint32_t>> from;
  std::vector<std::uint32_t> nearest = times_from(start, leaving, link_ms);
  NodeId next = farthest(nearest);
  nearest.assign(nearest.size(), unreached);
  while (next.valid() && chosen.size() < max_count) {
    chosen.push_back(next);
    from.push_back(times_from(next, leaving, link_ms));
    for (std::size_t row = 0; row < nearest.size(); ++row) {
      nearest[row] = std::min(nearest[row], from.back()[row]);
    }
    next = farthest(nearest);
  }
  count_ = chosen.size();
  std::vector<std::vector<std::uint32_t>> to(count_);
  parallel::for_each_row(
      count_, [&](std::size_t row) { to[row] = times_from(chosen[row], entering, link_ms); }, 1);

  const auto kept = [](std::uint32_t time) {
    return time == unreached ? no_way : static_cast<std::int32_t>(time);
  };
  pairs_.resize(leaving.size() * count_);
  for (std::size_t node = 0; node < leaving.size(); ++node) {
    for (std::size_t row = 0; row < count_; ++row) {
      pairs_[node * count_ + row] = {kept(to[row][node]), kept(from[row][node])};
    }
  }
}

Landmarks::Active Landmarks::active(NodeId from, NodeId to) const {
  std::array<std::uint32_t, max_count> order{};
  std::array<std::int32_t, max_count> bounds{};
  for (std::size_t row = 0; row < count_; ++row) bounds[row] = bound_by(row, from, to);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(),
            order.begin() + static_cast<std::ptrdiff_t>(count_),
            [&](auto a, auto b) { return bounds[a] != bounds[b] ? bounds[a] > bounds[b] : a < b; });
  Active active;
  active.count = std::min(count_, active_count);
  for (std::size_t i = 0; i < active.count; ++i) {
    const Pair pair = pairs_[to.value * count_ + order[i]];
    active.row[i] = order[i];
    active.from_target[i] = pair.to;
    active.to_target[i] = pair.from;
  }
  return active;
}

}  // namespace eveil::geo

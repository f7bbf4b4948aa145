// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/network/network.hpp"

namespace eveil::geo {

/// A usable link at a node and the node at its other end.
struct Arc {
  LinkId link;
  NodeId node;
};

/// A lower bound of this many ms or more says that there is no way.
inline constexpr std::int32_t no_way_ms = 1 << 29U;

/// Free-flow times between every node and a few far-off nodes: lower bounds by the triangle
/// inequality. Immutable, any thread.
///
///        v ────────── at least d(v,L) − d(t,L) ─────────▶ t ───▶ L
///
/// Every link counts one millisecond less than the least time it can take. So bounds are strictly
/// consistent (a move always adds at least 1 ms to time + bound), a search settles the links of a
/// node in order of (arrival, row), and ties fall as in Dijkstra's algorithm.
/// \source Goldberg, Harrelson 2005; landmarks by farthest point, lowest row on a tie.
class Landmarks {
 public:
  static constexpr std::size_t max_count = 16;
  static constexpr std::size_t active_count = 6;

  Landmarks() = default;
  /// \param link_ms  time of every link, at least 0.
  Landmarks(const Ragged<NodeId, Arc>& leaving,
            const Ragged<NodeId, Arc>& entering,
            const Column<LinkId, std::uint32_t>& link_ms);

  std::size_t count() const { return count_; }
  /// By all landmarks, at least 0.
  std::int32_t bound(NodeId from, NodeId to) const {
    std::int32_t best = 0;
    for (std::size_t row = 0; row < count_; ++row) best = std::max(best, bound_by(row, from, to));
    return best;
  }

  /// The landmarks that say most about one search, and their distances to its target.
  struct Active {
    std::size_t count = 0;
    std::array<std::uint32_t, active_count> row{};
    std::array<std::int32_t, active_count> from_target{};
    std::array<std::int32_t, active_count> to_target{};
  };
  Active active(NodeId from, NodeId to) const;
  /// The lower bound from `node` to the target of `active`, by its landmarks.
  std::int32_t bound(NodeId node, const Active& active) const {
    const Pair* pairs = pairs_.data() + node.value * count_;
    std::int32_t best = 0;
    for (std::size_t i = 0; i < active.count; ++i) {
      const Pair pair = pairs[active.row[i]];
      best = std::max({best, pair.to - active.from_target[i], active.to_target[i] - pair.from});
    }
    return best;
  }

 private:
  /// A node's time to a landmark and from it; `no_way` keeps differences beyond `no_way_ms`.
  struct Pair {
    std::int32_t to;
    std::int32_t from;
  };
  static constexpr std::int32_t no_way = 1 << 30U;

  std::int32_t bound_by(std::size_t row, NodeId from, NodeId to) const {
    const Pair a = pairs_[from.value * count_ + row];
    const Pair b = pairs_[to.value * count_ + row];
    return std::max(a.to - b.to, b.from - a.from);
  }

  std::size_t count_ = 0;
  std::vector<Pair> pairs_;  // [node * count + landmark]
};

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#include "geo/network/strong_parts.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace eveil::geo {

namespace {

constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

/// Strongly connected parts by Tarjan's algorithm with its own stack: roads go deeper than a call
/// stack. \source Tarjan 1972, Depth-first search and linear graph algorithms.
class Search {
 public:
  Search(std::size_t vertices, const Arcs& arcs)
      : result{std::vector<std::uint32_t>(vertices, unseen), 0},
        arcs_(arcs),
        index_(vertices, unseen),
        low_(vertices, 0),
        next_arc_(vertices, 0) {
    for (std::uint32_t root = 0; root < vertices; ++root) {
      if (index_[root] == unseen) search(root);
    }
  }

  StrongParts result;

 private:
  void enter(std::uint32_t vertex) {
    index_[vertex] = low_[vertex] = order_++;
    next_arc_[vertex] = arcs_.first[vertex];
    open_.push_back(vertex);
    path_.push_back(vertex);
  }

  void search(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      const std::uint32_t vertex = path_.back();
      if (next_arc_[vertex] < arcs_.first[vertex + 1]) {
        const std::uint32_t head = arcs_.head[next_arc_[vertex]++];
        if (index_[head] == unseen) {
          enter(head);
        } else if (result.part[head] == unseen) {
          low_[vertex] = std::min(low_[vertex], index_[head]);
        }
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) low_[path_.back()] = std::min(low_[path_.back()], low_[vertex]);
      if (low_[vertex] == index_[vertex]) close(vertex);
    }
  }

  void close(std::uint32_t vertex) {
    while (result.part[vertex] == unseen) {
      result.part[open_.back()] = result.count;
      open_.pop_back();
    }
    ++result.count;
  }

  const Arcs& arcs_;
  std::vector<std::uint32_t> index_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> next_arc_;
  std::vector<std::uint32_t> open_;
  std::vector<std::uint32_t> path_;
  std::uint32_t order_ = 0;
};

Arcs arcs_of(const Network& network, std::uint8_t access) {
  const auto open = [&](LinkId link) { return (network.access[link] & access) == access; };
  Arcs arcs;
  arcs.first.assign(network.node_count() + 1, 0);
  for (const LinkId link : network.from.ids()) {
    if (open(link)) ++arcs.first[network.from[link].value + 1];
  }
  std::partial_sum(arcs.first.begin(), arcs.first.end(), arcs.first.begin());
  arcs.head.resize(arcs.first.back());
  std::vector<std::uint32_t> next(arcs.first.begin(), arcs.first.end() - 1);
  for (const LinkId link : network.from.ids()) {
    if (open(link)) arcs.head[next[network.from[link].value]++] = network.to[link].value;
  }
  return arcs;
}

}  // namespace

StrongParts strong_parts(std::size_t vertices, const Arcs& arcs) {
  return std::move(Search(vertices, arcs).result);
}

Column<LinkId, std::uint8_t> main_part(const Network& network, std::uint8_t access) {
  const StrongParts strong = strong_parts(network.node_count(), arcs_of(network, access));
  std::vector<double> lengths(strong.count, 0.0);
  const auto part_of = [&](LinkId link) {
    const std::uint32_t part = strong.part[network.from[link].value];
    const bool inside = part == strong.part[network.to[link].value];
    return inside && (network.access[link] & access) == access ? part : unseen;
  };
  for (const LinkId link : network.from.ids()) {
    const std::uint32_t part = part_of(link);
    if (part != unseen) lengths[part] += network.length[link].value;
  }
  const auto best = static_cast<std::uint32_t>(std::max_element(lengths.begin(), lengths.end()) -
                                               lengths.begin());
  Column<LinkId, std::uint8_t> inside(network.link_count(), 0);
  for (const LinkId link : network.from.ids()) inside[link] = part_of(link) == best ? 1 : 0;
  return inside;
}

}  // namespace eveil::geo

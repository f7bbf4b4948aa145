// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "geo/network/pieces.hpp"

namespace eveil::geo {

namespace {

constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

/// Arcs by the vertex they leave.
struct Arcs {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> head;
};

Arcs arcs_of(std::size_t vertices, const std::vector<Piece>& pieces) {
  Arcs arcs;
  arcs.first.assign(vertices + 1, 0);
  const auto each = [&](const auto& take) {
    for (const Piece& piece : pieces) {
      if (piece.facts.open[0] != 0) take(piece.start(), piece.end());
      if (piece.facts.open[1] != 0) take(piece.end(), piece.start());
    }
  };
  each([&](std::uint32_t tail, std::uint32_t) { ++arcs.first[tail + 1]; });
  std::partial_sum(arcs.first.begin(), arcs.first.end(), arcs.first.begin());
  arcs.head.resize(arcs.first.back());
  std::vector<std::uint32_t> next(arcs.first.begin(), arcs.first.end() - 1);
  each([&](std::uint32_t tail, std::uint32_t head) { arcs.head[next[tail]++] = head; });
  return arcs;
}

/// Strongly connected parts by Tarjan's algorithm with its own stack: roads go deeper than a call
/// stack. \source Tarjan 1972, Depth-first search and linear graph algorithms.
class StrongParts {
 public:
  StrongParts(std::size_t vertices, const Arcs& arcs)
      : arcs_(arcs),
        part(vertices, unseen),
        index_(vertices, unseen),
        low_(vertices, 0),
        next_arc_(vertices, 0) {
    for (std::uint32_t root = 0; root < vertices; ++root) {
      if (index_[root] == unseen) search(root);
    }
  }

  std::uint32_t count() const { return count_; }

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
        } else if (part[head] == unseen) {
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
    while (part[vertex] == unseen) {
      part[open_.back()] = count_;
      open_.pop_back();
    }
    ++count_;
  }

  const Arcs& arcs_;

 public:
  std::vector<std::uint32_t> part;

 private:
  std::vector<std::uint32_t> index_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> next_arc_;
  std::vector<std::uint32_t> open_;
  std::vector<std::uint32_t> path_;
  std::uint32_t order_ = 0;
  std::uint32_t count_ = 0;
};

/// Vertices joined whatever the direction, by union-find with halving of paths.
class WeakParts {
 public:
  WeakParts(std::size_t vertices, const std::vector<Piece>& pieces) : above_(vertices) {
    std::iota(above_.begin(), above_.end(), 0U);
    for (const Piece& piece : pieces) above_[root(piece.start())] = root(piece.end());
  }
  std::uint32_t root(std::uint32_t vertex) {
    while (above_[vertex] != vertex) vertex = above_[vertex] = above_[above_[vertex]];
    return vertex;
  }

 private:
  std::vector<std::uint32_t> above_;
};

std::string in_km(std::int64_t mm) { return fmt::format("{:.1f}", static_cast<double>(mm) / 1e6); }

Unexpected in_pieces(const Roads& roads, std::vector<std::int64_t> lengths, std::int64_t total) {
  std::sort(lengths.begin(), lengths.end(), std::greater<>());
  std::string largest;
  for (std::size_t row = 0; row < lengths.size() && row < 5 && lengths[row] > 0; ++row) {
    largest += (row == 0 ? "" : ", ") + in_km(lengths[row]);
  }
  return bad_input(
      fmt::format("{}:{}", roads.file, roads.layer),
      fmt::format(
          "the roads are in pieces that can't be reached from each other: the largest hold {} of "
          "{} km, "
          "expected at least half in one; roads must share a vertex, equal to the last digit, "
          "where they "
          "meet (snap their ends in a GIS), and one-way directions must be those of the drawing",
          largest,
          in_km(total)));
}

}  // namespace

Expected<std::vector<Piece>> keep_strong_part(const Roads& roads,
                                              std::vector<Piece> pieces,
                                              std::vector<RoadTally>& tallies) {
  const std::size_t vertices = roads.place.size();
  const Arcs arcs = arcs_of(vertices, pieces);
  const StrongParts strong(vertices, arcs);
  std::vector<std::int64_t> lengths(strong.count(), 0);
  std::int64_t total = 0;
  for (const Piece& piece : pieces) {
    total += piece.length_mm;
    if (strong.part[piece.start()] == strong.part[piece.end()])
      lengths[strong.part[piece.start()]] += piece.length_mm;
  }
  const auto best = static_cast<std::uint32_t>(std::max_element(lengths.begin(), lengths.end()) -
                                               lengths.begin());
  if (2 * lengths[best] < total) return in_pieces(roads, std::move(lengths), total);

  WeakParts weak(vertices, pieces);
  std::uint32_t mainland = unseen;
  for (const Piece& piece : pieces) {
    if (strong.part[piece.start()] == best) mainland = weak.root(piece.start());
  }
  RoadTally island{"not_connected", "", 0, 0};
  RoadTally trap{"not_strongly_connected", "", 0, 0};
  std::vector<Piece> kept;
  for (Piece& piece : pieces) {
    if (strong.part[piece.start()] == best && strong.part[piece.end()] == best) {
      kept.push_back(std::move(piece));
      continue;
    }
    RoadTally& tally = weak.root(piece.start()) == mainland ? trap : island;
    ++tally.count;
    tally.length_mm += piece.length_mm;
  }
  for (const RoadTally& tally : {island, trap}) {
    if (tally.count > 0) tallies.push_back(tally);
  }
  return kept;
}

}  // namespace eveil::geo

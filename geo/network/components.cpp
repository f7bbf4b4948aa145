// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "geo/network/pieces.hpp"
#include "geo/network/strong_parts.hpp"

namespace eveil::geo {

namespace {

constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

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
  const StrongParts strong = strong_parts(vertices, arcs);
  std::vector<std::int64_t> lengths(strong.count, 0);
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

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

#include "geo/network/pieces.hpp"

namespace eveil::geo {

namespace {

using Vertices = std::vector<std::uint32_t>;

// Roads branch at a vertex that ends one of them or that they use more than once.
std::vector<std::uint8_t> branching(std::size_t vertices, const std::vector<Vertices>& lines) {
  std::vector<std::uint8_t> uses(vertices, 0);
  const auto use = [&](std::uint32_t vertex, int times) {
    uses[vertex] = static_cast<std::uint8_t>(std::min(2, uses[vertex] + times));
  };
  for (const Vertices& line : lines) {
    for (const std::uint32_t vertex : line) use(vertex, 1);
    use(line.front(), 2);
    use(line.back(), 2);
  }
  return uses;
}

class Cutter {
 public:
  Cutter(const Roads& roads, std::vector<std::uint8_t> uses)
      : roads_(roads), uses_(std::move(uses)) {}

  void add(const Vertices& line, const RoadFacts& facts, std::int64_t id) {
    std::size_t first = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (uses_[line[i]] < 2) continue;
      add_piece(Vertices(line.begin() + static_cast<std::ptrdiff_t>(first),
                         line.begin() + static_cast<std::ptrdiff_t>(i) + 1),
                facts,
                id);
      first = i;
    }
  }

  std::vector<Piece> finish(std::vector<RoadTally>& tallies) {
    if (loops_.count > 0) tallies.push_back(loops_);
    if (doubled_.count > 0) tallies.push_back(doubled_);
    return std::move(pieces_);
  }

 private:
  void add_piece(Vertices vertices, const RoadFacts& facts, std::int64_t id) {
    if (vertices.front() != vertices.back()) {
      add_simple({facts, id, id, std::move(vertices), 0});
      return;
    }
    // A loop becomes two links between its start and a vertex half-way: no link starts where it
    // ends.
    const auto middle = static_cast<std::ptrdiff_t>(vertices.size() / 2);
    ++loops_.count;
    loops_.length_mm += length_mm(roads_.place, vertices);
    add_simple({facts, id, id, Vertices(vertices.begin(), vertices.begin() + middle + 1), 0});
    add_simple({facts, id, id, Vertices(vertices.begin() + middle, vertices.end()), 0});
  }

  // A road drawn twice along the same vertices is one road; the second may open the other way.
  void add_simple(Piece piece) {
    piece.length_mm = std::max<std::int64_t>(1, length_mm(roads_.place, piece.vertex));
    const Vertices turned(piece.vertex.rbegin(), piece.vertex.rend());
    const auto [known, is_new] = known_.try_emplace(std::min(piece.vertex, turned), pieces_.size());
    if (is_new) {
      pieces_.push_back(std::move(piece));
      return;
    }
    Piece& first = pieces_[known->second];
    const RoadFacts facts = first.vertex == piece.vertex ? piece.facts : turned_round(piece.facts);
    bool added = false;
    for (std::size_t way = 0; way < 2; ++way) {
      if (first.facts.open[way] != 0 || facts.open[way] == 0) continue;
      first.facts.open[way] = 1;
      first.facts.speed_m_s[way] = facts.speed_m_s[way];
      first.facts.lanes[way] = facts.lanes[way];
      first.facts.capacity_veh_s[way] = facts.capacity_veh_s[way];
      added = true;
    }
    if (added) return;
    ++doubled_.count;
    doubled_.length_mm += piece.length_mm;
  }

  const Roads& roads_;
  std::vector<std::uint8_t> uses_;
  std::vector<Piece> pieces_;
  std::map<Vertices, std::size_t> known_;
  RoadTally loops_{"loop_cut_in_two", "", 0, 0};
  RoadTally doubled_{"drawn_twice", "", 0, 0};
};

}  // namespace

RoadFacts turned_round(const RoadFacts& facts) {
  RoadFacts turned = facts;
  std::swap(turned.open[0], turned.open[1]);
  std::swap(turned.speed_m_s[0], turned.speed_m_s[1]);
  std::swap(turned.lanes[0], turned.lanes[1]);
  std::swap(turned.capacity_veh_s[0], turned.capacity_veh_s[1]);
  return turned;
}

std::int64_t length_mm(const std::vector<Point>& place, const std::vector<std::uint32_t>& vertex) {
  double metres = 0.0;
  for (std::size_t i = 1; i < vertex.size(); ++i) {
    metres += distance(place[vertex[i - 1]], place[vertex[i]]).value;
  }
  return static_cast<std::int64_t>(std::floor(metres * 1000.0 + 0.5));
}

std::vector<std::uint32_t> vertices_of(const Roads& roads, std::size_t road) {
  Vertices vertices;
  for (std::uint64_t row = roads.first[road]; row < roads.first[road + 1]; ++row) {
    if (vertices.empty() || vertices.back() != roads.vertex[row])
      vertices.push_back(roads.vertex[row]);
  }
  return vertices;
}

std::vector<Piece> cut(const Roads& roads,
                       const std::vector<std::size_t>& kept,
                       const std::vector<RoadFacts>& facts,
                       std::vector<RoadTally>& tallies) {
  std::vector<Vertices> lines;
  lines.reserve(kept.size());
  for (const std::size_t road : kept) lines.push_back(vertices_of(roads, road));
  Cutter cutter(roads, branching(roads.place.size(), lines));
  for (std::size_t row = 0; row < kept.size(); ++row)
    cutter.add(lines[row], facts[row], roads.id[kept[row]]);
  return cutter.finish(tallies);
}

}  // namespace eveil::geo

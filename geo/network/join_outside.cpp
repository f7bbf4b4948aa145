// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "geo/network/pieces.hpp"

namespace eveil::geo {

namespace {

constexpr std::size_t out = 0;  // of a cut-off road: towards its end at the edge
constexpr std::size_t in = 1;
constexpr std::int64_t shortest_mm = 1000;

/// A road that ends where nothing else meets it, seen from inside: forward leads out.
struct CutOff {
  std::uint32_t vertex = 0;
  RoadFacts facts;
};

// Lesser streets end in many places that no extract has cut.
bool is_main(RoadClass road_class) { return road_class <= RoadClass::tertiary_link; }

std::vector<CutOff> cut_off_roads(std::size_t vertices, const std::vector<Piece>& pieces) {
  std::vector<std::uint8_t> met(vertices, 0);
  const auto meet = [&](std::uint32_t vertex) {
    met[vertex] = static_cast<std::uint8_t>(std::min(2, met[vertex] + 1));
  };
  for (const Piece& piece : pieces) {
    meet(piece.start());
    meet(piece.end());
  }
  std::vector<CutOff> roads;
  for (const Piece& piece : pieces) {
    if (!is_main(piece.facts.road_class)) continue;
    if (met[piece.end()] == 1) roads.push_back({piece.end(), piece.facts});
    if (met[piece.start()] == 1) roads.push_back({piece.start(), turned_round(piece.facts)});
  }
  return roads;
}

Point middle_of(const std::vector<Point>& place, const std::vector<CutOff>& roads) {
  Point sum;
  for (const CutOff& road : roads) {
    sum.x += place[road.vertex].x;
    sum.y += place[road.vertex].y;
  }
  const auto count = static_cast<double>(roads.size());
  return {sum.x / count, sum.y / count};
}

// As wide as all of them together, as fast as the fastest.
RoadFacts together(const std::vector<CutOff>& roads) {
  RoadFacts all;
  all.road_class = roads.front().facts.road_class;
  for (const CutOff& road : roads) {
    all.road_class = std::min(all.road_class, road.facts.road_class);
    all.access |= road.facts.access;
    for (const std::size_t way : {out, in}) {
      if (road.facts.open[way] == 0) continue;
      all.open[way] = 1;
      all.speed_m_s[way] = std::max(all.speed_m_s[way], road.facts.speed_m_s[way]);
      all.lanes[way] += road.facts.lanes[way];
      all.capacity_veh_s[way] += road.facts.capacity_veh_s[way];
    }
  }
  return all;
}

std::uint32_t add_vertex(Roads& roads, Point place) {
  roads.place.push_back(place);
  if (!roads.control.empty()) roads.control.push_back(0);
  return static_cast<std::uint32_t>(roads.place.size() - 1);
}

Piece straight(const Roads& roads, RoadFacts facts, std::uint32_t from, std::uint32_t to) {
  Piece piece;
  piece.facts = facts;
  piece.id = piece.end_id = outside_source_id;
  piece.vertex = {from, to};
  piece.length_mm = std::max(shortest_mm, length_mm(roads.place, piece.vertex));
  return piece;
}

Error none_to_join(const OutsideJoin& join, const std::vector<CutOff>& near) {
  const auto lead = [&](std::size_t way) {
    return std::count_if(
        near.begin(), near.end(), [way](const CutOff& road) { return road.facts.open[way] != 0; });
  };
  return {ErrorKind::bad_input,
          join.where,
          fmt::format("joins_within_m = {}: of roads of class tertiary and above that end there, "
                      "{} lead out and {} lead in, expected one of each at least; look where the "
                      "extract cuts the road off, or leave `joins_within_m` out",
                      join.within_m,
                      lead(out),
                      lead(in)),
          {}};
}

}  // namespace

Expected<void> join_outside(Roads& roads,
                            std::vector<Piece>& pieces,
                            std::vector<RoadTally>& tallies) {
  const std::vector<CutOff> all = cut_off_roads(roads.place.size(), pieces);
  std::vector<Error> errors;
  for (const OutsideJoin& join : roads.joins) {
    std::vector<CutOff> near;
    for (const CutOff& road : all) {
      if (distance(roads.place[road.vertex], join.place).value <= join.within_m)
        near.push_back(road);
    }
    const RoadFacts facts = near.empty() ? RoadFacts{} : together(near);
    if (facts.open[out] == 0 || facts.open[in] == 0) {
      errors.push_back(none_to_join(join, near));
      continue;
    }
    const std::uint32_t hub = add_vertex(roads, middle_of(roads.place, near));
    const std::uint32_t gate = add_vertex(roads, join.place);
    RoadTally tally{"joined_at_gate", join.gate, near.size(), 0};
    for (const CutOff& road : near) {
      pieces.push_back(straight(roads, road.facts, road.vertex, hub));
      tally.length_mm += pieces.back().length_mm;
    }
    pieces.push_back(straight(roads, facts, hub, gate));
    tally.length_mm += pieces.back().length_mm;
    tallies.push_back(tally);
  }
  if (!errors.empty()) return joined(std::move(errors));
  return {};
}

}  // namespace eveil::geo

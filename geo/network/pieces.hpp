// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "geo/network/roads.hpp"

namespace eveil::geo {

// The steps of build_network, each a function of the last one's result:
//   roads ─complete─▶ facts ─cut─▶ pieces ─join_outside─▶ pieces ─keep_strong_part─▶ pieces ─join─▶
//   pieces ─number─▶ network

/// What holds along a whole piece of road; by way, `forward` as its vertices run.
struct RoadFacts {
  RoadClass road_class = RoadClass::other;
  ByWay<std::uint8_t> open{};
  std::uint8_t access = 0;  ///< bits of Access
  ByWay<double> speed_m_s{};
  ByWay<float> lanes{};
  ByWay<double> capacity_veh_s{};

  bool operator==(const RoadFacts&) const = default;
};
RoadFacts turned_round(const RoadFacts& facts);

/// A stretch of road between two vertices where the network may branch.
struct Piece {
  RoadFacts facts;
  std::int64_t id = 0;      ///< of the road at its start
  std::int64_t end_id = 0;  ///< of the road at its end
  std::vector<std::uint32_t> vertex;
  std::int64_t length_mm = 0;

  std::uint32_t start() const { return vertex.front(); }
  std::uint32_t end() const { return vertex.back(); }
};

/// Lengths are whole millimetres from here on, so that joining pieces loses none.
std::int64_t length_mm(const std::vector<Point>& place, const std::vector<std::uint32_t>& vertex);

/// The vertices of a road, without those that repeat the one before.
std::vector<std::uint32_t> vertices_of(const Roads& roads, std::size_t road);

/// Who may use a road of a class where its source doesn't say: cyclists and walkers all but
/// motorways.
std::uint8_t access_of(RoadClass road_class);

/// Whether a motor vehicle may use a `highway` value at all. A layer's values have been chosen by
/// somebody: all but those known to be no roads. OpenStreetMap's have not (`bus_stop`, `virtual`,
/// `rest_area` …): only those known to be roads.
bool for_cars(std::string_view highway, bool is_osm);

/// Facts of the roads `kept`, gaps filled by the rules that complete.cpp states.
std::vector<RoadFacts> complete(const Roads& roads,
                                const std::vector<std::size_t>& kept,
                                std::vector<RoadTally>& tallies);

/// Cuts the roads `kept` at vertices that more than one of them uses or that end one; loops are cut
/// in two, roads drawn twice become one.
std::vector<Piece> cut(const Roads& roads,
                       const std::vector<std::size_t>& kept,
                       const std::vector<RoadFacts>& facts,
                       std::vector<RoadTally>& tallies);

/// Adds what joins roads beyond the edge of the extract (`Roads::joins`): those that are cut off
/// near a gate, of class tertiary and above, lead to one place in their midst, and from there to
/// the gate:
///
///     out ──▶╲
///              hub ◀──▶ gate        lengths are of straight lines; speed, lanes and capacity are
///              of
///     in ◀───╱                      the roads, of all of them together from the hub to the gate
///
/// \errors bad_input: at a gate no road leads out, or none in.
Expected<void> join_outside(Roads& roads,
                            std::vector<Piece>& pieces,
                            std::vector<RoadTally>& tallies);

/// The pieces between nodes that all reach each other, of the part with the greatest length.
/// \errors bad_input: that part holds under half of the length.
Expected<std::vector<Piece>> keep_strong_part(const Roads& roads,
                                              std::vector<Piece> pieces,
                                              std::vector<RoadTally>& tallies);

/// Joins pieces at vertices where exactly two meet and nothing changes; never into a loop.
std::vector<Piece> join(const std::vector<Piece>& pieces, std::vector<RoadTally>& tallies);

/// A network that still knows what it was made from.
struct Numbered {
  Network network;
  Column<NodeId, std::uint32_t> vertex;
  Column<LinkId, std::int64_t> first_road;  ///< id of the road at the link's start
  Column<LinkId, std::int64_t> last_road;   ///< at its end
};
/// Nodes along a Hilbert curve, links by the node they leave.
Numbered number(const Roads& roads, const std::vector<Piece>& pieces);

/// The turns of roads as turns of links: fills `forbidden_next`.
void forbid_turns(const Roads& roads, Numbered& numbered, std::vector<RoadTally>& tallies);

/// Position of a place along a Hilbert curve of order 16 over a square.
std::uint32_t hilbert_position(std::uint32_t x, std::uint32_t y);

}  // namespace eveil::geo

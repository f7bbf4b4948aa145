// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "geo/network/network.hpp"
#include "geo/network/road_source.hpp"

namespace eveil::geo {

/// The two ways along a road: as it is drawn, and against.
enum class Way : std::uint8_t { forward, backward };
template <class T>
using ByWay = std::array<T, 2>;

/// What happened to roads on the way to a network: a reason, how many source rows or pieces, and
/// their length.
struct RoadTally {
  std::string reason;
  std::string detail;  ///< for example the class and the value taken
  std::uint64_t count = 0;
  std::int64_t length_mm = 0;
};

/// A turn that cars must not take: from road to road over a vertex.
struct RoadTurn {
  std::int64_t id = 0;    ///< of the rule in the source
  std::string rule;       ///< `no_left_turn`; `only_…`: every other turn but this is forbidden
  std::int64_t from = 0;  ///< ids of roads
  std::int64_t to = 0;
  std::uint32_t via = 0;  ///< vertex

  bool only() const { return rule.starts_with("only_"); }
};

/// A gate at which the roads that end near it are joined, as they are in reality beyond the edge of
/// the extract.
struct OutsideJoin {
  std::string gate;
  Point place;  ///< as Roads::place
  double within_m = 0.0;
  std::string where;  ///< the place in the user's file, for messages
};

/// Roads as a source states them, one row a road, in the source's order; NaN where a number isn't
/// given.
///
///     vertices of road r:  vertex[first[r] .. first[r+1])   rows of `place`
///
/// Two roads meet where they name the same vertex: places that were equal to the last bit in the
/// source.
struct Roads {
  std::string file;  ///< for messages
  std::string layer;
  std::vector<std::int64_t> id;
  std::vector<std::string> highway;
  std::vector<ByWay<std::uint8_t>> open;  ///< which ways a car may take
  std::vector<ByWay<double>> speed_km_h;
  std::vector<ByWay<double>> lanes;
  std::vector<std::uint64_t> first = {0};
  std::vector<std::uint32_t> vertex;
  std::vector<Point> place;  ///< of each vertex; degrees or metres as the source has them
  std::string crs_wkt;
  bool has_direction = true;
  std::vector<std::string> credits;

  // What OpenStreetMap says beyond; without rows where another source is silent.
  bool is_osm = false;
  std::vector<std::string> closed;     ///< why no car may use the road, empty where one may
  std::vector<std::uint8_t> access;    ///< of each road, bits of Access
  std::vector<std::uint8_t> control;   ///< of each vertex, bits of Control
  std::vector<RoadTurn> turns;         ///< for cars
  std::vector<RoadTally> tallies;      ///< what was met on reading; lengths are not known yet
  std::vector<OutsideJoin> joins;      ///< what the territory's gates ask for
  LaneCapacities lane_capacity_veh_h;  ///< what the territory says of classes
  std::string newest_edit;             ///< day of the newest edit of a way: `2020-07-02`

  std::size_t size() const { return id.size(); }
};

/// Reads roads through GDAL: of an OpenStreetMap extract as read_osm_roads, else of a vector layer,
/// where a multi-line becomes one row a part.
/// \errors bad_input: as io::read_layer; an unknown key of `columns` (with the nearest); no class
/// column; a
///         direction other than 1, -1, 0 (by feature; the first twenty).
Expected<Roads> read_roads(const RoadSource& source);

/// Reads the ways with `highway` of a .osm.pbf, .osm or .osm.gz file.
///
/// - Ways meet where they share a node, seen by equal coordinates; two ways of different `layer`
///   that only pass through a place don't meet there.
/// - A barrier that stops cars parts the road at its place; where three or more roads meet it is
///   passed over and counted.
/// - Relations `type=restriction` that bind cars at all hours become `turns`; others are counted.
/// - Signals, crossings, stop and give-way signs are facts of their vertex.
///
/// \errors bad_input: as io::read_osm; no way with `highway`.
Expected<Roads> read_osm_roads(const std::string& file);

/// Reads the turn restrictions of an OpenStreetMap file for the roads read from it.
/// \pre roads' vertices are named and not yet parted.
/// \errors bad_input: as io::read_osm_relations.
Expected<void> read_osm_turns(Roads& roads);

/// Puts equal places together as one vertex, numbered in the order of their coordinates (x, then
/// y). \post roads.place is sorted, roads.vertex has a row for each of `points`.
void name_vertices(Roads& roads, std::vector<Point> points);

struct BuiltNetwork {
  Network network;
  std::vector<RoadTally> tallies;  ///< in a fixed order of reasons
};

/// Makes a routable network: keeps what cars may use, completes speed, lanes and capacity, cuts
/// roads where they meet, joins those that the extract cuts off at gates, keeps the largest
/// strongly connected part, joins roads at vertices where nothing else meets and nothing changes,
/// and numbers nodes along a Hilbert curve. Forbidden turns become pairs of links; those that would
/// cut a road off are left out and counted.
///
/// \param roads  `place` in metres of the territory's CRS. Lengths are of the plane of that CRS.
/// \errors bad_input: no road for cars; a gate without a road to join; a network in pieces of which
/// the largest holds under half the length. \threads serial; the result is a function of the input
/// alone.
Expected<BuiltNetwork> build_network(const Roads& roads);

}  // namespace eveil::geo

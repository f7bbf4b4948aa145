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

  std::size_t size() const { return id.size(); }
};

/// Reads roads through GDAL. A multi-line becomes one row a part.
/// \errors bad_input: as io::read_layer; an unknown key of `columns` (with the nearest); no class
/// column; a
///         direction other than 1, -1, 0 (by feature; the first twenty).
Expected<Roads> read_roads(const RoadSource& source);

/// What happened to roads on the way to a network: a reason, how many source rows or pieces, and
/// their length.
struct RoadTally {
  std::string reason;
  std::string detail;  ///< for example the class and the value taken
  std::uint64_t count = 0;
  std::int64_t length_mm = 0;
};

struct BuiltNetwork {
  Network network;
  std::vector<RoadTally> tallies;  ///< in a fixed order of reasons
};

/// Makes a routable network: keeps what cars may use, completes speed, lanes and capacity, cuts
/// roads where they meet, keeps the largest strongly connected part, joins roads at vertices where
/// nothing else meets and nothing changes, and numbers nodes along a Hilbert curve.
///
/// \param roads  `place` in metres of the territory's CRS. Lengths are of the plane of that CRS.
/// \errors bad_input: no road for cars; a network in pieces of which the largest holds under half
/// the length. \threads serial; the result is a function of the input alone.
Expected<BuiltNetwork> build_network(const Roads& roads);

}  // namespace eveil::geo

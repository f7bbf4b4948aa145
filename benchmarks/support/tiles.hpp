// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/network/network.hpp"

namespace eveil::benchmarks {

/// How many copies of a tile lie beside each other (x), and above each other (y).
struct TileCounts {
  std::size_t columns = 1;
  std::size_t rows = 1;
};

/// A link of a tiled network by its tile and its row among what belongs to a tile.
struct TileLink {
  std::uint32_t column = 0;
  std::uint32_t row = 0;
  std::uint32_t local = 0;  ///< a link of the tile, or from `tile_links` on one of its joints
};

/// One network many times, joined at the edges.
///
///      ┌─────────┬─────────┐     tile t = row · columns + column; link l of the tile is row t·L +
///      l, │ 2      ⇄│⇄      3 │     node n is row t·N + n: all facts are copied, places moved.
///      ├────⇅────┼────⇅────┤
///      │ 0      ⇄│⇄      1 │     A joint ⇄ is a road, both ways, from a node far east (north) in a
///      └─────────┴─────────┘     tile to one far west (south) in the next; rows after all tiles'.
///
/// Each side is cut into bands; a band may join its outermost nodes, and the bands with the
/// shortest joints do. Joints belong to the tile west or south of them. Deterministic.
class Tiles {
 public:
  Tiles(const geo::Network& tile, TileCounts counts);

  const geo::Network& network() const { return network_; }
  TileCounts counts() const { return counts_; }
  std::size_t count() const { return counts_.columns * counts_.rows; }
  std::size_t tile_links() const { return tile_links_; }
  /// Links of a tile and of all its joints: the range of `TileLink::local`.
  std::size_t local_count() const { return tile_links_ + 2 * 2 * joints_; }

  /// \pre the tile has a neighbour where `local` is a joint.
  geo::LinkId link(const TileLink& at) const;
  TileLink place_of(geo::LinkId link) const;

 private:
  struct Joint;
  void copy_tile(const geo::Network& tile, Point shift);
  void add_joints(std::size_t side, const std::vector<Joint>& joints);
  void add_road(geo::NodeId a, geo::NodeId b, Metres length);

  geo::Network network_;
  TileCounts counts_;
  std::size_t tile_nodes_ = 0;
  std::size_t tile_links_ = 0;
  bool has_turns_ = false;
  std::size_t joints_ = 0;                  // roads a side
  std::vector<std::uint32_t> first_joint_;  // [tile * 2 + side], side 0 east, 1 north
  std::vector<TileLink> joint_place_;       // of the links after all tiles'
};

}  // namespace eveil::benchmarks

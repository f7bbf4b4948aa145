// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/tiles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/base/geometry.hpp"

namespace eveil::benchmarks {

namespace {

constexpr std::size_t bands = 24;
constexpr std::size_t joints_a_side = 8;
constexpr double space_between = 200.0;  // m, from one tile's outermost node to the next tile's
constexpr double shortest_joint = 50.0;  // m

// A road between two towns.
constexpr float joint_lanes = 2.0F;
constexpr double joint_speed_km_h = 70.0;
constexpr double joint_capacity = 2000.0;  // vehicles/h

struct Box {
  Point low{1e300, 1e300};
  Point high{-1e300, -1e300};
};

Box box_of(const geo::Network& network) {
  Box box;
  for (const Point place : network.place) {
    box.low = {std::min(box.low.x, place.x), std::min(box.low.y, place.y)};
    box.high = {std::max(box.high.x, place.x), std::max(box.high.y, place.y)};
  }
  return box;
}

template <class Id, class T>
void append(Column<Id, T>& to, const Column<Id, T>& from) {
  to.raw().insert(to.raw().end(), from.begin(), from.end());
}

}  // namespace

/// Two nodes of the tile; `to` is that of the next one.
struct Tiles::Joint {
  geo::NodeId from;
  geo::NodeId to;
  Metres length;
  std::size_t band = 0;
};

Tiles::Tiles(const geo::Network& tile, TileCounts counts)
    : counts_(counts),
      tile_nodes_(tile.node_count()),
      tile_links_(tile.link_count()),
      has_turns_(tile.forbidden_next.size() > 0) {
  const Box box = box_of(tile);
  const Point pitch{box.high.x - box.low.x + space_between, box.high.y - box.low.y + space_between};
  for (std::size_t row = 0; row < counts.rows; ++row) {
    for (std::size_t column = 0; column < counts.columns; ++column) {
      copy_tile(tile, {pitch.x * static_cast<double>(column), pitch.y * static_cast<double>(row)});
    }
  }
  first_joint_.assign(count() * 2, std::numeric_limits<std::uint32_t>::max());
  for (const std::size_t side : {0, 1}) {
    const bool east = side == 0;
    // Along the side, and outwards.
    const auto along = [&](Point p) {
      return east ? (p.y - box.low.y) / pitch.y : (p.x - box.low.x) / pitch.x;
    };
    const auto outwards = [&](Point p) { return east ? p.x : p.y; };
    std::vector<Joint> best(bands);
    for (const geo::NodeId node : tile.place.ids()) {
      const Point place = tile.place[node];
      Joint& joint = best[static_cast<std::size_t>(along(place) * bands)];
      if (!joint.from.valid() || outwards(place) > outwards(tile.place[joint.from]))
        joint.from = node;
      if (!joint.to.valid() || outwards(place) < outwards(tile.place[joint.to])) joint.to = node;
    }
    std::vector<Joint> joints;
    for (std::size_t band = 0; band < bands; ++band) {
      Joint& joint = best[band];
      if (!joint.from.valid()) continue;
      Point there = tile.place[joint.to];
      (east ? there.x : there.y) += east ? pitch.x : pitch.y;
      const double apart = distance(tile.place[joint.from], there).value;
      joint.length = Metres(std::floor(std::max(shortest_joint, apart) * 1000.0 + 0.5) / 1000.0);
      joint.band = band;
      joints.push_back(joint);
    }
    std::sort(joints.begin(), joints.end(), [](const Joint& a, const Joint& b) {
      return a.length != b.length ? a.length < b.length : a.band < b.band;
    });
    if (side == 0) joints_ = std::min(joints.size(), joints_a_side);
    joints.resize(joints_, joints.front());
    add_joints(side, joints);
  }
}

void Tiles::copy_tile(const geo::Network& tile, Point shift) {
  const auto moved = [&](Point p) { return Point{p.x + shift.x, p.y + shift.y}; };
  const std::size_t first_node = network_.node_count();
  const std::size_t first_link = network_.link_count();
  for (const Point place : tile.place) network_.place.push_back(moved(place));
  append(network_.control, tile.control);
  for (const geo::LinkId link : tile.from.ids()) {
    network_.from.push_back(geo::NodeId(first_node + tile.from[link].value));
    network_.to.push_back(geo::NodeId(first_node + tile.to[link].value));
    const geo::LinkId reverse = tile.reverse[link];
    network_.reverse.push_back(reverse.valid() ? geo::LinkId(first_link + reverse.value) : reverse);
  }
  append(network_.length, tile.length);
  append(network_.free_speed, tile.free_speed);
  append(network_.lanes, tile.lanes);
  append(network_.capacity, tile.capacity);
  append(network_.road_class, tile.road_class);
  append(network_.access, tile.access);
  append(network_.source_id, tile.source_id);
  std::vector<Point> shape;
  for (const geo::LinkId link : tile.shape.ids()) {
    shape.clear();
    for (const Point p : tile.shape[link]) shape.push_back(moved(p));
    network_.shape.push_row(shape);
  }
  std::vector<geo::LinkId> next;
  for (const geo::LinkId link : tile.forbidden_next.ids()) {
    next.clear();
    for (const geo::LinkId other : tile.forbidden_next[link]) {
      next.emplace_back(first_link + other.value);
    }
    network_.forbidden_next.push_row(next);
  }
}

void Tiles::add_joints(std::size_t side, const std::vector<Joint>& joints) {
  for (std::uint32_t row = 0; row < counts_.rows; ++row) {
    for (std::uint32_t column = 0; column < counts_.columns; ++column) {
      const std::size_t next_column = column + (side == 0 ? 1 : 0);
      const std::size_t next_row = row + (side == 0 ? 0 : 1);
      if (next_column == counts_.columns || next_row == counts_.rows) continue;
      const std::size_t tile = row * counts_.columns + column;
      const std::size_t next = next_row * counts_.columns + next_column;
      first_joint_[tile * 2 + side] = static_cast<std::uint32_t>(network_.link_count());
      for (const Joint& joint : joints) {
        add_road(geo::NodeId(tile * tile_nodes_ + joint.from.value),
                 geo::NodeId(next * tile_nodes_ + joint.to.value),
                 joint.length);
      }
      for (std::size_t link = 0; link < 2 * joints.size(); ++link) {
        const std::size_t local = tile_links_ + side * 2 * joints_ + link;
        joint_place_.push_back({column, row, static_cast<std::uint32_t>(local)});
      }
    }
  }
}

void Tiles::add_road(geo::NodeId a, geo::NodeId b, Metres length) {
  const std::size_t first = network_.link_count();
  for (const bool back : {false, true}) {
    const Point ends[] = {network_.place[back ? b : a], network_.place[back ? a : b]};
    network_.from.push_back(back ? b : a);
    network_.to.push_back(back ? a : b);
    network_.reverse.push_back(geo::LinkId(back ? first : first + 1));
    network_.length.push_back(length);
    network_.free_speed.push_back(kilometres_per_hour(joint_speed_km_h));
    network_.lanes.push_back(joint_lanes);
    network_.capacity.push_back(vehicles_per_hour(joint_capacity));
    network_.road_class.push_back(geo::RoadClass::secondary);
    network_.access.push_back(geo::access_car | geo::access_bus);
    network_.source_id.push_back(0);
    network_.shape.push_row(ends);
    if (has_turns_) network_.forbidden_next.push_row({});
  }
}

geo::LinkId Tiles::link(const TileLink& at) const {
  const std::size_t tile = at.row * counts_.columns + at.column;
  if (at.local < tile_links_) return geo::LinkId(tile * tile_links_ + at.local);
  const std::size_t joint = at.local - tile_links_;
  const std::size_t side = joint / (2 * joints_);
  EVEIL_ASSERT(first_joint_[tile * 2 + side] != std::numeric_limits<std::uint32_t>::max());
  return geo::LinkId(first_joint_[tile * 2 + side] + joint % (2 * joints_));
}

TileLink Tiles::place_of(geo::LinkId link) const {
  const std::size_t of_tiles = count() * tile_links_;
  if (link.value >= of_tiles) return joint_place_[link.value - of_tiles];
  const std::size_t tile = link.value / tile_links_;
  return {static_cast<std::uint32_t>(tile % counts_.columns),
          static_cast<std::uint32_t>(tile / counts_.columns),
          static_cast<std::uint32_t>(link.value % tile_links_)};
}

}  // namespace eveil::benchmarks

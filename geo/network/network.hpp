// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"

namespace eveil::geo {

using NodeId = Index<struct NodeTag>;
using LinkId = Index<struct LinkTag>;

/// `Network::source_id` of links that no source has: where roads meet beyond the extract.
inline constexpr std::int64_t outside_source_id = -1;

/// OpenStreetMap's `highway` values that a motor vehicle may use, main to minor.
enum class RoadClass : std::uint8_t {
  motorway,
  motorway_link,
  trunk,
  trunk_link,
  primary,
  primary_link,
  secondary,
  secondary_link,
  tertiary,
  tertiary_link,
  unclassified,
  residential,
  living_street,
  service,
  track,
  other,
};
inline constexpr std::size_t road_class_count = 16;
std::string_view name_of(RoadClass road_class);
/// The class of a `highway` value; `other` for a value that isn't listed.
RoadClass road_class_of(std::string_view highway);

/// Bits of `Network::access`.
enum Access : std::uint8_t { access_car = 1, access_bus = 2, access_bicycle = 4, access_walk = 8 };

/// Bits of `Network::control`: what stands at a node.
enum Control : std::uint8_t {
  control_signals = 1,
  control_crossing = 2,  ///< of people on foot
  control_stop = 4,
  control_give_way = 8,
  control_roundabout = 16,  ///< the node is on one
};

/// The directed road network: nodes are places where roads meet or end, links run from one to
/// another.
///
///        shape of link 0 (from .. to, both ends included)
///     0 ───────•───────▶ 1
///     0 ◀──────•──────── 1     a two-way road is two links, each other's `reverse`
///
/// Invariants (`check_network`): ends exist, length > 0, free speed > 0, lanes > 0, capacity > 0,
/// shape's ends are the nodes' places, `reverse` is symmetric or none,
/// `control` has a row for each node or none, `forbidden_next` one for each link or none: links
/// that leave the end of theirs, in rising order; `node_name` and `link_name` have a row for each
/// or none.
struct Network {
  Column<NodeId, Point> place;
  Column<NodeId, std::uint8_t> control;   ///< bits of Control; no rows: not known of any node
  Column<NodeId, std::string> node_name;  ///< in a source that is a network itself; else no rows

  Column<LinkId, NodeId> from;
  Column<LinkId, NodeId> to;
  Column<LinkId, LinkId> reverse;  ///< the same road the other way, or none
  Column<LinkId, Metres> length;   ///< rounded to 1 mm
  Column<LinkId, MetresPerSecond> free_speed;
  Column<LinkId, float> lanes;                 ///< in this direction
  Column<LinkId, VehiclesPerSecond> capacity;  ///< of all lanes together
  Column<LinkId, RoadClass> road_class;
  Column<LinkId, std::uint8_t> access;     ///< bits of Access
  Column<LinkId, std::int64_t> source_id;  ///< id of the (first) way in the source
  Ragged<LinkId, Point> shape;
  /// The links that a car must not take next, in rising order; no rows: no turn is forbidden.
  /// Buses, bicycles and people on foot are not bound by it.
  Ragged<LinkId, LinkId> forbidden_next;
  /// In a source that is a network itself and is kept as it stands: nothing is cut, joined or left
  /// out, and parts of it may not reach each other. Else no rows.
  Column<LinkId, std::string> link_name;

  std::size_t node_count() const { return place.size(); }
  std::size_t link_count() const { return from.size(); }
  bool as_it_stands() const { return !link_name.empty(); }
  bool has_forbidden_turns() const { return !forbidden_next.values().empty(); }
  /// Whether a car must not go on from `link` to `next`. \pre both exist.
  bool forbids(LinkId link, LinkId next) const {
    if (!has_forbidden_turns()) return false;
    for (const LinkId other : forbidden_next[link]) {
      if (other == next) return true;
    }
    return false;
  }
};

/// Whether a link is a piece of a roundabout: one way, from a node on one to another.
inline bool on_roundabout(const Network& network, LinkId link) {
  if (network.control.empty() || network.reverse[link].valid()) return false;
  return (network.control[network.from[link]] & network.control[network.to[link]] &
          control_roundabout) != 0;
}

/// Links by node: `leaving[n]` and `entering[n]`, each in link order.
struct Adjacency {
  Ragged<NodeId, LinkId> leaving;
  Ragged<NodeId, LinkId> entering;
};
Adjacency adjacency_of(const Network& network);

/// Allows again those forbidden turns that keep a car from some link, or at it for good: where all
/// links reach each other without them (U-turns only where there is no other way on), they do so
/// with those that are left. \return how many were taken out, and the length of the links.
struct FreedTurns {
  std::uint64_t turns = 0;
  Metres cut_off;
};
FreedTurns free_cut_off_links(Network& network);

/// Every broken invariant as an error that names the link by its row and source id; several at
/// once.
Expected<void> check_network(const Network& network);

}  // namespace eveil::geo

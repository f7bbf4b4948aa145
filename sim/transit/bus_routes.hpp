// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/transit/timetable.hpp"
#include "sim/transit/stop_links.hpp"

namespace eveil::sim {

/// Why a vehicle keeps the timetable from a stop to the next, whatever the roads do.
enum class OffRoad : std::uint8_t {
  no,             ///< it is on the road
  other_vehicle,  ///< no bus, trolleybus or coach
  stop_off_road,  ///< no road that buses may use is near enough to one of the two stops
  no_way,         ///< there is none between them
  detour,         ///< it is too long for the straight line
};
inline constexpr std::size_t off_road_count = 5;

/// \source assumptions of this project.
struct BusRouteParameters {
  StopLinkParameters stops;
  /// A way is too long where it is over `detour` times the straight line and `detour_extra`: there
  /// the bus has a road of its own that the network doesn't know.
  double detour = 3.0;
  Metres detour_extra{500.0};
  /// A metre between a stop and its road counts as so much of the way.
  Duration per_metre_off{1000};
};

/// The ways of buses on the roads, from stop to stop of each pattern.
///
/// A stop is at the end of one of the links near it: those by which the pattern is driven in the
/// least time of free flow, as far as its stops lie on the roads. Patterns with the same stops are
/// sought once. Immutable.
class BusRoutes {
 public:
  /// No bus is on the road.
  BusRoutes() = default;
  /// \threads parallel over sequences of stops; the same ways at any thread count.
  BusRoutes(const geo::Network& network,
            const geo::Timetable& timetable,
            const BusRouteParameters& parameters = {});

  /// Of the way from the stop at `position` to the next. \pre there is a next stop.
  OffRoad cause(geo::PatternId pattern, std::size_t position) const {
    const bool known = pattern.value < first_way_.size() && first_way_[pattern] != none;
    return known ? cause_[WayId(first_way_[pattern] + position)] : OffRoad::other_vehicle;
  }
  /// From the stop at `position` to the next: first the link at whose end the bus stands; alone
  /// where the next stop is there too. \pre its cause is `no`.
  std::span<const geo::LinkId> way(geo::PatternId pattern, std::size_t position) const {
    return ways_[WayId(first_way_[pattern] + position)];
  }
  /// Whether some way of the pattern is on the road.
  bool on_road(geo::PatternId pattern) const {
    return pattern.value < on_road_.size() && on_road_[pattern] != 0;
  }
  bool any() const;

 private:
  using WayId = Index<struct BusWayTag>;
  static constexpr std::uint32_t none = 0xffffffffU;

  Column<geo::PatternId, std::uint32_t> first_way_;  ///< or none: no bus
  Column<geo::PatternId, std::uint8_t> on_road_;
  Column<WayId, OffRoad> cause_;
  Ragged<WayId, geo::LinkId> ways_;
};

/// The buses of a day, and the ways of their trips from stop to stop.
struct BusCounts {
  std::uint64_t trips = 0;
  std::uint64_t on_road = 0;  ///< of them, with some way on the road
  std::array<std::uint64_t, off_road_count> ways{};
};
BusCounts count_buses(const BusRoutes& routes, const geo::Timetable& timetable);

/// One sentence: how many trips of buses are on the road, and why the rest isn't.
std::string describe(const BusCounts& buses);

}  // namespace eveil::sim

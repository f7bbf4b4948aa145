// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "benchmarks/support/route_pool.hpp"
#include "benchmarks/support/tiles.hpp"
#include "geo/base/units.hpp"

namespace eveil::benchmarks {

/// The share of a day's trips that depart in its busiest hour.
double busiest_hour_share();

/// A route of the pool, and the tile that its south-western one becomes.
struct PlacedRoute {
  std::uint32_t route = 0;
  std::uint32_t column = 0;
  std::uint32_t row = 0;
};

/// Keyed car trips with fixed routes over a working day, in the order of their departures; nothing
/// is stored a trip. Any thread.
class Demand {
 public:
  /// \pre `pool` was made with tiles of the same tile. Both must outlive it.
  Demand(const Tiles& tiles, const RoutePool& pool, std::uint64_t trips, std::uint64_t seed = 1);

  const Tiles& tiles() const { return tiles_; }
  std::uint64_t trips() const { return trips_; }
  /// Steps of the longest route of the pool.
  std::size_t longest_route() const;
  /// Never falls with the trip's row.
  TimeOfDay departure(std::uint64_t trip) const;
  /// The first trip that departs at `time` or later.
  std::uint64_t first_from(TimeOfDay time) const;
  /// A route of the pool and a tile in which it fits, both keyed.
  PlacedRoute choice(std::uint64_t trip) const;
  void links_of(const PlacedRoute& route, std::vector<geo::LinkId>& links) const;
  void route(std::uint64_t trip, std::vector<geo::LinkId>& links) const {
    links_of(choice(trip), links);
  }

 private:
  const Tiles& tiles_;
  const RoutePool& pool_;
  std::uint64_t trips_;
  std::uint64_t seed_;
};

}  // namespace eveil::benchmarks

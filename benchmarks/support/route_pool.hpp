// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "benchmarks/support/tiles.hpp"
#include "geo/base/error.hpp"

namespace eveil::benchmarks {

/// What the routes of a pool must be like.
struct PoolWish {
  std::size_t routes = 10'000;
  std::size_t shortest = 5;  ///< in links entered; lengths are drawn evenly between the two
  std::size_t longest = 45;
  double peak_trips = 0.0;  ///< that depart in a tile in the busiest hour, over all routes
  double filling = 0.6;     ///< of a link's capacity in that hour that all routes may ask for
  std::uint64_t seed = 1;
};

/// Routes over 1 × 1 to 2 × 2 tiles that fit anywhere in a tiled network.
///
/// Step = local link + local_count · (column + 2 · row), of the tile counted from the route's
/// south-western one.
struct RoutePool {
  struct Span {
    std::uint8_t columns = 1;
    std::uint8_t rows = 1;
  };
  std::vector<std::uint64_t> first = {0};  ///< route r: steps first[r] .. first[r+1]
  std::vector<std::uint32_t> step;
  std::vector<Span> span;
  std::vector<double> asked;  ///< by local link: vehicles in the busiest hour

  std::size_t size() const { return span.size(); }
};

/// Pieces of fastest routes between keyed ends, by link times that rise with what earlier routes
/// ask; a piece with which a link would be asked for too much isn't taken.
///
/// \param pattern  2 × 2 tiles
/// \errors failed: the roads can't carry so many trips.
/// \threads parallel over searches; the same bytes at any number of threads.
Expected<RoutePool> make_route_pool(const Tiles& pattern, const PoolWish& wish);

}  // namespace eveil::benchmarks

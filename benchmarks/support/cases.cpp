// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/cases.hpp"

#include <utility>

#include "benchmarks/support/montpellier.hpp"

namespace eveil::benchmarks {

Expected<Case> make_case(const CaseFacts& facts,
                         std::uint64_t trips,
                         double filling,
                         const std::filesystem::path& shared) {
  EVEIL_TRY(const geo::Network tile, montpellier(shared));
  PoolWish wish;
  wish.shortest = facts.shortest;
  wish.longest = facts.longest;
  wish.filling = filling;
  wish.peak_trips = static_cast<double>(facts.trips) * busiest_hour_share() /
                    static_cast<double>(facts.tiles.columns * facts.tiles.rows);
  EVEIL_TRY(RoutePool pool, make_route_pool(Tiles(tile, {2, 2}), wish));
  Case made;
  made.name = facts.name;
  made.tiles = std::make_unique<const Tiles>(tile, facts.tiles);
  made.pool = std::make_unique<const RoutePool>(std::move(pool));
  made.demand = std::make_unique<const Demand>(*made.tiles, *made.pool, trips);
  return made;
}

}  // namespace eveil::benchmarks

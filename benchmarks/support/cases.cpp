// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/cases.hpp"

#include <utility>

#include "benchmarks/support/montpellier.hpp"
#include "benchmarks/support/pool_file.hpp"

namespace eveil::benchmarks {

Expected<Case> make_case(const CaseFacts& facts, const CaseWish& wish) {
  EVEIL_TRY(const geo::Network tile, montpellier(wish.shared));
  PoolWish routes;
  routes.shortest = facts.shortest;
  routes.longest = facts.longest;
  routes.filling = wish.filling;
  routes.peak_trips = static_cast<double>(facts.trips) * busiest_hour_share() /
                      static_cast<double>(facts.tiles.columns * facts.tiles.rows);
  const Tiles pattern(tile, {2, 2});
  EVEIL_TRY(RoutePool pool,
            wish.routes.empty() ? make_route_pool(pattern, routes)
                                : kept_route_pool(wish.routes, pattern, routes));
  Case made;
  made.name = facts.name;
  made.tiles = std::make_unique<const Tiles>(tile, facts.tiles);
  made.pool = std::make_unique<const RoutePool>(std::move(pool));
  made.demand = std::make_unique<const Demand>(*made.tiles, *made.pool, wish.trips);
  return made;
}

}  // namespace eveil::benchmarks

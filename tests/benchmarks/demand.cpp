// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/demand.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "benchmarks/support/drive.hpp"
#include "benchmarks/support/pool_file.hpp"
#include "geo/base/parallel.hpp"
#include "tests/benchmarks/town.hpp"

using namespace eveil;
using namespace eveil::benchmarks;
using eveil::tests::town;

namespace {

constexpr std::uint64_t trip_count = 20'000;

// 10,000 trips a tile, of 940 in the busiest hour, of 10 links: 42 of 900 vehicles/h a link.
PoolWish wish() {
  PoolWish wish;
  wish.routes = 500;
  wish.shortest = 5;
  wish.longest = 15;
  wish.peak_trips = 10'000 * busiest_hour_share();
  return wish;
}

struct Made {
  Tiles tiles{town(), {2, 1}};
  RoutePool pool;
  Demand demand;

  Made()
      : pool(make_route_pool(Tiles(town(), {2, 2}), wish()).value()),
        demand(tiles, pool, trip_count) {}
};

}  // namespace

TEST_CASE("the demand of a tiled network is the same at any number of threads",
          "[benchmarks][demand]") {
  const Tiles pattern(town(), {2, 2});
  std::vector<std::uint32_t> steps[2];
  for (const std::size_t threads : {1, 4}) {
    const parallel::ThreadLimit limit(threads);
    auto pool = make_route_pool(pattern, wish());
    REQUIRE(pool);
    steps[threads == 1 ? 0 : 1] = pool->step;
  }
  CHECK(steps[0].size() > 4000);
  CHECK(steps[0] == steps[1]);
}

TEST_CASE(
    "keyed trips depart in order, drive connected routes of the wanted length, and ask no "
    "link for more than it carries",
    "[benchmarks][demand]") {
  const Made made;
  const geo::Network& network = made.tiles.network();
  std::vector<geo::LinkId> route;
  std::vector<int> asked(network.link_count() * 27);  // by link and hour of departure
  TimeOfDay last = day_start;
  std::size_t entered = 0;
  std::size_t crossing = 0;
  for (std::uint64_t trip = 0; trip < trip_count; ++trip) {
    const TimeOfDay at = made.demand.departure(trip);
    REQUIRE(at >= last);
    REQUIRE(at < day_end);
    last = at;
    made.demand.route(trip, route);
    REQUIRE(route.size() >= 6);
    REQUIRE(route.size() <= 16);
    for (std::size_t row = 1; row < route.size(); ++row) {
      REQUIRE(network.to[route[row - 1]] == network.from[route[row]]);
    }
    const auto hour = static_cast<std::size_t>((at - day_start).ms / 3'600'000);
    for (const geo::LinkId link : route) ++asked[std::size_t{link.value} * 27 + hour];
    entered += route.size() - 1;
    crossing +=
        made.tiles.place_of(route.front()).column != made.tiles.place_of(route.back()).column ? 1
                                                                                              : 0;
  }
  // Drawn evenly from 5 to 15; longer ones are more often of two rows of tiles, and don't fit here.
  CHECK(static_cast<double>(entered) / trip_count > 8.0);
  CHECK(static_cast<double>(entered) / trip_count < 10.0);
  CHECK(crossing > 0);
  CHECK(*std::max_element(asked.begin(), asked.end()) < 900);
  // 9.4 % of them from 17:00 until 18:00.
  const std::uint64_t busiest =
      made.demand.first_from(time_of_day(18)) - made.demand.first_from(time_of_day(17));
  CHECK(static_cast<double>(busiest) == Approx(0.094 * trip_count).margin(2.0));
}

TEST_CASE("routes kept in a file are those that were made; a file of others is refused",
          "[benchmarks][demand]") {
  const Tiles pattern(town(), {2, 2});
  const std::filesystem::path file = "kept.routes";
  std::filesystem::remove(file);
  const auto made = kept_route_pool(file, pattern, wish());
  REQUIRE(made);
  const auto read = kept_route_pool(file, pattern, wish());
  REQUIRE(read);
  CHECK(read->step == made->step);
  CHECK(read->first == made->first);
  CHECK(read->asked == made->asked);
  PoolWish other = wish();
  other.longest = 16;
  const auto refused = kept_route_pool(file, pattern, other);
  REQUIRE_FALSE(refused);
  CHECK_THAT(describe(refused.error()), Catch::Matchers::Contains("kept.routes"));
  std::filesystem::remove(file);
}

TEST_CASE("roads that can't carry the demand are refused, with what they can",
          "[benchmarks][demand]") {
  PoolWish much = wish();
  // Of 10 links each, more than 224 + 32 links of 900 vehicles/h can carry.
  much.peak_trips = 40'000.0;
  const auto pool = make_route_pool(Tiles(town(), {2, 2}), much);
  REQUIRE_FALSE(pool);
  CHECK_THAT(describe(pool.error()), Catch::Matchers::Contains("of 500 routes"));
}

TEST_CASE(
    "bare queues let everybody arrive after the free times of the links; the engine lets all "
    "arrive that they do",
    "[benchmarks][demand]") {
  const Made made;
  BareQueues queues(made.tiles.network(), trip_count * 16);
  BareRoad bare(queues);
  const DayDriven day = drive(made.demand, bare);
  CHECK(queues.arrived() == trip_count);
  CHECK(queues.entries() == day.links_asked);
  CHECK(queues.answer() == day.free_answer);

  const geo::Adjacency adjacency = geo::adjacency_of(made.tiles.network());
  sim::Traffic traffic(made.tiles.network(), adjacency, {});
  EngineRoad engine(traffic);
  const DayDriven driven = drive(made.demand, engine);
  CHECK(driven.links_asked == day.links_asked);
  CHECK(traffic.quality().link_entries == day.links_asked);
  CHECK(traffic.quality().forced_moves == 0);
  CHECK(engine.arrived() == trip_count);
  CHECK(engine.arrival_ms() >= day.free_arrivals);
}

// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/tiles.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "geo/network/strong_parts.hpp"
#include "tests/benchmarks/town.hpp"

using namespace eveil;
using namespace eveil::benchmarks;
using eveil::tests::town;

TEST_CASE("a tiled network is sound, and strongly connected as its tile is",
          "[benchmarks][tiles]") {
  const Tiles tiles(town(), {3, 2});
  const auto sound = geo::check_network(tiles.network());
  INFO((sound ? std::string() : describe(sound.error())));
  CHECK(sound);
  std::size_t connected = 0;
  for (const std::uint8_t in : geo::main_part(tiles.network(), geo::access_car)) connected += in;
  CHECK(connected == tiles.network().link_count());
}

TEST_CASE("a tiled network has every tile's links, and roads between neighbours",
          "[benchmarks][tiles]") {
  const geo::Network tile = town();
  const Tiles tiles(tile, {3, 2});
  // 8 x 8 crossings: 2 · 7 · 8 roads, both ways; 8 roads across each of 2 · 2 + 3 borders.
  REQUIRE(tile.link_count() == 224);
  REQUIRE(tiles.network().link_count() == 6 * 224 + 7 * 16);
  CHECK(tiles.local_count() == 224 + 2 * 16);
  for (const geo::LinkId link : tiles.network().from.ids()) {
    const TileLink place = tiles.place_of(link);
    REQUIRE(tiles.link(place) == link);
    if (place.local >= tiles.tile_links()) {
      // From the last crossing of a tile to the first of the next, 200 m apart.
      CHECK(tiles.network().length[link].value == Approx(200.0));
      continue;
    }
    const geo::LinkId from(std::size_t{place.local});
    CHECK(tiles.network().length[link] == tile.length[from]);
    CHECK(tiles.network().capacity[link] == tile.capacity[from]);
    CHECK(tiles.network().free_speed[link] == tile.free_speed[from]);
    CHECK(tiles.network().lanes[link] == tile.lanes[from]);
  }
}

TEST_CASE("forbidden turns are copied into every tile", "[benchmarks][tiles]") {
  geo::Network tile = town();
  // From the first road east no turn back.
  for (const geo::LinkId link : tile.from.ids()) {
    const geo::LinkId none[] = {tile.reverse[link]};
    tile.forbidden_next.push_row({none, link.value == 0 ? std::size_t{1} : std::size_t{0}});
  }
  REQUIRE(geo::check_network(tile));
  const Tiles tiles(tile, {2, 1});
  CHECK(geo::check_network(tiles.network()));
  for (const std::uint32_t column : {0U, 1U}) {
    CHECK(tiles.network().forbids(tiles.link({column, 0, 0}),
                                  tiles.link({column, 0, tile.reverse[geo::LinkId(0)].value})));
  }
}

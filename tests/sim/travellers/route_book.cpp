// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/route_book.hpp"

#include <catch2/catch.hpp>

using namespace eveil;
using scenarios::TripId;

namespace {

std::vector<geo::LinkId> links(std::initializer_list<std::size_t> rows) {
  std::vector<geo::LinkId> route;
  for (const std::size_t row : rows) route.emplace_back(row);
  return route;
}

bool holds(const sim::RouteBook& book, std::size_t trip, std::initializer_list<std::size_t> rows) {
  const auto known = book[TripId(trip)];
  return std::vector<geo::LinkId>(known.begin(), known.end()) == links(rows);
}

}  // namespace

TEST_CASE("routes replaced by longer and shorter ones read back, also after closing holes",
          "[travellers][routes]") {
  sim::RouteBook book(3);
  book.put(TripId(std::size_t{0}), links({1, 2, 3}));
  book.put(TripId(std::size_t{2}), links({4, 5}));
  book.put(TripId(std::size_t{0}), links({9}));
  book.put(TripId(std::size_t{2}), links({6, 7, 8}));
  REQUIRE(holds(book, 0, {9}));
  REQUIRE_FALSE(book.known(TripId(std::size_t{1})));
  REQUIRE(holds(book, 2, {6, 7, 8}));
  book.compact();
  REQUIRE(book.links().size() == 4);
  REQUIRE(holds(book, 0, {9}));
  REQUIRE(holds(book, 2, {6, 7, 8}));
}

// SPDX-License-Identifier: Apache-2.0
#include "geo/base/index.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <type_traits>
#include <vector>

using namespace eveil;

namespace {

using LinkId = Index<struct LinkTag>;
using NodeId = Index<struct NodeTag>;

}  // namespace

TEST_CASE("an id that was never set names no row", "[base][index]") {
  CHECK_FALSE(LinkId().valid());
  CHECK(LinkId() == LinkId::none());
  CHECK(LinkId(0).valid());
  CHECK(LinkId(3) < LinkId(4));
  CHECK(LinkId(4) < LinkId::none());
  STATIC_REQUIRE_FALSE(std::is_convertible_v<LinkId, std::uint32_t>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<LinkId, NodeId>);
  STATIC_REQUIRE(sizeof(LinkId) == 4);
}

TEST_CASE("a column hands out its rows' ids in order", "[base][index]") {
  Column<LinkId, double> length;
  CHECK(length.empty());
  CHECK(length.push_back(10.0) == LinkId(0));
  CHECK(length.push_back(20.0) == LinkId(1));
  double total = 0.0;
  std::vector<std::uint32_t> rows;
  for (const LinkId link : length.ids()) {
    total += length[link];
    rows.push_back(link.value);
  }
  CHECK(total == 30.0);
  CHECK(rows == std::vector<std::uint32_t>{0, 1});
  length[LinkId(1)] = 5.0;
  CHECK(length.raw() == std::vector<double>{10.0, 5.0});
}

//     offsets  0    2  2      5
//     values   1 2     3 4 5
TEST_CASE("a ragged column keeps rows of any length, empty ones too", "[base][index]") {
  Ragged<NodeId, int> turns;
  CHECK(turns.size() == 0);
  CHECK(turns.push_row(std::vector<int>{1, 2}) == NodeId(0));
  CHECK(turns.push_row(std::vector<int>{}) == NodeId(1));
  CHECK(turns.push_row(std::vector<int>{3, 4, 5}) == NodeId(2));
  CHECK(turns.size() == 3);
  CHECK(turns[NodeId(1)].empty());
  CHECK(std::vector<int>(turns[NodeId(2)].begin(), turns[NodeId(2)].end()) ==
        std::vector<int>{3, 4, 5});
  CHECK(turns.offsets() == std::vector<std::uint64_t>{0, 2, 2, 5});
  turns[NodeId(0)][1] = 7;
  const Ragged<NodeId, int> again(turns.offsets(), turns.values());
  CHECK(again[NodeId(0)][1] == 7);
}

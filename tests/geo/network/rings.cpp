// SPDX-License-Identifier: Apache-2.0
#include "geo/network/rings.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/ascii_network.hpp"

using namespace eveil;
using namespace eveil::geo;
using eveil::tests::network_of;

namespace {

/// The links on rings, in their order: `AB BC`.
std::string on_rings(const tests::AsciiNetwork& drawn, const std::string& names) {
  const auto rings = rings_of(drawn.network, adjacency_of(drawn.network));
  std::string found;
  for (std::size_t at = 0; at + 1 < names.size(); at += 3) {
    const std::string name = names.substr(at, 2);
    if (rings[drawn.link(name)] != 0) found += name + " ";
  }
  return found;
}

/// Two divided roads that cross: the square A B C D inside, the carriageways around.
std::string crossing(int metres) {
  const std::string side = std::to_string(metres) + " m 50 km/h\n";
  return R"(
      N M
    W B A E
    V C D F
      S T
)"
         "A>B " +
         side + "B>C " + side + "C>D " + side + "D>A " + side + R"(E>A 200 m 50 km/h
B>W 200 m 50 km/h
N>B 200 m 50 km/h
C>S 200 m 50 km/h
V>C 200 m 50 km/h
D>F 200 m 50 km/h
T>D 200 m 50 km/h
A>M 200 m 50 km/h
)";
}

constexpr const char* all = "AB BC CD DA EA BW NB CS VC DF TD AM";

}  // namespace

TEST_CASE("the square inside the crossing of two divided roads is a ring, their carriageways not",
          "[network][rings]") {
  CHECK(on_rings(network_of(crossing(18)), all) == "AB BC CD DA ");
  CHECK(on_rings(network_of(crossing(37)), all) == "AB BC CD DA ");  // 148 m
  CHECK(on_rings(network_of(crossing(38)), all).empty());            // 152 m: a block of houses
}

TEST_CASE("streets of two ways around a small block are no ring, nor the two of one road",
          "[network][rings]") {
  const auto block = network_of(R"(
    A B
    D C
    A-B 20 m 50 km/h
    B-C 20 m 50 km/h
    C-D 20 m 50 km/h
    D-A 20 m 50 km/h
  )");
  CHECK(on_rings(block, "AB BC CD DA").empty());
  // Drawn as links of one way that don't know of each other, as other simulators do.
  auto apart = block;
  for (const LinkId link : apart.network.reverse.ids())
    apart.network.reverse[link] = LinkId::none();
  CHECK(on_rings(apart, "AB BC CD DA").empty());
  const auto road = network_of(R"(
    A----B
    A>B 30 m 50 km/h
    B>A 30 m 50 km/h
  )");
  CHECK(on_rings(road, "AB BA").empty());
}

TEST_CASE("a roundabout is a ring however long", "[network][rings]") {
  auto drawn = network_of(crossing(60));
  for (const NodeId node : drawn.network.place.ids()) {
    bool ring = false;
    for (const char name : {'A', 'B', 'C', 'D'}) ring = ring || node == drawn.node(name);
    drawn.network.control.push_back(ring ? std::uint8_t{control_roundabout} : std::uint8_t{0});
  }
  CHECK(on_rings(drawn, all) == "AB BC CD DA ");
}

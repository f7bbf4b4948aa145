// SPDX-License-Identifier: Apache-2.0
#include "geo/network/rings.hpp"

#include <cstddef>

namespace eveil::geo {

namespace {

constexpr Metres longest_circle{150.0};
constexpr std::size_t fewest_links = 3;  // two are the carriageways of one road
constexpr std::size_t most_links = 12;   // pieces of a metre must not make this a long search

class Circle {
 public:
  Circle(const Network& network, const Adjacency& adjacency)
      : network_(network), adjacency_(adjacency) {}

  bool closes(LinkId link) const {
    return one_way(link) &&
           leads(network_.to[link], network_.from[link], longest_circle - network_.length[link], 1);
  }

 private:
  // `reverse` doesn't tell: some sources draw the ways of a road as links of one way.
  bool one_way(LinkId link) const {
    if ((network_.access[link] & access_car) == 0) return false;
    for (const LinkId back : adjacency_.leaving[network_.to[link]]) {
      if (network_.to[back] == network_.from[link]) return false;
    }
    return true;
  }

  /// Whether one-way links of `room` together lead from a node to `goal`, `passed` being before.
  bool leads(NodeId from, NodeId goal, Metres room, std::size_t passed) const {
    if (from == goal) return passed >= fewest_links;
    if (passed == most_links) return false;
    for (const LinkId link : adjacency_.leaving[from]) {
      const Metres left = room - network_.length[link];
      if (left.value < 0.0 || !one_way(link)) continue;
      if (leads(network_.to[link], goal, left, passed + 1)) return true;
    }
    return false;
  }

  const Network& network_;
  const Adjacency& adjacency_;
};

}  // namespace

Column<LinkId, std::uint8_t> rings_of(const Network& network, const Adjacency& adjacency) {
  const Circle circle(network, adjacency);
  Column<LinkId, std::uint8_t> rings;
  for (const LinkId link : network.from.ids()) {
    rings.push_back(on_roundabout(network, link) || circle.closes(link) ? 1 : 0);
  }
  return rings;
}

}  // namespace eveil::geo

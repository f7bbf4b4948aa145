// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geo/base/random.hpp"
#include "geo/network/network.hpp"
#include "geo/routing/road_router.hpp"

namespace eveil::geo::testing {

/// Adds a link of a length and a speed; everything else is of no interest to a search.
inline LinkId add_link(
    Network& network, std::size_t from, std::size_t to, double length_m, double speed_m_s = 10.0) {
  network.from.push_back(NodeId(from));
  network.to.push_back(NodeId(to));
  network.reverse.push_back(LinkId::none());
  network.length.push_back(Metres(length_m));
  network.free_speed.push_back(MetresPerSecond(speed_m_s));
  network.access.push_back(access_car);
  return LinkId(network.from.size() - 1);
}

/// Both directions of a road; the first is returned, the second is the next row.
inline LinkId add_road(
    Network& network, std::size_t from, std::size_t to, double length_m, double speed_m_s = 10.0) {
  const LinkId there = add_link(network, from, to, length_m, speed_m_s);
  const LinkId back = add_link(network, to, from, length_m, speed_m_s);
  network.reverse[there] = back;
  network.reverse[back] = there;
  return there;
}

/// A network of `nodes` nodes in no order: a chain of roads with gaps, and chords of both kinds;
/// few different lengths, so that ties are many; some links closed to cars.
inline Network keyed_network(std::uint64_t key, std::size_t nodes) {
  Draw draw(key, Purpose::sample, 1);
  Network network;
  network.place.resize(nodes);
  const auto length = [&] { return 10.0 * static_cast<double>(1 + draw.below(12)); };
  for (std::size_t node = 1; node < nodes; ++node) {
    const std::size_t other = draw.below(8) == 0 ? draw.below(nodes) : node - 1;
    if (draw.below(4) == 0) {
      add_link(network, other, node, length());
    } else {
      add_road(network, other, node, length());
    }
  }
  for (std::size_t chord = 0; chord < nodes; ++chord) {
    const std::size_t from = draw.below(nodes);
    const std::size_t to = draw.below(nodes);
    if (draw.below(2) == 0) {
      add_link(network, from, to, length());
    } else {
      add_road(network, from, to, length());
    }
  }
  for (std::uint8_t& access : network.access) {
    if (draw.below(20) == 0) access = access_walk;
  }
  return network;
}

/// Forbids about one turn in `in` at random, so that some links have no way on at all and others
/// only the way back.
inline void forbid_turns(Network& network, std::uint64_t key, std::uint64_t in) {
  Draw draw(key, Purpose::sample, 4);
  const Adjacency adjacency = adjacency_of(network);
  network.forbidden_next = {};
  for (const LinkId link : network.from.ids()) {
    std::vector<LinkId> forbidden;
    for (const LinkId next : adjacency.leaving[network.to[link]]) {
      if (draw.below(in) == 0) forbidden.push_back(next);
    }
    network.forbidden_next.push_row(forbidden);
  }
}

/// Times from free flow up to `most` times it, slice by slice: far from first-in-first-out as they
/// stand where links take longer than a slice.
inline LinkTimes keyed_times(const Network& network, std::uint64_t key, std::uint64_t most) {
  Draw draw(key, Purpose::sample, 2);
  LinkTimes times = LinkTimes::free_flow(network);
  for (std::uint32_t& ms : times.ms) ms *= static_cast<std::uint32_t>(1 + draw.below(most));
  return times;
}

}  // namespace eveil::geo::testing

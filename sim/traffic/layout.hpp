// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/network/network.hpp"

namespace eveil::sim {

/// How the engine numbers nodes and links inside: nodes along a Hilbert curve over their places, so
/// that neighbours share cache lines; links by start node, so that the next link of a route is one
/// small number. Outside, links keep their `geo::LinkId`; no result depends on the numbers.
struct Layout {
  Layout(const geo::Network& network, const geo::Adjacency& adjacency);

  std::size_t bytes() const {
    return small_step.size() +
           sizeof(std::uint32_t) * (internal.size() + external.size() + from.size() +
                                    first_leaving.size() + first_entering.size() + entering.size());
  }
  std::size_t link_count() const { return external.size(); }
  std::size_t node_count() const { return first_leaving.size() - 1; }
  std::span<const std::uint32_t> entering_links(std::uint32_t node) const {
    return {entering.data() + first_entering[node], entering.data() + first_entering[node + 1]};
  }

  /// Place of a link, named from outside, among those that leave its start.
  std::uint32_t step_of(std::uint32_t outside) const {
    return small_step[outside] < large ? small_step[outside] : wide_step_of(outside);
  }

  static constexpr std::uint8_t large = 255;
  std::vector<std::uint8_t> small_step;       ///< [link outside]: its step, or `large`
  std::vector<std::uint32_t> internal;        ///< [link outside]
  std::vector<std::uint32_t> external;        ///< [link inside]
  std::vector<std::uint32_t> from;            ///< [link inside]: its start node, inside
  std::vector<std::uint32_t> first_leaving;   ///< [node inside], and one more: its first link
  std::vector<std::uint32_t> first_entering;  ///< [node inside], and one more: into `entering`
  std::vector<std::uint32_t> entering;        ///< links inside

 private:
  std::uint32_t wide_step_of(std::uint32_t outside) const {
    return internal[outside] - first_leaving[from[internal[outside]]];
  }
};

}  // namespace eveil::sim

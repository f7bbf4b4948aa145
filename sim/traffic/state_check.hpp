// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "sim/traffic/state.hpp"

namespace eveil::sim {

/// What a state has of its network alone, before another's bytes are read into it.
struct RoadsAsMade {
  RoadsAsMade() = default;
  explicit RoadsAsMade(const RoadState& state)
      : exits(state.exits), entries(state.entries), rest(state.rest), nodes(state.marks.size()) {}

  HugeVector<LinkExit> exits;
  HugeVector<LinkEntry> entries;
  HugeVector<LinkRest> rest;
  std::size_t nodes = 0;
};

/// Refuses a state that was read and isn't one of these roads: every row that it names is there,
/// each vehicle is in one place and each block of memory in one hand, so that no window leaves a
/// table. Makes the heaps of `off_road` and `beside` anew.
void check_roads(Archive& archive, RoadState& state, const RoadsAsMade& made);

}  // namespace eveil::sim

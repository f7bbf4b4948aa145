// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "analysis/detail/replay.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/json.hpp"

namespace eveil::analysis {

/// A replay for assets/map_player.js: vehicles as [from, to, on board, path] a move, who asks as
/// [from, to, x, y], in whole seconds and metres from `origin`. Vehicles that don't fit into
/// `most_bytes` are left out, and of who asks then one in `every` is told.
Json replay_json(const Replay& replay, Point origin, std::size_t most_bytes);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "geo/base/error.hpp"
#include "geo/base/stop.hpp"
#include "sim/world.hpp"

namespace eveil::app {

/// What a run is of: its result says the same.
struct RunIdentity {
  const sim::World& world;
  std::uint64_t replication = 0;
  std::string learnt_from;  ///< digest of the state that it forks from; empty: it learns
};

/// Whether `path` is the finished result of that run, by this version of the program; false of
/// files that can't be read. \errors interrupted.
Expected<bool> is_result_of(const std::string& path, const RunIdentity& run, StopFlag stop);

}  // namespace eveil::app

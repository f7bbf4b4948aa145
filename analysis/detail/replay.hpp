// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/detail/geography.hpp"
#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::analysis {

/// A vehicle on its way between two stops.
struct Move {
  double from_s = 0.0;
  double to_s = 0.0;
  int on_board = 0;         ///< seats taken
  std::vector<Point> path;  ///< two points at least
};

/// Somebody who asks for a ride.
struct Asking {
  double from_s = 0.0;
  double to_s = 0.0;  ///< the pick-up; where refused, equal to `from_s`
  Point at;
  bool refused = false;
};

/// The recorded day of a service in one run, to be played.
///
/// Run files hold pick-ups and drop-offs, not ways: between two stops a vehicle takes the fastest
/// way at free speed; with nobody on board it leaves when the next rider asks.
struct Replay {
  std::string service;
  std::int64_t replication = 0;
  std::vector<std::vector<Move>> vehicles;  ///< of those that carry anybody, in time
  std::vector<Asking> askings;              ///< in time
  bool along_roads = false;                 ///< false: straight, since the file has no links
};

/// \errors bad_input: a table is damaged.
/// \threads parallel over moves.
Expected<Replay> read_replay(const std::string& file,
                             const std::string& service,
                             const Geography& places);

}  // namespace eveil::analysis

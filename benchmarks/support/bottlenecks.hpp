// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "geo/base/units.hpp"
#include "geo/network/network.hpp"

namespace eveil::benchmarks {

/// A link that is asked for more than it carries, with the trips that do so and nothing else:
///
///     ── way ──▶•══ link ══▶•── next ──▶      next carries at least as much, so that only the exit
///     ── way ──▶•                             of `link` decides how many get through
///
/// The ways together let through at least half as much again as the link, which is asked for 1.3
/// times its capacity.
struct Bottleneck {
  struct Way {
    std::vector<geo::LinkId> route;  ///< way, link, next
    std::vector<TimeOfDay> departures;
  };
  geo::LinkId link;
  std::vector<Way> ways;

  static constexpr TimeOfDay first_departure = time_of_day(8);
  static constexpr TimeOfDay last_departure = time_of_day(10);
  /// The hour in which the link is full of waiting vehicles.
  static constexpr TimeOfDay from = time_of_day(8) + minutes(30);
  static constexpr TimeOfDay until = time_of_day(9) + minutes(30);
};

/// All that don't touch each other, in link order, of at most 2 km: a longer one isn't full by the
/// hour's start; `most` of them, evenly spread over all. Deterministic.
std::vector<Bottleneck> find_bottlenecks(const geo::Network& network, std::size_t most);

}  // namespace eveil::benchmarks

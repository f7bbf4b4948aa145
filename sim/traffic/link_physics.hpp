// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "geo/network/network.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

/// What a link can do, in the integers of the engine: milliseconds, microseconds, 1/1000 PCU.
struct LinkPhysics {
  std::int32_t free_ms;     ///< from entry to the end at free speed, as LinkTimes::free_flow
  std::int32_t gap_ms;      ///< from a vehicle's exit to the arrival of its space at the start
  std::int64_t headway_us;  ///< between two cars at the exit; µs, so that hours lose no vehicle
  std::int32_t storage;     ///< 1/1000 PCU that the link admits before it is full
  std::int32_t stuck_ms;    ///< without a release for so long, a full link counts as stuck
  std::int32_t price_ms;    ///< of a car at a merge: 1 ÷ capacity of the full network
  bool raised;              ///< its gaps travel faster than `gap_speed`
};

/// The queue of a link by its geometry and the sample's factors.
///
/// Flow and time on a link of storage N, headway h, free time T and gap time g obey N·h >= T + g,
/// or the link could not carry its capacity (the tip of the triangle v·k = w·(k_jam − k) would lie
/// below C). Where it doesn't hold, g is shortened to N·h − T. Storage stays what the length holds:
/// it is where a jam ends, and k_jam in q = min(v·k, C, w·(k_jam − k)); only w changes. Where even
/// g = 0 isn't enough (v·k_jam < C: very slow links), g is 1 ms and the link carries v·k_jam.
///
/// Storage is at least one vehicle, and two seconds of capacity: a space is filled in one window,
/// left in the next and seen free in the third, so with less a short link would lag ever more.
///
/// On a ring one place more, and N − 1 in place of N above: who comes to it leaves room for one,
/// and an entry would else wait until a short link's last gap is through.
/// \source Charypar, Axhausen, Nagel 2007 (gaps); docs/model.md.
/// \param ring  see geo::rings_of
LinkPhysics link_physics(const geo::Network& network,
                         geo::LinkId link,
                         const TrafficParameters& parameters,
                         bool ring);

}  // namespace eveil::sim

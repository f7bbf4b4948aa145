// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geo/base/stop.hpp"
#include "sim/day.hpp"
#include "sim/state.hpp"
#include "sim/timings.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// People whose plans are looked at anew, and whether their routes are as well.
struct Replanning {
  std::vector<scenarios::PersonId> people;
  bool reroute = true;      ///< false: only routes that aren't known yet are found
  StopFlag stop = nullptr;  ///< asked at every route; once set, the plans are of no use
  RunTimings* timings = nullptr;
};

/// Everybody; for the first day and for a fork.
std::vector<scenarios::PersonId> everybody(const World& world);
/// A keyed share of the people, by (replication, person, day).
std::vector<scenarios::PersonId> replanners(const World& world,
                                            std::uint64_t replication,
                                            std::uint32_t day,
                                            double share);

/// What people know once `state` is learnt, link times as given.
Knowledge knowledge_of(const World& world, const LearntState& state, const geo::LinkTimes& times);

/// Finds routes against the learnt times, then chooses a mode for each tour of the people named,
/// and when they set out.
/// \threads parallel over people; the same plans at any thread count.
void replan(const World& world,
            const ModeChoice& choice,
            const Replanning& who,
            LearntState& state);

/// Gives trips the routes that explicit plans state, where they can be driven: as the first day's.
void load_stated_routes(const World& world, LearntState& state);

/// Takes one day in: link times move towards the day's raw ones by 1 ÷ min(day + 1, 5), a jam
/// counting half an hour a link at most; levels of services and of parking fade and take the day's
/// requests and cars in.
void learn_from(const World& world,
                const DayOutcome& outcome,
                const geo::LinkTimes& raw,
                LearntState& state);

}  // namespace eveil::sim

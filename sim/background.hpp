// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/stop.hpp"
#include "sim/state.hpp"
#include "sim/traffic/traffic.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// Tags of background vehicles on the road: this and their row. Below those of services, above
/// those of trips.
inline constexpr std::uint64_t background_tags = std::uint64_t{1} << 47U;

/// What a day's background traffic came to: departed + without_way = all of the world's, and
/// departed − arrived are on the way at the end.
struct BackgroundCount {
  std::uint64_t departed = 0;
  std::uint64_t arrived = 0;
  std::uint64_t without_way = 0;  ///< no route between their ends
};

/// The vehicles of nobody's trip through one day.
class BackgroundDay {
 public:
  /// \param routes  one a vehicle of the world, empty where there is no way; or none at all.
  BackgroundDay(const World& world, std::span<const std::vector<geo::LinkId>> routes)
      : world_(&world), routes_(routes) {}

  TimeOfDay next_time() const;
  /// Puts those on the road who depart before `window_end`.
  void depart(TimeOfDay window_end, Traffic& traffic);
  void arrived() { ++count_.arrived; }
  const BackgroundCount& count() const { return count_; }
  /// How many of them had their turn.
  std::size_t begun() const { return next_; }
  void visit(Archive& archive);

 private:
  const World* world_;
  std::span<const std::vector<geo::LinkId>> routes_;
  std::size_t next_ = 0;
  BackgroundCount count_;
};

/// The vehicles whose routes are looked at anew on a day: all, or a keyed share; those without a
/// route always.
struct BackgroundReplanning {
  std::uint64_t replication = 0;
  std::uint32_t day = 1;
  double share = 1.0;
  StopFlag stop = nullptr;
};

/// Gives the state one route for each of the world's vehicles: those it knows by name with the same
/// ends and open links, and none for the others. Nothing changes where they are the same.
void match_background(const World& world, LearntState& state);

/// Finds routes of background vehicles by the learnt times. \threads parallel; the same routes at
/// any thread count.
void replan_background(const World& world, const BackgroundReplanning& who, LearntState& state);

}  // namespace eveil::sim

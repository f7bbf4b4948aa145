// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/routing/road_router.hpp"
#include "sim/services/insertion.hpp"
#include "sim/services/plan.hpp"

namespace eveil::sim {

/// Travel to or from one place, by the link at the other end.
class TravelTable {
 public:
  /// \pre sorted by link, each once.
  void assign(std::span<const geo::LinkId> links, std::span<const Duration> travel);
  void clear() { rows_.clear(); }
  /// `too_far` where the link is unknown or wasn't reached.
  Duration of(geo::LinkId link) const;

 private:
  std::vector<std::pair<geo::LinkId, Duration>> rows_;
};

/// What an operator knows about travel to and from the two places of one request, over all
/// vehicles: two searches forward and two backward, none farther than an insertion that keeps all
/// promises could use.
///
/// Not shared between threads.
class RequestTimes {
 public:
  RequestTimes(geo::RoadSearch& search, const geo::LinkTimes& known)
      : search_(&search), known_(&known) {}

  /// From where vehicles can turn (and where they will stop) to the pick-up.
  void find_to_pickup(std::span<const VehiclePlan* const> plans,
                      const NewRide& ride,
                      TimeOfDay now);
  /// The other three. Stops that nobody could reach in time stay out.
  void find_others(std::span<const VehiclePlan* const> plans,
                   const NewRide& ride,
                   TimeOfDay now,
                   Duration stop_time);

  Duration to_pickup(geo::LinkId from) const { return to_pickup_.of(from); }
  /// One row a segment of the plan.
  std::vector<SegmentTimes> segments_of(const VehiclePlan& plan) const;

 private:
  geo::RoadSearch* search_;
  const geo::LinkTimes* known_;
  TravelTable to_pickup_;
  TravelTable to_dropoff_;
  TravelTable from_pickup_;
  TravelTable from_dropoff_;
};

}  // namespace eveil::sim

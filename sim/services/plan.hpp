// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "sim/services/on_demand.hpp"

namespace eveil::sim {

/// In place of a stop: the rider is on board already, or boards in the stop under way.
inline constexpr std::int32_t on_board = -1;

/// A place where a vehicle will stop; it doesn't wait there beyond the stop time.
struct PlannedStop {
  geo::LinkId link;
  Duration travel;  ///< from the stop before, or from the plan's start; by the operator's times
};

/// A ride that was accepted and isn't over, with what was promised. Stops are rows of the plan.
struct PlannedRide {
  RequestId request;
  std::uint32_t seats = 1;
  std::int32_t pickup = on_board;
  std::int32_t dropoff = 0;
  TimeOfDay latest_pickup;
  Duration longest_ride;
  TimeOfDay departed;  ///< of who is on board: the end of the stop of boarding
};

/// What one vehicle will do.
///
///     start ──segment 0──▶ stop 0 ──segment 1──▶ stop 1 … stop n-1 ──segment n──▶ (open)
///
/// A stop begins when the vehicle is there: riders alight and begin to board. It lasts the stop
/// time, however many use it, and the vehicle leaves at its end. Pick-up and drop-off are the
/// *begin* of their stops; a ride lasts from the *end* of the stop of boarding to the begin of that
/// of alighting.
struct VehiclePlan {
  geo::LinkId start;      ///< the end of this link is the next place where the vehicle can turn
  TimeOfDay start_time;   ///< when it can be there, or leave it
  bool stopping = false;  ///< a stop is under way at `start` until `start_time`
  TimeOfDay stop_begin;   ///< of the stop under way
  std::vector<PlannedStop> stops;
  std::vector<PlannedRide> rides;  ///< in order of acceptance

  void visit(Archive& archive) { archive(start, start_time, stopping, stop_begin, stops, rides); }
};

/// When each stop begins if nothing is inserted.
std::vector<TimeOfDay> schedule(const VehiclePlan& plan, Duration stop_time);

/// Seats taken on each segment; one more than there are stops, the last is 0.
std::vector<std::uint32_t> seats_taken(const VehiclePlan& plan);

}  // namespace eveil::sim

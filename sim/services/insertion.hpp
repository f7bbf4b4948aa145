// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "sim/services/plan.hpp"

namespace eveil::sim {

/// In place of a travel time: farther than any feasible insertion could use.
inline constexpr Duration too_far{-1};

/// Travel that an insertion into one segment of a plan may need; `too_far` where it can't matter.
struct SegmentTimes {
  Duration to_pickup = too_far;     ///< from where the segment begins
  Duration to_dropoff = too_far;    ///< from where the segment begins
  Duration from_pickup = too_far;   ///< to the stop that ends the segment
  Duration from_dropoff = too_far;  ///< to the stop that ends the segment
};

/// A ride that isn't in any plan yet.
struct NewRide {
  geo::LinkId from;
  geo::LinkId to;
  std::uint32_t seats = 1;
  TimeOfDay asked;  ///< nobody is picked up earlier
  TimeOfDay latest_pickup;
  Duration direct;  ///< travel from pick-up to drop-off without stops between
  Duration longest_ride;
};

struct FleetRules {
  Duration stop_time;
  std::uint32_t seats = 1;  ///< of each vehicle
};

/// Where a ride's two stops go in a plan.
///
/// A new stop lies in its segment. A shared pick-up is the stop at which its segment begins (for
/// segment 0 the one under way), a shared drop-off the stop at which its segment ends: no further
/// stop time.
struct Insertion {
  std::size_t pickup_segment = 0;
  bool pickup_shared = false;
  std::size_t dropoff_segment = 0;
  bool dropoff_shared = false;
  TimeOfDay pickup;
  TimeOfDay dropoff;
  Duration added;  ///< driving
};

/// What a vehicle can do for a ride, and if nothing, how far it got.
struct Offer {
  bool in_time = false;  ///< it can be at the pick-up within the longest wait
  bool seat = false;     ///< … with enough free seats
  std::optional<Insertion> best;
};

/// The insertion that adds the least driving and breaks no promise; the earliest places among
/// equals.
///
/// The new ride's window and its longest ride are hard. A promise made before is kept, or, where it
/// is broken already because traffic was late, not made worse. \param times  one row a segment:
/// `plan.stops.size() + 1`. \threads      pure. \source       Jaw, Odoni, Psaraftis, Wilson 1986;
/// all places of both stops are tried.
Offer best_insertion(const VehiclePlan& plan,
                     const NewRide& ride,
                     std::span<const SegmentTimes> times,
                     const FleetRules& rules);

/// Puts the ride's stops in the plan and the ride behind the others.
/// \pre `insertion` was found for this plan, ride and times.
void insert(VehiclePlan& plan,
            RequestId request,
            const NewRide& ride,
            const Insertion& insertion,
            std::span<const SegmentTimes> times);

}  // namespace eveil::sim

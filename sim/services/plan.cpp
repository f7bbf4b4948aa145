// SPDX-License-Identifier: Apache-2.0
#include "sim/services/plan.hpp"

namespace eveil::sim {

std::vector<TimeOfDay> schedule(const VehiclePlan& plan, Duration stop_time) {
  std::vector<TimeOfDay> begin;
  begin.reserve(plan.stops.size());
  TimeOfDay left = plan.start_time;
  for (const PlannedStop& stop : plan.stops) {
    begin.push_back(left + stop.travel);
    left = begin.back() + stop_time;
  }
  return begin;
}

std::vector<std::uint32_t> seats_taken(const VehiclePlan& plan) {
  std::vector<std::uint32_t> taken(plan.stops.size() + 1, 0);
  for (const PlannedRide& ride : plan.rides) {
    for (std::int32_t segment = ride.pickup + 1; segment <= ride.dropoff; ++segment) {
      taken[static_cast<std::size_t>(segment)] += ride.seats;
    }
  }
  return taken;
}

}  // namespace eveil::sim

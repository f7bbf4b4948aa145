// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <vector>

#include "sim/services/insertion.hpp"

namespace eveil::tests {

// Places 0, 1, 2 … in a row; from one to the next takes 60 s, either way.
//
//     0 --60 s-- 1 --60 s-- 2 --60 s-- 3 …
inline geo::LinkId place(std::size_t x) { return geo::LinkId(x); }

inline Duration travel(geo::LinkId from, geo::LinkId to) {
  const auto a = static_cast<std::int64_t>(from.value);
  const auto b = static_cast<std::int64_t>(to.value);
  return seconds(60) * (a < b ? b - a : a - b);
}

/// A vehicle that can leave `start` at 08:00:00 and will stop at `stops`.
inline sim::VehiclePlan plan_along(std::size_t start, std::initializer_list<std::size_t> stops) {
  sim::VehiclePlan plan;
  plan.start = place(start);
  plan.start_time = time_of_day(8);
  geo::LinkId last = plan.start;
  for (const std::size_t stop : stops) {
    plan.stops.push_back({place(stop), travel(last, place(stop))});
    last = place(stop);
  }
  return plan;
}

/// A wish made at 08:00:00 with a longest wait of 10 min and a longest ride of `longest_s`.
inline sim::NewRide wish(std::size_t from, std::size_t to, std::int64_t longest_s = 3600) {
  sim::NewRide ride;
  ride.from = place(from);
  ride.to = place(to);
  ride.asked = time_of_day(8);
  ride.latest_pickup = time_of_day(8, 10);
  ride.direct = travel(ride.from, ride.to);
  ride.longest_ride = seconds(longest_s);
  return ride;
}

inline std::vector<sim::SegmentTimes> times_of(const sim::VehiclePlan& plan,
                                               const sim::NewRide& ride) {
  std::vector<sim::SegmentTimes> times(plan.stops.size() + 1);
  for (std::size_t segment = 0; segment < times.size(); ++segment) {
    const geo::LinkId origin = segment == 0 ? plan.start : plan.stops[segment - 1].link;
    times[segment].to_pickup = travel(origin, ride.from);
    times[segment].to_dropoff = travel(origin, ride.to);
    if (segment == plan.stops.size()) break;
    times[segment].from_pickup = travel(ride.from, plan.stops[segment].link);
    times[segment].from_dropoff = travel(ride.to, plan.stops[segment].link);
  }
  return times;
}

/// Stops last 30 s.
inline sim::Offer offer(const sim::VehiclePlan& plan,
                        const sim::NewRide& ride,
                        std::uint32_t seats = 4) {
  return sim::best_insertion(plan, ride, times_of(plan, ride), {seconds(30), seats});
}

/// Inserts what `offer` found.
inline void accept(sim::VehiclePlan& plan, const sim::NewRide& ride, std::size_t request) {
  const std::vector<sim::SegmentTimes> times = times_of(plan, ride);
  const sim::Offer found = sim::best_insertion(plan, ride, times, {seconds(30), 4});
  sim::insert(plan, sim::RequestId(request), ride, found.best.value(), times);
}

inline std::vector<std::size_t> places_of(const sim::VehiclePlan& plan) {
  std::vector<std::size_t> places;
  for (const sim::PlannedStop& stop : plan.stops) places.push_back(stop.link.value);
  return places;
}

}  // namespace eveil::tests

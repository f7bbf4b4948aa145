// SPDX-License-Identifier: Apache-2.0
#include "sim/services/request_times.hpp"

#include <algorithm>
#include <cstddef>

namespace eveil::sim {
namespace {

void sort_unique(std::vector<geo::LinkId>& links) {
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
}

std::vector<geo::LinkId> stops_of(std::span<const VehiclePlan* const> plans, bool with_starts) {
  std::vector<geo::LinkId> links;
  for (const VehiclePlan* plan : plans) {
    if (with_starts) links.push_back(plan->start);
    for (const PlannedStop& stop : plan->stops) links.push_back(stop.link);
  }
  sort_unique(links);
  return links;
}

/// The latest begin of any stop that may still keep its promise, or is late already.
TimeOfDay horizon(std::span<const VehiclePlan* const> plans, Duration stop_time) {
  TimeOfDay latest = day_start;
  for (const VehiclePlan* plan : plans) {
    const std::vector<TimeOfDay> begin = schedule(*plan, stop_time);
    for (const PlannedRide& ride : plan->rides) {
      TimeOfDay departed = ride.departed;
      if (ride.pickup != on_board) {
        const TimeOfDay planned = begin[static_cast<std::size_t>(ride.pickup)];
        departed = std::max(ride.latest_pickup, planned) + stop_time;
      }
      const TimeOfDay planned = begin[static_cast<std::size_t>(ride.dropoff)];
      latest = std::max({latest, planned, departed + ride.longest_ride});
    }
  }
  return latest;
}

}  // namespace

void TravelTable::assign(std::span<const geo::LinkId> links, std::span<const Duration> travel) {
  rows_.clear();
  for (std::size_t row = 0; row < links.size(); ++row) rows_.emplace_back(links[row], travel[row]);
}

Duration TravelTable::of(geo::LinkId link) const {
  const auto found =
      std::lower_bound(rows_.begin(), rows_.end(), link, [](const auto& row, geo::LinkId id) {
        return row.first < id;
      });
  return found != rows_.end() && found->first == link ? found->second : too_far;
}

void RequestTimes::find_to_pickup(std::span<const VehiclePlan* const> plans,
                                  const NewRide& ride,
                                  TimeOfDay now) {
  const std::vector<geo::LinkId> links = stops_of(plans, true);
  std::vector<Duration> travel(links.size(), too_far);
  const Duration longest = ride.latest_pickup - now;
  if (!links.empty() && longest.ms >= 0) {
    search_->from_many(links, {ride.from, now, longest}, *known_, travel);
  }
  to_pickup_.assign(links, travel);
}

void RequestTimes::find_others(std::span<const VehiclePlan* const> plans,
                               const NewRide& ride,
                               TimeOfDay now,
                               Duration stop_time) {
  const std::vector<geo::LinkId> links = stops_of(plans, false);
  to_dropoff_.clear();
  from_pickup_.clear();
  from_dropoff_.clear();
  if (links.empty()) return;
  // Between pick-up and drop-off the new rider is on board: no leg may exceed the longest ride.
  std::vector<Duration> travel(links.size(), too_far);
  search_->from_many(links, {ride.to, now, ride.longest_ride}, *known_, travel);
  to_dropoff_.assign(links, travel);
  std::fill(travel.begin(), travel.end(), too_far);
  search_->to_many({ride.from, now, ride.longest_ride}, links, *known_, travel);
  from_pickup_.assign(links, travel);
  // The vehicle leaves the drop-off at the earliest after the direct way and its stop.
  const TimeOfDay dropped = now + ride.direct + stop_time;
  const Duration longest = horizon(plans, stop_time) - dropped;
  if (longest.ms < 0) return;
  std::fill(travel.begin(), travel.end(), too_far);
  search_->to_many({ride.to, dropped, longest}, links, *known_, travel);
  from_dropoff_.assign(links, travel);
}

std::vector<SegmentTimes> RequestTimes::segments_of(const VehiclePlan& plan) const {
  std::vector<SegmentTimes> segments(plan.stops.size() + 1);
  for (std::size_t segment = 0; segment < segments.size(); ++segment) {
    const geo::LinkId origin = segment == 0 ? plan.start : plan.stops[segment - 1].link;
    segments[segment].to_pickup = to_pickup_.of(origin);
    segments[segment].to_dropoff = to_dropoff_.of(origin);
    if (segment == plan.stops.size()) break;
    segments[segment].from_pickup = from_pickup_.of(plan.stops[segment].link);
    segments[segment].from_dropoff = from_dropoff_.of(plan.stops[segment].link);
  }
  return segments;
}

}  // namespace eveil::sim

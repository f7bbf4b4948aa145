// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/services/fleet.hpp"
#include "sim/traffic/state_checks.hpp"

namespace eveil::sim {

namespace {

bool usable(geo::LinkId link, const geo::RoadGraph& graph) {
  return link.value < graph.network().link_count() && graph.usable(link);
}

bool fits(const VehiclePlan& plan, const geo::RoadGraph& graph) {
  const auto stops = static_cast<std::int32_t>(plan.stops.size());
  const auto good_stop = [&](const PlannedStop& stop) {
    return usable(stop.link, graph) && sane(stop.travel) && stop.travel >= Duration{};
  };
  const auto good_ride = [&](const PlannedRide& ride) {
    return ride.pickup >= on_board && ride.pickup < ride.dropoff && ride.dropoff < stops &&
           sane(ride.latest_pickup) && sane(ride.longest_ride) && sane(ride.departed);
  };
  return sane(plan.start_time) && sane(plan.stop_begin) &&
         std::all_of(plan.stops.begin(), plan.stops.end(), good_stop) &&
         std::all_of(plan.rides.begin(), plan.rides.end(), good_ride);
}

/// Whether the way by the operator's book ends like the one that the traffic knows.
bool same_way(const Leg& leg, const std::vector<geo::LinkId>& rest) {
  return leg.since_start.size() == leg.links.size() && leg.at < leg.links.size() &&
         rest.size() <= leg.links.size() - leg.at &&
         std::equal(rest.rbegin(), rest.rend(), leg.links.rbegin()) &&
         std::all_of(leg.since_start.begin(), leg.since_start.end(), [](Duration since) {
           return sane(since) && since >= Duration{};
         });
}

}  // namespace

void Fleet::visit(Archive& archive) {
  // A field more belongs into the struct's visit; the record is plain and comes whole.
  static_assert(sizeof(ServiceVehicle) == 144 && sizeof(VehiclePlan) == 64 && sizeof(Leg) == 56,
                "a field came or went: see visit, then renew the size");
  const std::size_t rows = vehicles_.size();
  archive.part("fleet");
  archive(vehicles_, records_);
  archive.require(vehicles_.size() == rows && records_.size() == rows,
                  "as many vehicles as the service has");
}

void Fleet::check(Archive& archive,
                  const Column<RequestId, RequestRecord>& requests,
                  const Traffic& traffic) const {
  Column<ServiceVehicleId, VehicleId> on_road(vehicles_.size());
  for (const OnTheWay& vehicle : traffic.everybody()) {
    const std::uint64_t row = vehicle.tag - parameters_.tag_base;
    if (vehicle.tag < parameters_.tag_base || row >= vehicles_.size()) continue;
    VehicleId& found = on_road[ServiceVehicleId(static_cast<std::size_t>(row))];
    archive.require(!found.valid(), "each vehicle on the road once");
    found = vehicle.vehicle;
  }
  Column<RequestId, std::uint8_t> planned(requests.size(), 0);
  for (const ServiceVehicleId id : vehicles_.ids()) {
    const ServiceVehicle& vehicle = vehicles_[id];
    archive.require(usable(vehicle.link, *graph_) && sane(vehicle.free_from) &&
                        sane(vehicle.stop_begin) && sane(vehicle.departure) &&
                        fits(vehicle.plan, *graph_),
                    "vehicles and plans on roads that there are");
    archive.require(vehicle.road == on_road[id], "the same vehicles on the road as the traffic");
    if (!archive.good()) return;
    if (vehicle.road.valid()) {
      archive.require(!vehicle.plan.stops.empty() &&
                          same_way(vehicle.leg, traffic.rest_of(vehicle.road)) &&
                          vehicle.leg.links.back() == vehicle.plan.stops.front().link,
                      "a way to the next stop");
    }
    for (const PlannedRide& ride : vehicle.plan.rides) {
      const bool known = ride.request.value < requests.size();
      archive.require(known && requests[ride.request].vehicle == id &&
                          requests[ride.request].dropoff.ms < 0 && planned[ride.request]++ == 0,
                      "rides of requests that are under way, each once");
    }
  }
  for (const RequestId id : requests.ids()) {
    const RequestRecord& record = requests[id];
    const bool open = record.cause == RefusalCause::none && record.dropoff.ms < 0;
    archive.require((planned[id] == 1) == open, "each ride under way in a vehicle's plan");
  }
}

}  // namespace eveil::sim

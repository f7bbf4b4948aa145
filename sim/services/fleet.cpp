// SPDX-License-Identifier: Apache-2.0
#include "sim/services/fleet.hpp"

#include <algorithm>
#include <utility>

#include "geo/base/error.hpp"
#include "geo/base/random.hpp"

namespace eveil::sim {
namespace {

/// Where on its leg the vehicle is; only ever further along.
void look(Leg& leg, geo::LinkId link) {
  while (leg.at + 1 < leg.links.size() && leg.links[leg.at] != link) ++leg.at;
  EVEIL_ASSERT(leg.links[leg.at] == link);
}

Leg leg_of(geo::Route route, TimeOfDay start, const geo::LinkTimes& known) {
  Leg leg;
  leg.links = std::move(route.links);
  leg.since_start.reserve(leg.links.size());
  TimeOfDay at = start;
  for (std::size_t row = 0; row < leg.links.size(); ++row) {
    if (row > 0) at = known.leave(leg.links[row], at);
    leg.since_start.push_back(at - start);
  }
  return leg;
}

}  // namespace

Fleet::Fleet(const scenarios::Service& service,
             const geo::RoadGraph& graph,
             const geo::LinkTimes& known,
             const OnDemandParameters& parameters)
    : service_(&service),
      graph_(&graph),
      known_(&known),
      parameters_(parameters),
      service_name_(stable_name(service.name)),
      search_(graph),
      records_(service.vehicles) {
  for (const geo::LinkId link : start_links(service, graph, parameters)) {
    ServiceVehicle vehicle;
    vehicle.link = link;
    vehicle.free_from = vehicle.stop_begin = vehicle.departure = day_start;
    vehicles_.push_back(vehicle);
  }
}

geo::Route Fleet::direct(geo::LinkId from, geo::LinkId to, TimeOfDay departure) {
  return search_.fastest(from, to, departure, *known_);
}

const VehiclePlan& Fleet::refresh(ServiceVehicleId id, const Traffic& traffic) {
  ServiceVehicle& vehicle = vehicles_[id];
  VehiclePlan& plan = vehicle.plan;
  const TimeOfDay now = traffic.now();
  plan.stopping = now < vehicle.free_from;
  plan.stop_begin = vehicle.stop_begin;
  if (!vehicle.road.valid()) {
    plan.start = vehicle.link;
    plan.start_time = std::max(vehicle.free_from, now);
    return plan;
  }
  plan.start = traffic.link_of(vehicle.road);
  plan.start_time = std::max(traffic.ready_at(vehicle.road), now);
  look(vehicle.leg, plan.start);
  const Leg& leg = vehicle.leg;
  plan.stops.front().travel = leg.since_start.back() - leg.since_start[leg.at];
  return plan;
}

void Fleet::send(ServiceVehicleId id, Traffic& traffic) {
  ServiceVehicle& vehicle = vehicles_[id];
  VehiclePlan& plan = vehicle.plan;
  PlannedStop& next = plan.stops.front();
  vehicle.leg = leg_of(
      search_.fastest(plan.start, next.link, plan.start_time, *known_), plan.start_time, *known_);
  EVEIL_ASSERT(!vehicle.leg.links.empty());
  next.travel = vehicle.leg.since_start.back();
  if (vehicle.road.valid()) {
    traffic.reroute(vehicle.road, vehicle.leg.links);
    return;
  }
  book_idle(id, plan.start_time);
  vehicle.departure = plan.start_time;
  vehicle.road = traffic.depart(plan.start_time,
                                VehicleClass::service,
                                parameters_.vehicle_size,
                                stable_name({service_name_, id.value}),
                                parameters_.tag_base + id.value,
                                vehicle.leg.links);
}

void Fleet::arrive(const Arrival& arrival,
                   Traffic& traffic,
                   Column<RequestId, RequestRecord>& requests,
                   std::vector<ServiceEvent>& events) {
  EVEIL_ASSERT(arrival.tag - parameters_.tag_base < vehicles_.size());
  const ServiceVehicleId id(static_cast<std::size_t>(arrival.tag - parameters_.tag_base));
  book_leg(id, arrival, requests);
  ServiceVehicle& vehicle = vehicles_[id];
  vehicle.road = VehicleId::none();
  vehicle.link = vehicle.plan.stops.front().link;
  vehicle.stop_begin = arrival.time;
  vehicle.free_from = arrival.time + service_->stop_time;
  do_stop(id, arrival.time, requests, events);
  if (vehicle.plan.stops.empty()) return;
  refresh(id, traffic);
  send(id, traffic);
}

void Fleet::book_leg(ServiceVehicleId id,
                     const Arrival& arrival,
                     Column<RequestId, RequestRecord>& requests) {
  ServiceVehicle& vehicle = vehicles_[id];
  ServiceVehicleRecord& record = records_[id];
  record.driving = record.driving + (arrival.time - vehicle.departure);
  std::size_t parties = 0;
  std::uint32_t people = 0;
  for (const PlannedRide& ride : vehicle.plan.rides) {
    if (ride.pickup != on_board) continue;
    ++parties;
    people += ride.seats;
  }
  (parties > 0 ? record.loaded : record.empty) += arrival.distance;
  record.passenger += arrival.distance * static_cast<double>(people);
  for (const PlannedRide& ride : vehicle.plan.rides) {
    if (ride.pickup != on_board) continue;
    requests[ride.request].ridden += arrival.distance;
    if (parties > 1) requests[ride.request].shared = true;
  }
}

void Fleet::do_stop(ServiceVehicleId id,
                    TimeOfDay begin,
                    Column<RequestId, RequestRecord>& requests,
                    std::vector<ServiceEvent>& events) {
  ServiceVehicle& vehicle = vehicles_[id];
  ServiceVehicleRecord& record = records_[id];
  record.stopping = record.stopping + service_->stop_time;
  std::vector<PlannedRide>& rides = vehicle.plan.rides;
  for (const PlannedRide& ride : rides) {
    if (ride.dropoff != 0) continue;
    requests[ride.request].dropoff = begin;
    events.push_back({ServiceEvent::Kind::dropped_off, begin, ride.request});
  }
  rides.erase(
      std::remove_if(
          rides.begin(), rides.end(), [](const PlannedRide& ride) { return ride.dropoff == 0; }),
      rides.end());
  for (PlannedRide& ride : rides) {
    --ride.dropoff;
    if (ride.pickup == on_board || --ride.pickup != on_board) continue;
    ride.departed = vehicle.free_from;
    RequestRecord& request = requests[ride.request];
    // On links of under a second an arrival may be heard of a window late, after a request.
    request.pickup = std::max(begin, request.request.time);
    record.boardings += ride.seats;
    events.push_back({ServiceEvent::Kind::picked_up, request.pickup, ride.request});
  }
  vehicle.plan.stops.erase(vehicle.plan.stops.begin());
}

void Fleet::book_idle(ServiceVehicleId id, TimeOfDay until) {
  records_[id].idle =
      records_[id].idle + open_time(service_->hours, vehicles_[id].free_from, until);
}

void Fleet::end_day() {
  for (const ServiceVehicleId id : vehicles_.ids()) {
    if (!vehicles_[id].road.valid()) {
      book_idle(id, day_end);
      vehicles_[id].free_from = day_end;
    } else if (vehicles_[id].departure < day_end) {
      records_[id].driving = records_[id].driving + (day_end - vehicles_[id].departure);
    }
  }
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/services/on_demand.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "geo/base/error.hpp"
#include "sim/services/fleet.hpp"
#include "sim/services/insertion.hpp"
#include "sim/services/request_times.hpp"
#include "sim/traffic/state_checks.hpp"

namespace eveil::sim {
namespace {

/// Cumulated over vehicles: how far the best of those that refused got.
RefusalCause cause_of(bool in_time, bool seat) {
  if (!in_time) return RefusalCause::wait_too_long;
  return seat ? RefusalCause::detour_too_long : RefusalCause::no_seat;
}

}  // namespace

std::string_view name_of(RefusalCause cause) {
  static constexpr std::array<std::string_view, refusal_cause_count> names{"none",
                                                                           "not_eligible",
                                                                           "outside_hours",
                                                                           "outside_area",
                                                                           "no_route",
                                                                           "wait_too_long",
                                                                           "detour_too_long",
                                                                           "no_seat"};
  return names[static_cast<std::size_t>(cause)];
}

/// The answer to one request: the vehicle and where its two stops go, or why not.
struct Answer {
  RefusalCause cause = RefusalCause::none;
  ServiceVehicleId vehicle;
  Insertion insertion;
  std::vector<SegmentTimes> times;
};

struct OnDemand::State {
  State(const scenarios::Service& described,
        const geo::RoadGraph& road_graph,
        const geo::LinkTimes& known,
        const OnDemandParameters& parameters)
      : service(described),
        graph(&road_graph),
        fleet(service, road_graph, known, parameters),
        times(fleet.search(), known) {}

  RefusalCause check(const Request& request) const;
  std::vector<ServiceVehicleId> near(const NewRide& ride, const Traffic& traffic);
  Answer best(const NewRide& ride, const Traffic& traffic);
  void commit(RequestId id,
              const NewRide& ride,
              const Answer& answer,
              Traffic& traffic,
              std::vector<ServiceEvent>& events);
  void answer(RequestId id, Traffic& traffic, std::vector<ServiceEvent>& events);
  void visit(Archive& archive, const Traffic& traffic);

  scenarios::Service service;
  const geo::RoadGraph* graph;
  Fleet fleet;
  RequestTimes times;
  Column<RequestId, RequestRecord> requests;
  std::size_t underway = 0;  ///< accepted and not dropped off
};

RefusalCause OnDemand::State::check(const Request& request) const {
  if (!request.eligible) return RefusalCause::not_eligible;
  const bool open = std::any_of(service.hours.begin(), service.hours.end(), [&](const auto& hours) {
    return hours.from <= request.time && request.time < hours.to;
  });
  if (!open) return RefusalCause::outside_hours;
  if (!contains(service.area, request.from_place) || !contains(service.area, request.to_place)) {
    return RefusalCause::outside_area;
  }
  const bool by_road = graph->usable(request.from) && graph->usable(request.to);
  return by_road ? RefusalCause::none : RefusalCause::no_route;
}

/// The vehicles that could be at the pick-up in time on empty roads, in row order.
std::vector<ServiceVehicleId> OnDemand::State::near(const NewRide& ride, const Traffic& traffic) {
  const geo::Network& network = graph->network();
  std::vector<ServiceVehicleId> found;
  for (const ServiceVehicleId id : fleet.records().ids()) {
    const VehiclePlan& plan = fleet.refresh(id, traffic);
    std::int64_t least = 0;
    if (plan.start != ride.from) {
      least = graph->lower_bound_ms(network.to[plan.start], network.to[ride.from]);
    }
    // The stop under way is at the start: who boards in it doesn't wait for its end.
    const bool boards_here = plan.stopping && plan.start == ride.from;
    if (boards_here || plan.start_time + Duration{least} <= ride.latest_pickup) found.push_back(id);
  }
  return found;
}

Answer OnDemand::State::best(const NewRide& ride, const Traffic& traffic) {
  const std::vector<ServiceVehicleId> candidates = near(ride, traffic);
  std::vector<const VehiclePlan*> plans;
  plans.reserve(candidates.size());
  for (const ServiceVehicleId id : candidates) plans.push_back(&fleet.plan(id));
  times.find_to_pickup(plans, ride, traffic.now());
  // Nobody gets to a pick-up by way of other stops who can't get there at once.
  plans.clear();
  for (const ServiceVehicleId id : candidates) {
    if (times.to_pickup(fleet.plan(id).start).ms >= 0) plans.push_back(&fleet.plan(id));
  }
  times.find_others(plans, ride, traffic.now(), service.stop_time);

  Answer answer;
  bool in_time = false;
  bool seat = false;
  for (const ServiceVehicleId id : candidates) {
    const VehiclePlan& plan = fleet.plan(id);
    if (times.to_pickup(plan.start).ms < 0) continue;
    std::vector<SegmentTimes> segments = times.segments_of(plan);
    const Offer offer = best_insertion(plan, ride, segments, {service.stop_time, service.seats});
    in_time = in_time || offer.in_time;
    seat = seat || offer.seat;
    if (!offer.best) continue;
    if (answer.vehicle.valid() && offer.best->added >= answer.insertion.added) continue;
    answer.vehicle = id;
    answer.insertion = *offer.best;
    answer.times = std::move(segments);
  }
  if (!answer.vehicle.valid()) answer.cause = cause_of(in_time, seat);
  return answer;
}

void OnDemand::State::commit(RequestId id,
                             const NewRide& ride,
                             const Answer& answer,
                             Traffic& traffic,
                             std::vector<ServiceEvent>& events) {
  RequestRecord& record = requests[id];
  const Insertion& chosen = answer.insertion;
  VehiclePlan& plan = fleet.plan(answer.vehicle);
  record.vehicle = answer.vehicle;
  record.promised_pickup = chosen.pickup;
  record.fare_eur =
      service.fare_eur + service.fare_eur_per_km * record.direct_distance.value / 1000.0;
  ++underway;
  events.push_back({ServiceEvent::Kind::accepted, record.request.time, id});
  insert(plan, id, ride, chosen, answer.times);
  if (plan.rides.back().pickup == on_board) {
    record.pickup = chosen.pickup;
    fleet.record(answer.vehicle).boardings += ride.seats;
    events.push_back({ServiceEvent::Kind::picked_up, record.pickup, id});
  }
  const bool turns = (chosen.pickup_segment == 0 && !chosen.pickup_shared) ||
                     (chosen.dropoff_segment == 0 && !chosen.dropoff_shared);
  if (turns) fleet.send(answer.vehicle, traffic);
}

void OnDemand::State::answer(RequestId id, Traffic& traffic, std::vector<ServiceEvent>& events) {
  RequestRecord& record = requests[id];
  const Request& request = record.request;
  record.cause = check(request);
  geo::Route direct;
  if (record.cause == RefusalCause::none) {
    direct = fleet.direct(request.from, request.to, traffic.now());
    if (direct.links.empty()) record.cause = RefusalCause::no_route;
  }
  if (record.cause == RefusalCause::none) {
    record.direct_time = direct.arrival - traffic.now();
    record.direct_distance = direct.distance;
    NewRide ride;
    ride.from = request.from;
    ride.to = request.to;
    ride.seats = request.seats;
    ride.asked = request.time;
    ride.latest_pickup = request.time + service.max_wait;
    ride.direct = record.direct_time;
    ride.longest_ride = longest_ride(service, record.direct_time);
    const Answer found = best(ride, traffic);
    record.cause = found.cause;
    if (found.cause == RefusalCause::none) commit(id, ride, found, traffic, events);
  }
  if (record.cause != RefusalCause::none) {
    events.push_back({ServiceEvent::Kind::refused, request.time, id});
  }
}

Duration longest_ride(const scenarios::Service& service, Duration direct) {
  const double stretched = std::floor(service.max_detour * static_cast<double>(direct.ms));
  return Duration{static_cast<std::int64_t>(stretched)} + service.max_detour_extra;
}

OnDemand::OnDemand(const scenarios::Service& service,
                   const geo::RoadGraph& graph,
                   const geo::LinkTimes& known,
                   const OnDemandParameters& parameters)
    : state_(std::make_unique<State>(service, graph, known, parameters)) {}

OnDemand::~OnDemand() = default;

void OnDemand::answer(std::span<const Request> requests,
                      Traffic& traffic,
                      std::vector<ServiceEvent>& events) {
  std::vector<Request> ordered(requests.begin(), requests.end());
  std::sort(ordered.begin(), ordered.end(), [](const Request& a, const Request& b) {
    return a.time != b.time ? a.time < b.time : a.name < b.name;
  });
  for (const Request& request : ordered) {
    EVEIL_ASSERT(request.time < traffic.now());
    RequestRecord record;
    record.request = request;
    state_->answer(state_->requests.push_back(record), traffic, events);
  }
}

void OnDemand::advance(std::span<const Arrival> arrivals,
                       Traffic& traffic,
                       std::vector<ServiceEvent>& events) {
  const std::size_t first = events.size();
  for (const Arrival& arrival : arrivals) {
    state_->fleet.arrive(arrival, traffic, state_->requests, events);
  }
  for (std::size_t row = first; row < events.size(); ++row) {
    if (events[row].kind == ServiceEvent::Kind::dropped_off) --state_->underway;
  }
}

void OnDemand::State::visit(Archive& archive, const Traffic& traffic) {
  std::uint64_t open = underway;
  archive.part("service");
  archive(requests, open);
  archive(fleet);
  underway = static_cast<std::size_t>(open);
  if (!archive.reading() || !archive.good()) return;
  std::size_t found = 0;
  for (const RequestRecord& record : requests) {
    const bool accepted = record.cause == RefusalCause::none;
    found += accepted && record.dropoff.ms < 0 ? 1 : 0;
    archive.require(static_cast<std::size_t>(record.cause) < refusal_cause_count &&
                        may_be(record.vehicle, fleet.records().size()) &&
                        record.vehicle.valid() == accepted,
                    "requests refused for a cause, or with a vehicle");
  }
  archive.require(found == underway, "as many rides under way as are counted");
  if (archive.good()) fleet.check(archive, requests, traffic);
}

void OnDemand::visit(Archive& archive, const Traffic& traffic) { state_->visit(archive, traffic); }

TimeOfDay OnDemand::next_due() const { return day_end; }
bool OnDemand::busy() const { return state_->underway > 0; }
void OnDemand::end_day() { state_->fleet.end_day(); }

const Column<RequestId, RequestRecord>& OnDemand::requests() const { return state_->requests; }
const Column<ServiceVehicleId, ServiceVehicleRecord>& OnDemand::vehicles() const {
  return state_->fleet.records();
}

}  // namespace eveil::sim

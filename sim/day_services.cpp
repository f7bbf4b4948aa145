// SPDX-License-Identifier: Apache-2.0
#include "sim/day_services.hpp"

#include <algorithm>
#include <tuple>

namespace eveil::sim {

using scenarios::ServiceId;
using scenarios::TripId;

namespace {

constexpr std::uint64_t tag_base(std::size_t service) { return service_tags * (service + 1); }

}  // namespace

DayServices::DayServices(DayBoard& board) : board_(board), numbers_(board.world) {
  const World& world = board.world;
  for (const ServiceId service : world.scenario.services.ids()) {
    OnDemandParameters parameters;
    parameters.seed = world.scenario.simulation.seed;
    parameters.replication = board.plan.replication;
    parameters.day = board.plan.day;
    parameters.vehicle_size = traffic_parameters(world.scenario.simulation).flow_factor;
    parameters.tag_base = tag_base(service.value);
    operators_.push_back(std::make_unique<OnDemand>(
        world.scenario.services[service], world.graph, board.plan.known, parameters));
  }
  asked_.resize(operators_.size());
  arrivals_.resize(operators_.size());
}

void DayServices::ask(TripId trip, TimeOfDay at, Mode mode) {
  const scenarios::Population& people = board_.world.population;
  const std::size_t service = std::size_t{mode} - first_service_mode;
  Request request;
  request.time = at;
  request.from = people.origin_link[trip];
  request.to = people.destination_link[trip];
  request.from_place = people.origin[trip];
  request.to_place = people.destination[trip];
  request.eligible =
      eligible(board_.world.scenario.services[ServiceId(service)], people, people.person[trip]);
  request.name = board_.name_of(trip);
  request.person = people.person[trip].value;
  request.trip = trip.value;
  asked_[service].push_back(request);
  if (board_.events != nullptr) {
    board_.events->requests(at, board_.person_of(trip), mode, request.from);
  }
}

bool DayServices::arrived(const Arrival& arrival) {
  if (arrival.tag < service_tags) return false;
  arrivals_[arrival.tag / service_tags - 1].push_back(arrival);
  return true;
}

TimeOfDay DayServices::next_due() const {
  TimeOfDay next = day_end;
  for (const auto& service : operators_) next = std::min(next, service->next_due());
  return next;
}

void DayServices::run_window(std::vector<Refused>& refused) {
  for (const ServiceId service : board_.world.scenario.services.ids()) {
    const std::size_t row = service.value;
    events_.clear();
    operators_[row]->advance(arrivals_[row], board_.traffic, events_);
    arrivals_[row].clear();
    if (!asked_[row].empty()) {
      std::sort(asked_[row].begin(), asked_[row].end(), [](const Request& a, const Request& b) {
        return std::tie(a.time, a.name) < std::tie(b.time, b.name);
      });
      operators_[row]->answer(asked_[row], board_.traffic, events_);
      asked_[row].clear();
    }
    hear(service, refused);
  }
}

void DayServices::hear(ServiceId service, std::vector<Refused>& refused) {
  const auto& requests = operators_[service.value]->requests();
  for (const ServiceEvent& event : events_) {
    const RequestRecord& record = requests[event.request];
    const TripId trip(record.request.trip);
    TripRow& row = board_.row(trip);
    if (board_.events != nullptr) tell(service, event, record);
    switch (event.kind) {
      case ServiceEvent::Kind::refused:
        board_.out.request[trip] = event.request;
        refused.push_back({trip, event.time});
        break;
      case ServiceEvent::Kind::accepted:
        board_.out.request[trip] = event.request;
        break;
      case ServiceEvent::Kind::picked_up:
        row.wait = event.time - record.request.time;
        break;
      case ServiceEvent::Kind::dropped_off:
        row.distance = record.ridden;
        row.cost_eur = record.fare_eur;
        board_.arrive(trip, event.time);
        break;
    }
  }
}

void DayServices::tell(ServiceId service, const ServiceEvent& event, const RequestRecord& record) {
  EventLog& log = *board_.events;
  const scenarios::PersonId person = board_.person_of(TripId(record.request.trip));
  const geo::LinkId origin = record.request.from;
  const auto mode = static_cast<Mode>(first_service_mode + service.value);
  const auto vehicle = [&] { return numbers_.of_service(service.value, record.vehicle.value); };
  switch (event.kind) {
    case ServiceEvent::Kind::refused:
      return log.refused(event.time, person, mode, origin);
    case ServiceEvent::Kind::accepted:
      log.offered(event.time, person, mode, vehicle());
      return log.departs(event.time, person, mode, origin);
    case ServiceEvent::Kind::picked_up:
      return log.enters(event.time, person, vehicle(), origin);
    case ServiceEvent::Kind::dropped_off:
      return;  // by DayBoard::arrive
  }
}

void DayServices::finish() {
  for (const auto& service : operators_) {
    service->end_day();
    board_.out.services.push_back({service->requests(), service->vehicles()});
  }
}

void DayServices::visit(Archive& archive) {
  // Who asked was answered and who arrived was heard of within the window: nothing of it is left.
  static_assert(sizeof(DayServices) == 144, "a field came or went: see visit, then renew the size");
  for (const auto& service : operators_) service->visit(archive, board_.traffic);
  if (archive.reading() && archive.good()) check(archive);
}

void DayServices::check(Archive& archive) const {
  const scenarios::Population& people = board_.world.population;
  for (const auto& service : operators_) {
    for (const RequestRecord& record : service->requests()) {
      archive.require(record.request.trip < people.trip_count() &&
                          record.request.person < people.person_count() &&
                          record.request.from.value < board_.world.network().link_count() &&
                          record.request.to.value < board_.world.network().link_count(),
                      "requests of people on roads that there are");
    }
  }
  for (const TripRow& row : board_.out.trips) {
    if (!is_service(row.mode)) continue;
    const auto& requests = operators_[std::size_t{row.mode} - first_service_mode]->requests();
    const RequestId request = board_.out.request[row.trip];
    archive.require(
        request.valid() ? request.value < requests.size() : row.status != TripStatus::done,
        "a request of who rode");
  }
}

bool DayServices::owns(std::uint64_t tag) const {
  if (tag < service_tags || tag / service_tags > operators_.size()) return false;
  return tag % service_tags < operators_[tag / service_tags - 1]->vehicles().size();
}

std::vector<TripId> DayServices::everybody() const {
  std::vector<TripId> trips;
  for (const auto& service : operators_) {
    for (const RequestRecord& record : service->requests()) {
      const bool under_way = record.cause == RefusalCause::none && record.dropoff.ms < 0;
      if (under_way) trips.emplace_back(std::size_t{record.request.trip});
    }
  }
  return trips;
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/day.hpp"

#include <algorithm>
#include <memory>
#include <queue>

#include "geo/base/random.hpp"
#include "sim/services/on_demand.hpp"

namespace eveil::sim {

using scenarios::PersonId;
using scenarios::ServiceId;
using scenarios::TripId;

namespace {

// Tags of vehicles on the road: a car carries its trip's row; vehicles of service s carry base +
// row.
constexpr std::uint64_t service_tags = std::uint64_t{1} << 48U;
constexpr std::uint64_t tag_base(std::size_t service) { return service_tags * (service + 1); }

constexpr Duration shortest_stay = seconds(60);

struct Wake {
  TimeOfDay time;
  TripId trip;
  enum class Kind : std::uint8_t { depart, arrive } kind = Kind::depart;

  auto key() const { return std::make_tuple(time, trip, kind); }
};
struct Later {
  bool operator()(const Wake& a, const Wake& b) const { return a.key() > b.key(); }
};

class DayRun {
 public:
  DayRun(const World& world, const DayPlan& plan, Traffic& traffic);
  DayOutcome run();

 private:
  void start();
  TimeOfDay next_time() const;
  void run_window();
  void wake_people(TimeOfDay window_end);
  void begin(TripId trip, TimeOfDay at);
  void begin_car(TripId trip, TimeOfDay at);
  void begin_walk(TripId trip, TimeOfDay at);
  void begin_bicycle(TripId trip, TimeOfDay at);
  void begin_passenger(TripId trip, TimeOfDay at);
  void begin_request(TripId trip, TimeOfDay at, Mode mode);
  void arrive(TripId trip, TimeOfDay at);
  void fall_back(TripId trip, TimeOfDay at);
  void plan_after(TripId trip, TimeOfDay from);
  void run_services();
  void hear(ServiceId service);
  void finish();

  bool same_person(TripId a, TripId b) const {
    return b.value < world_.population.trip_count() &&
           world_.population.person[a] == world_.population.person[b];
  }

  const World& world_;
  const DayPlan& plan_;
  Traffic& traffic_;
  DayOutcome out_;
  Column<TourId, Mode> mode_now_;  // the plan, but for tours that fell back to the car
  std::priority_queue<Wake, std::vector<Wake>, Later> wakes_;
  BackgroundDay background_;
  std::vector<std::unique_ptr<OnDemand>> operators_;
  std::vector<std::vector<Request>> asked_;
  std::vector<std::vector<Arrival>> service_arrivals_;
  std::vector<Arrival> arrivals_;
  std::vector<ServiceEvent> events_;
};

DayRun::DayRun(const World& world, const DayPlan& plan, Traffic& traffic)
    : world_(world),
      plan_(plan),
      traffic_(traffic),
      mode_now_(plan.tour_mode),
      background_(world, plan.background) {
  out_.trips.resize(world.population.trip_count());
  out_.request.resize(world.population.trip_count());
  for (const ServiceId service : world.scenario.services.ids()) {
    OnDemandParameters parameters;
    parameters.seed = world.scenario.simulation.seed;
    parameters.replication = plan.replication;
    parameters.day = plan.day;
    parameters.vehicle_size = traffic_parameters(world.scenario.simulation).flow_factor;
    parameters.tag_base = tag_base(service.value);
    operators_.push_back(std::make_unique<OnDemand>(
        world.scenario.services[service], world.graph, plan.known, parameters));
  }
  asked_.resize(operators_.size());
  service_arrivals_.resize(operators_.size());
}

void DayRun::start() {
  traffic_.start_day();
  for (const TripId trip : out_.trips.ids()) {
    TripRow& row = out_.trips[trip];
    row.trip = trip;
    const PersonId person = world_.population.person[trip];
    const TripId first = world_.population.first_trip_of(person);
    row.number = static_cast<std::uint16_t>(trip.value - first.value);
    row.wanted = row.mode = plan_.tour_mode[world_.tours.tour_of[trip]];
    if (trip == first) wakes_.push({world_.population.departure[trip], trip, Wake::Kind::depart});
  }
}

TimeOfDay DayRun::next_time() const {
  TimeOfDay next = traffic_.next_active();
  if (!wakes_.empty()) next = std::min(next, wakes_.top().time);
  for (const auto& operator_ : operators_) next = std::min(next, operator_->next_due());
  return std::min(next, background_.next_time());
}

DayOutcome DayRun::run() {
  start();
  while (!stopped(plan_.stop)) {
    const TimeOfDay next = next_time();
    if (next >= day_end) break;
    const TimeOfDay window{next.ms - next.ms % 1000};
    if (window > traffic_.now()) traffic_.skip_to(window);
    if (traffic_.now() >= day_end) break;
    run_window();
  }
  finish();
  return std::move(out_);
}

void DayRun::run_window() {
  wake_people(traffic_.now() + seconds(1));
  background_.depart(traffic_.now() + seconds(1), traffic_);
  arrivals_.clear();
  traffic_.run_window(arrivals_);
  for (auto& list : service_arrivals_) list.clear();
  for (const Arrival& arrival : arrivals_) {
    if (arrival.tag >= service_tags) {
      service_arrivals_[arrival.tag / service_tags - 1].push_back(arrival);
      continue;
    }
    if (arrival.tag >= background_tags) {
      background_.arrived();
      continue;
    }
    const TripId trip(arrival.tag);
    out_.trips[trip].distance = arrival.distance;
    out_.trips[trip].cost_eur =
        plan_.choice.ways().car_cost(arrival.distance, out_.trips[trip].departure);
    arrive(trip, arrival.time);
  }
  run_services();
}

void DayRun::wake_people(TimeOfDay window_end) {
  while (!wakes_.empty() && wakes_.top().time < window_end) {
    const Wake wake = wakes_.top();
    wakes_.pop();
    if (wake.kind == Wake::Kind::depart) {
      begin(wake.trip, wake.time);
    } else {
      arrive(wake.trip, wake.time);
    }
  }
}

void DayRun::begin(TripId trip, TimeOfDay at) {
  TripRow& row = out_.trips[trip];
  const Mode mode = mode_now_[world_.tours.tour_of[trip]];
  row.departure = at;
  row.mode = mode;
  row.status = TripStatus::stuck;  // until it arrives
  if (mode == mode_car) {
    begin_car(trip, at);
  } else if (mode == mode_walk) {
    begin_walk(trip, at);
  } else if (mode == mode_bicycle) {
    begin_bicycle(trip, at);
  } else if (mode == mode_passenger) {
    begin_passenger(trip, at);
  } else {
    begin_request(trip, at, mode);
  }
}

void DayRun::begin_car(TripId trip, TimeOfDay at) {
  out_.trips[trip].mode = mode_car;
  const std::uint64_t person = world_.population.name[world_.population.person[trip]];
  traffic_.depart(std::max(at, traffic_.now()),
                  VehicleClass::car,
                  1.0,
                  stable_name({person, out_.trips[trip].number}),
                  trip.value,
                  plan_.routes[trip]);
}

void DayRun::begin_walk(TripId trip, TimeOfDay at) {
  TripRow& row = out_.trips[trip];
  row.mode = mode_walk;
  row.distance = plan_.choice.ways().walk_distance(trip);
  wakes_.push({at + plan_.choice.ways().walk_time(trip), trip, Wake::Kind::arrive});
}

void DayRun::begin_bicycle(TripId trip, TimeOfDay at) {
  out_.trips[trip].distance = plan_.choice.ways().bicycle_distance(trip);
  wakes_.push({at + plan_.choice.ways().bicycle_time(trip), trip, Wake::Kind::arrive});
}

// A car that is on the road anyway, or that weighs nothing: it takes the car's time.
void DayRun::begin_passenger(TripId trip, TimeOfDay at) {
  const auto route = plan_.routes[trip];
  out_.trips[trip].distance = length_along(route, world_.network());
  wakes_.push({at + time_along(route, at, plan_.known), trip, Wake::Kind::arrive});
}

void DayRun::begin_request(TripId trip, TimeOfDay at, Mode mode) {
  const scenarios::Population& people = world_.population;
  const std::size_t service = std::size_t{mode} - first_service_mode;
  Request request;
  request.time = at;
  request.from = people.origin_link[trip];
  request.to = people.destination_link[trip];
  request.from_place = people.origin[trip];
  request.to_place = people.destination[trip];
  request.eligible =
      eligible(world_.scenario.services[ServiceId(service)], people, people.person[trip]);
  request.name = stable_name({people.name[people.person[trip]], out_.trips[trip].number});
  request.person = people.person[trip].value;
  request.trip = trip.value;
  asked_[service].push_back(request);
}

void DayRun::arrive(TripId trip, TimeOfDay at) {
  out_.trips[trip].arrival = at;
  out_.trips[trip].status = TripStatus::done;
  plan_after(trip, at);
}

void DayRun::plan_after(TripId trip, TimeOfDay from) {
  const TripId next(trip.value + 1);
  if (!same_person(trip, next)) return;
  const TimeOfDay at =
      std::max({world_.population.departure[next], from + shortest_stay, traffic_.now()});
  if (at < day_end) wakes_.push({at, next, Wake::Kind::depart});
}

void DayRun::fall_back(TripId trip, TimeOfDay at) {
  const TourId tour = world_.tours.tour_of[trip];
  const bool at_home = world_.tours.first_trip[tour] == trip;
  if (at_home && plan_.choice.ways().has_car(tour) && plan_.routes.known(trip)) {
    mode_now_[tour] = mode_car;
    begin_car(trip, at);
    return;
  }
  if (plan_.choice.ways().walkable(trip)) {
    begin_walk(trip, at);
    return;
  }
  TripRow& row = out_.trips[trip];
  row.status = at_home ? TripStatus::refused : TripStatus::stranded;
  if (!at_home) return;
  const TripId last_of_tour(trip.value + world_.tours.trips[tour] - 1);
  plan_after(last_of_tour, at);
}

void DayRun::run_services() {
  for (const ServiceId service : world_.scenario.services.ids()) {
    const std::size_t row = service.value;
    events_.clear();
    operators_[row]->advance(service_arrivals_[row], traffic_, events_);
    if (!asked_[row].empty()) {
      std::sort(asked_[row].begin(), asked_[row].end(), [](const Request& a, const Request& b) {
        return std::make_tuple(a.time, a.name) < std::make_tuple(b.time, b.name);
      });
      operators_[row]->answer(asked_[row], traffic_, events_);
      asked_[row].clear();
    }
    hear(service);
  }
}

void DayRun::hear(ServiceId service) {
  const auto& requests = operators_[service.value]->requests();
  for (const ServiceEvent& event : events_) {
    const RequestRecord& record = requests[event.request];
    const TripId trip(record.request.trip);
    TripRow& row = out_.trips[trip];
    switch (event.kind) {
      case ServiceEvent::Kind::refused:
        out_.request[trip] = event.request;
        fall_back(trip, event.time);
        break;
      case ServiceEvent::Kind::accepted:
        out_.request[trip] = event.request;
        break;
      case ServiceEvent::Kind::picked_up:
        row.wait = event.time - record.request.time;
        break;
      case ServiceEvent::Kind::dropped_off:
        row.distance = record.ridden;
        row.cost_eur = record.fare_eur;
        arrive(trip, event.time);
        break;
    }
  }
}

void DayRun::finish() {
  for (const auto& operator_ : operators_) {
    operator_->end_day();
    out_.services.push_back({operator_->requests(), operator_->vehicles()});
  }
  for (const TripRow& row : out_.trips) out_.unfinished += row.status == TripStatus::stuck ? 1 : 0;
  out_.quality = traffic_.quality();
  out_.background = background_.count();
}

}  // namespace

DayOutcome run_day(const World& world, const DayPlan& plan, Traffic& traffic) {
  return DayRun(world, plan, traffic).run();
}

}  // namespace eveil::sim

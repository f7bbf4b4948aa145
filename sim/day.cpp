// SPDX-License-Identifier: Apache-2.0
#include "sim/day.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "sim/day_board.hpp"
#include "sim/day_cars.hpp"
#include "sim/day_detours.hpp"
#include "sim/day_services.hpp"
#include "sim/day_transit.hpp"

namespace eveil::sim {

using scenarios::TripId;

namespace {

// None for a number that is too large for one.
TripId trip_of(std::uint64_t tag) {
  return tag < TripId::none().value ? TripId(static_cast<std::size_t>(tag)) : TripId::none();
}

class DayRun {
 public:
  DayRun(const World& world, const DayPlan& plan, Traffic& traffic)
      : board_(world, plan, traffic),
        cars_(board_),
        services_(board_),
        transit_(board_),
        background_(world, plan.background),
        detours_(board_) {}
  Expected<DayOutcome> run(const DayBreaks& breaks);

 private:
  Expected<void> go_on_from(const DayBreaks& breaks);
  Expected<void> break_off(const DayBreaks& breaks);
  void visit(Archive& archive);
  void check(Archive& archive) const;
  TimeOfDay next_time() const;
  void run_window();
  void wake_people(TimeOfDay window_end);
  void begin(TripId trip, TimeOfDay at);
  bool begin_stated(TripId trip, Mode mode, TimeOfDay at);
  void begin_bicycle(TripId trip, TimeOfDay at);
  void begin_passenger(TripId trip, TimeOfDay at);
  bool by_road(TourId tour) const;
  void fall_back(TripId trip, TimeOfDay at);
  void finish();
  bool world_plans_ride(TripId trip) const { return board_.world.transit.known(trip); }

  DayBoard board_;
  DayCars cars_;
  DayServices services_;
  DayTransit transit_;
  BackgroundDay background_;
  DayDetours detours_;
  std::vector<Arrival> arrivals_;
  std::vector<Refused> refused_;
};

TimeOfDay DayRun::next_time() const {
  return std::min({board_.traffic.next_active(),
                   board_.next_wake_time(),
                   services_.next_due(),
                   transit_.next_due(),
                   background_.next_time(),
                   detours_.next_due()});
}

Expected<DayOutcome> DayRun::run(const DayBreaks& breaks) {
  Traffic& traffic = board_.traffic;
  traffic.start_day();
  traffic.record_events(board_.events != nullptr);
  EVEIL_CHECK(go_on_from(breaks));
  while (true) {
    EVEIL_CHECK(break_off(breaks));
    const TimeOfDay next = next_time();
    if (next >= day_end) break;
    const TimeOfDay window{next.ms - next.ms % 1000};
    if (window > traffic.now()) traffic.skip_to(window);
    if (traffic.now() >= day_end) break;
    run_window();
  }
  finish();
  return std::move(board_.out);
}

Expected<void> DayRun::go_on_from(const DayBreaks& breaks) {
  if (breaks.from == nullptr) return {};
  visit(*breaks.from);
  if (breaks.from->good()) check(*breaks.from);
  return breaks.from->finish(breaks.where);
}

Expected<void> DayRun::break_off(const DayBreaks& breaks) {
  const bool ends = stopped(board_.plan.stop);
  if (breaks.save && (ends || (breaks.due && breaks.due()))) {
    EVEIL_CHECK(breaks.save({board_.traffic.now(), [this](Archive& archive) { visit(archive); }}));
  }
  return ends ? go_on(board_.plan.stop) : Expected<void>();
}

void DayRun::visit(Archive& archive) {
  static_assert(
      sizeof(DayRun) == 1288,
      "a field came or went: see visit, then renew the size");  // a field more: of the day so far,
                                                                // or only of a window?
  board_.traffic.visit(archive);
  board_.visit(archive);
  cars_.visit(archive);
  services_.visit(archive);
  transit_.visit(archive);
  background_.visit(archive);
  detours_.visit(archive);
}

// Everybody is in one place at most, and may go on from there.
void DayRun::check(Archive& archive) const {
  const scenarios::Population& people = board_.world.population;
  Column<scenarios::PersonId, std::uint8_t> busy(people.person_count(), 0);
  const auto claim = [&](TripId trip) {
    const bool known = trip.value < people.trip_count();
    archive.require(known && busy[people.person[trip]]++ == 0, "each person in one place");
  };
  for (const TourId tour : board_.mode_now.ids()) {
    const bool car = board_.mode_now[tour] == mode_car;
    archive.require(car ? by_road(tour) : board_.mode_now[tour] == board_.plan.tour_mode[tour],
                    "the modes that are planned, or a car with a way");
  }
  for (const Wake& wake : board_.wakes()) {
    claim(wake.trip);
    archive.require(wake.kind != Wake::Kind::at_stop || transit_.has_ride(wake.trip),
                    "a ride for who comes to a stop");
    archive.require(wake.kind != Wake::Kind::drive || board_.plan.routes.known(wake.trip),
                    "a way for who comes to a car");
  }
  for (const TransitPassenger& person : transit_.everybody()) {
    const TripId trip = trip_of(person.tag);
    claim(trip);
    archive.require(transit_.has_ride(trip), "a ride for who waits or rides");
  }
  for (const TripId trip : services_.everybody()) claim(trip);
  std::vector<std::uint8_t> driven(background_.begun(), 0);
  std::set<std::uint64_t> buses;
  for (const OnTheWay& vehicle : board_.traffic.everybody()) {
    if (vehicle.tag < bus_tags) {
      claim(trip_of(vehicle.tag));
    } else if (is_bus(vehicle.tag)) {
      archive.require(transit_.owns(vehicle.tag) && buses.insert(vehicle.tag).second,
                      "buses under way, each once");
    } else if (!services_.owns(vehicle.tag)) {
      const std::uint64_t row = vehicle.tag - background_tags;
      archive.require(row < driven.size() && driven[row]++ == 0,
                      "background vehicles that have departed, each once");
    }
  }
}

void DayRun::run_window() {
  const TimeOfDay window_end = board_.traffic.now() + seconds(1);
  wake_people(window_end);
  transit_.advance(window_end);
  background_.depart(window_end, board_.traffic);
  arrivals_.clear();
  board_.traffic.run_window(arrivals_);
  detours_.run_window();
  if (board_.events != nullptr) board_.events->take_window(board_.traffic);
  for (const Arrival& arrival : arrivals_) {
    if (services_.arrived(arrival)) continue;
    if (arrival.tag >= background_tags) {
      background_.arrived();
    } else if (is_bus(arrival.tag)) {
      transit_.arrived(arrival);
    } else {
      cars_.arrived(arrival);
    }
  }
  transit_.advance(window_end);
  refused_.clear();
  services_.run_window(refused_);
  for (const Refused& refused : refused_) fall_back(refused.trip, refused.time);
  if (board_.events != nullptr) {
    board_.events->release(std::min(board_.traffic.settled(), next_time()));
  }
}

void DayRun::wake_people(TimeOfDay window_end) {
  Wake wake;
  while (board_.next_wake(window_end, wake)) {
    switch (wake.kind) {
      case Wake::Kind::depart:
        begin(wake.trip, wake.time);
        break;
      case Wake::Kind::arrive:
        board_.arrive(wake.trip, wake.time);
        break;
      case Wake::Kind::drive:
        cars_.drive(wake.trip, wake.time);
        break;
      case Wake::Kind::at_stop:
        transit_.at_stop(wake.trip, wake.time);
        break;
    }
  }
}

void DayRun::begin(TripId trip, TimeOfDay at) {
  TripRow& row = board_.row(trip);
  const Mode mode = board_.mode_now[board_.tour_of(trip)];
  row.departure = at;
  row.mode = mode;
  row.status = TripStatus::stuck;  // until it arrives
  if (board_.events != nullptr) {
    const geo::LinkId origin = board_.world.population.origin_link[trip];
    board_.events->activity_ends(at, board_.person_of(trip), origin);
    if (mode == mode_bicycle || mode == mode_passenger) {
      board_.events->departs(at, board_.person_of(trip), mode, origin);
    }
  }
  if (board_.world.population.stated.any() && begin_stated(trip, mode, at)) return;
  switch (mode) {
    case mode_car:
      return cars_.begin(trip, at);
    case mode_walk:
      return board_.walk(trip, at);
    case mode_bicycle:
      return begin_bicycle(trip, at);
    case mode_passenger:
      return begin_passenger(trip, at);
    case mode_transit:
      // A short way of the tour is walked, as planned.
      if (!world_plans_ride(trip) && board_.ways().walkable(trip)) return board_.walk(trip, at);
      if (!transit_.begin(trip, at)) fall_back(trip, at);
      return;
    default:
      return services_.ask(trip, at, mode);
  }
}

// What a plan fixes beside the roads: it takes as long as it says. False where it says nothing.
bool DayRun::begin_stated(TripId trip, Mode mode, TimeOfDay at) {
  const scenarios::StatedTrips& stated = board_.world.population.stated;
  const geo::LinkId origin = board_.world.population.origin_link[trip];
  const bool by_road = mode == mode_car || (mode == mode_passenger && stated.travel[trip].ms < 0);
  if (by_road) {
    if (board_.plan.routes.known(trip)) return false;
    board_.row(trip).status = TripStatus::stranded;  // no way leads there
    if (board_.events != nullptr) board_.events->gives_up(at, board_.person_of(trip), origin);
    return true;
  }
  const Metres metres = stated.distance[trip];
  Duration takes = stated.travel[trip];
  if (takes.ms < 0 && metres.value >= 0.0 && mode == mode_bicycle) {
    const double km_h = board_.world.scenario.choice.bicycle_km_h;
    takes = duration(metres / kilometres_per_hour(km_h));
  }
  if (takes.ms < 0) return false;
  if (board_.events != nullptr && (mode == mode_walk || mode == mode_transit)) {
    board_.events->departs(at, board_.person_of(trip), mode, origin);
  }
  board_.row(trip).distance = metres.value >= 0.0 ? metres : Metres(board_.ways().straight_m(trip));
  board_.wake(at + takes, trip, Wake::Kind::arrive);
  return true;
}

void DayRun::begin_bicycle(TripId trip, TimeOfDay at) {
  board_.row(trip).distance = board_.ways().bicycle_distance(trip);
  board_.wake(at + board_.ways().bicycle_time(trip), trip, Wake::Kind::arrive);
}

// A car that is on the road anyway, or that weighs nothing: it takes the car's time.
void DayRun::begin_passenger(TripId trip, TimeOfDay at) {
  const auto route = board_.plan.routes[trip];
  board_.row(trip).distance = length_along(route, board_.world.network());
  board_.wake(at + time_along(route, at, board_.plan.known), trip, Wake::Kind::arrive);
}

// Whether there is a way by car for every trip of the tour: the car has to come home.
bool DayRun::by_road(TourId tour) const {
  const std::uint32_t first = board_.world.tours.first_trip[tour].value;
  for (std::uint32_t row = first; row < first + board_.world.tours.trips[tour]; ++row) {
    if (!board_.plan.routes.known(TripId(row))) return false;
  }
  return true;
}

void DayRun::fall_back(TripId trip, TimeOfDay at) {
  const TourId tour = board_.tour_of(trip);
  const bool fixed = board_.world.population.stated.any();  // to the mode of the plan
  if (!fixed && board_.at_home(trip) && board_.ways().has_car(tour) && by_road(tour)) {
    board_.mode_now[tour] = mode_car;
    return cars_.begin(trip, at);
  }
  if (is_service(board_.row(trip).mode) && transit_.begin(trip, at)) return;
  if (board_.ways().walkable(trip)) return board_.walk(trip, at);
  board_.give_up(trip, at);
}

void DayRun::finish() {
  services_.finish();
  transit_.finish();
  cars_.finish();
  DayOutcome& out = board_.out;
  std::stable_sort(out.legs.begin(), out.legs.end(), [](const LegRow& a, const LegRow& b) {
    return a.trip < b.trip;
  });
  for (const TripRow& row : out.trips) out.unfinished += row.status == TripStatus::stuck ? 1 : 0;
  out.quality = board_.traffic.quality();
  out.background = background_.count();
}

}  // namespace

Expected<DayOutcome> run_day(const World& world,
                             const DayPlan& plan,
                             Traffic& traffic,
                             const DayBreaks& breaks) {
  return DayRun(world, plan, traffic).run(breaks);
}

}  // namespace eveil::sim

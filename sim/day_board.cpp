// SPDX-License-Identifier: Apache-2.0
#include "sim/day_board.hpp"

#include <algorithm>

#include "geo/base/random.hpp"
#include "sim/traffic/state_checks.hpp"

namespace eveil::sim {

using scenarios::PersonId;
using scenarios::TripId;

namespace {

constexpr Duration shortest_stay = seconds(60);

}  // namespace

DayBoard::DayBoard(const World& the_world, const DayPlan& the_plan, Traffic& roads)
    : world(the_world),
      plan(the_plan),
      traffic(roads),
      events(the_plan.events),
      mode_now(the_plan.tour_mode) {
  const scenarios::Population& people = world.population;
  out.trips.resize(people.trip_count());
  out.request.resize(people.trip_count());
  for (const TripId trip : out.trips.ids()) {
    const TripId first = people.first_trip_of(people.person[trip]);
    TripRow& made = out.trips[trip];
    made.trip = trip;
    made.number = static_cast<std::uint16_t>(trip.value - first.value);
    made.wanted = made.mode = plan.tour_mode[tour_of(trip)];
    if (trip == first) wake(plan.departure[trip], trip, Wake::Kind::depart);
  }
}

void DayBoard::wake(TimeOfDay at, TripId trip, Wake::Kind kind) {
  wakes_.push_back({at, trip, kind});
  std::push_heap(wakes_.begin(), wakes_.end(), Later());
}

bool DayBoard::next_wake(TimeOfDay end, Wake& next) {
  if (wakes_.empty() || wakes_.front().time >= end) return false;
  next = wakes_.front();
  std::pop_heap(wakes_.begin(), wakes_.end(), Later());
  wakes_.pop_back();
  return true;
}

TimeOfDay DayBoard::next_wake_time() const {
  return wakes_.empty() ? day_end : wakes_.front().time;
}

std::uint64_t DayBoard::name_of(TripId trip) const {
  return stable_name(
      {world.population.name[world.population.person[trip]], out.trips[trip].number});
}

void DayBoard::arrive(TripId trip, TimeOfDay at) {
  row(trip).arrival = at;
  row(trip).status = TripStatus::done;
  if (events != nullptr) {
    events->trip_ends(at, person_of(trip), world.population.destination_link[trip]);
  }
  plan_after(trip, at);
}

void DayBoard::walk(TripId trip, TimeOfDay at) {
  TripRow& made = row(trip);
  made.mode = mode_walk;
  made.distance = ways().walk_distance(trip);
  if (events != nullptr) {
    events->departs(at, person_of(trip), mode_walk, world.population.origin_link[trip]);
  }
  wake(at + ways().walk_time(trip), trip, Wake::Kind::arrive);
}

void DayBoard::give_up(TripId trip, TimeOfDay at) {
  row(trip).status = at_home(trip) ? TripStatus::refused : TripStatus::stranded;
  if (events != nullptr) {
    events->gives_up(at, person_of(trip), world.population.origin_link[trip]);
  }
  if (!at_home(trip)) return;
  plan_after(TripId(trip.value + world.tours.trips[tour_of(trip)] - 1), at);
}

void DayBoard::plan_after(TripId trip, TimeOfDay from) {
  const TripId next(trip.value + 1);
  const scenarios::Population& people = world.population;
  if (next.value >= people.trip_count() || people.person[trip] != people.person[next]) return;
  const scenarios::StatedTrips& stated = people.stated;
  TimeOfDay ready = from + shortest_stay;
  if (stated.any()) ready = from + std::max(stated.stay[next], Duration{0});
  // A stay that is stated counts from the arrival, whenever that is.
  const bool stays = stated.any() && stated.stay[next] >= Duration{0};
  const TimeOfDay planned = stays ? ready : plan.departure[next];
  const TimeOfDay at = std::max({planned, ready, traffic.now()});
  if (at < day_end) wake(at, next, Wake::Kind::depart);
}

void DayBoard::visit(Archive& archive) {
  // A field more: is it of the day so far? Then it belongs here; `finish` makes the others.
  static_assert(sizeof(DayOutcome) == 336 && sizeof(DayBoard) == 416,
                "a field came or went: see visit, then renew the size");
  archive.part("trips");
  archive(out.trips, out.request, mode_now);
  archive.part("records");
  archive(out.legs, out.parked, out.transit);
  archive.part("wakes");
  archive(wakes_);
  if (!archive.reading()) return;
  check(archive);
  std::make_heap(wakes_.begin(), wakes_.end(), Later());
}

void DayBoard::check(Archive& archive) const {
  const std::size_t trips = world.population.trip_count();
  const std::size_t modes = world.modes.size();
  archive.require(out.trips.size() == trips && out.request.size() == trips &&
                      mode_now.size() == plan.tour_mode.size(),
                  "as many trips and tours as the population has");
  if (!archive.good()) return;
  for (const TripId trip : out.trips.ids()) {
    const TripRow& made = out.trips[trip];
    const TripId first = world.population.first_trip_of(world.population.person[trip]);
    archive.require(made.trip == trip && made.number == trip.value - first.value &&
                        made.wanted == plan.tour_mode[tour_of(trip)],
                    "the trips that are planned, in their order");
    archive.require(made.mode < modes && static_cast<std::size_t>(made.status) < trip_status_count,
                    "a mode and a status that there are");
    archive.require(
        sane(made.departure) && sane(made.arrival) && sane(made.wait) && sane(made.walk),
        "times of one day");
  }
  for (const Mode mode : mode_now) archive.require(mode < modes, "a mode that there is");
  for (const LegRow& leg : out.legs) {
    archive.require(leg.trip.value < trips && leg.mode < modes && sane(leg.departure) &&
                        sane(leg.arrival) && may_be(leg.from_link, world.network().link_count()) &&
                        may_be(leg.to_link, world.network().link_count()) &&
                        may_be(leg.line, world.territory.timetable.line_count()) &&
                        may_be(leg.from_stop, world.territory.timetable.stop_count()) &&
                        may_be(leg.to_stop, world.territory.timetable.stop_count()),
                    "legs of trips, between places that there are");
  }
  for (const ParkedCar& car : out.parked) {
    archive.require(
        car.site.value < world.territory.sites.size() && sane(car.arrival) && sane(car.lost),
        "cars parked at sites that there are");
  }
  for (const Wake& wake : wakes_) {
    archive.require(wake.trip.value < trips && wake.kind <= Wake::Kind::at_stop && sane(wake.time),
                    "trips that there are");
  }
}

}  // namespace eveil::sim

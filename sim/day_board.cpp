// SPDX-License-Identifier: Apache-2.0
#include "sim/day_board.hpp"

#include <algorithm>

#include "geo/base/random.hpp"

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

void DayBoard::wake(TimeOfDay at, TripId trip, Wake::Kind kind) { wakes_.push({at, trip, kind}); }

bool DayBoard::next_wake(TimeOfDay end, Wake& next) {
  if (wakes_.empty() || wakes_.top().time >= end) return false;
  next = wakes_.top();
  wakes_.pop();
  return true;
}

TimeOfDay DayBoard::next_wake_time() const { return wakes_.empty() ? day_end : wakes_.top().time; }

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

}  // namespace eveil::sim

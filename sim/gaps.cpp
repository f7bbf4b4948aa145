// SPDX-License-Identifier: Apache-2.0
#include "sim/gaps.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "sim/learning_rules.hpp"

namespace eveil::sim {

using scenarios::BackgroundId;
using scenarios::BackgroundVehicle;
using scenarios::PersonId;
using scenarios::TripId;

namespace {

struct Sums {
  RelativeGap route;
  double lost = 0.0;
  double best = 0.0;

  Sums& operator+=(const Sums& other) {
    route += other.route;
    lost += other.lost;
    best += other.best;
    return *this;
  }
};

std::vector<PersonId> measured(const World& world) {
  std::vector<PersonId> people;
  const double share = gap_persons / static_cast<double>(world.population.person_count());
  for (const PersonId person : world.population.persons()) {
    Draw draw(world.scenario.simulation.seed, Purpose::gap, world.population.name[person]);
    if (draw.uniform() < share) people.push_back(person);
  }
  return people;
}

/// A day, and what people would have known of it.
struct LivedDay {
  const World& world;
  const DayPlan& plan;
  const DayOutcome& outcome;
  const Knowledge& seen;
};

Sums person_sums(const LivedDay& day, PersonId person, geo::RoadSearch& search) {
  const auto& [world, plan, outcome, seen] = day;
  Sums sums;
  std::vector<double> utilities(world.modes.size());
  const std::uint32_t last = world.tours.first_tour[PersonId(person.value + 1)];
  for (std::uint32_t row = world.tours.first_tour[person]; row < last; ++row) {
    if (world.population.stated.any()) break;  // nobody chooses
    const TourId tour(row);
    plan.choice.tour_utilities(tour, seen, utilities);
    const double best = utilities[best_mode(utilities)];
    sums.lost += best - utilities[plan.tour_mode[tour]];
    sums.best += std::fabs(best);
  }
  const std::uint32_t first_trip = world.population.first_trip_of(person).value;
  for (std::uint32_t row = 0; row < world.population.trip_count_of(person); ++row) {
    const TripRow& trip = outcome.trips[TripId(first_trip + row)];
    if (trip.status != TripStatus::done || trip.mode != mode_car) continue;
    const geo::Route route = search.fastest(world.population.origin_link[trip.trip],
                                            world.population.destination_link[trip.trip],
                                            trip.departure,
                                            seen.times);
    if (route.links.empty()) continue;  // a stated one that no search would take
    const Duration walk = world.population.stated.any() ? trip.walk : Duration{0};
    sums.route.add((trip.arrival - trip.departure - walk).seconds(),
                   (route.arrival - trip.departure).seconds());
  }
  return sums;
}

std::vector<BackgroundId> measured_vehicles(const World& world) {
  std::vector<BackgroundId> vehicles;
  const double share = gap_persons / static_cast<double>(world.background.size());
  for (const BackgroundId vehicle : world.background.ids()) {
    Draw draw(world.scenario.simulation.seed, Purpose::gap, world.background[vehicle].name);
    if (draw.uniform() < share) vehicles.push_back(vehicle);
  }
  return vehicles;
}

/// When who sets out at the end of a route's first link is at the end of its last.
TimeOfDay arrival_along(std::span<const geo::LinkId> route,
                        TimeOfDay departure,
                        const geo::LinkTimes& times) {
  TimeOfDay now = departure;
  for (const geo::LinkId link : route.subspan(1)) now = times.leave(link, now);
  return now;
}

}  // namespace

Gaps gaps_of(const World& world,
             const DayPlan& plan,
             const DayOutcome& outcome,
             const Knowledge& seen) {
  const LivedDay day{world, plan, outcome, seen};
  const std::vector<PersonId> people = measured(world);
  constexpr std::size_t grain = 64;
  std::vector<Sums> partial((people.size() + grain - 1) / grain);
  parallel::for_each_chunk(people.size(), grain, [&](std::size_t first, std::size_t last) {
    geo::RoadSearch search(world.graph);
    for (std::size_t row = first; row < last; ++row) {
      partial[first / grain] += person_sums(day, people[row], search);
    }
  });
  Sums total;
  for (const Sums& part : partial) total += part;
  Gaps gaps;
  gaps.route = total.route.value();
  if (total.best > 0.0) gaps.choice = total.lost / total.best;
  return gaps;
}

double background_gap_of(const World& world,
                         std::span<const std::vector<geo::LinkId>> routes,
                         const geo::LinkTimes& seen) {
  const std::vector<BackgroundId> vehicles = measured_vehicles(world);
  constexpr std::size_t grain = 64;
  std::vector<RelativeGap> partial((vehicles.size() + grain - 1) / grain);
  std::vector<std::uint8_t> any(partial.size(), 0);
  parallel::for_each_chunk(vehicles.size(), grain, [&](std::size_t first, std::size_t last) {
    geo::RoadSearch search(world.graph);
    for (std::size_t row = first; row < last; ++row) {
      const BackgroundVehicle& vehicle = world.background[vehicles[row]];
      const std::vector<geo::LinkId>& known = routes[vehicles[row].value];
      if (known.empty()) continue;
      const geo::Route best = search.fastest(vehicle.from, vehicle.to, vehicle.departure, seen);
      const TimeOfDay own = arrival_along(known, vehicle.departure, seen);
      partial[first / grain].add((own - vehicle.departure).seconds(),
                                 (best.arrival - vehicle.departure).seconds());
      any[first / grain] = 1;
    }
  });
  RelativeGap total;
  for (const RelativeGap& part : partial) total += part;
  const bool found = std::find(any.begin(), any.end(), 1) != any.end();
  return found ? total.value() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/gaps.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "sim/learning_rules.hpp"
#include "sim/travellers/expectation.hpp"

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

/// Those of `all` that are measured, by their stable names.
template <class Id, class NameOf>
std::vector<Id> measured(const World& world, IdRange<Id> all, const NameOf& name_of) {
  std::vector<Id> chosen;
  const double share = gap_persons / static_cast<double>(all.count);
  for (const Id one : all) {
    Draw draw(world.scenario.simulation.seed, Purpose::gap, name_of(one));
    if (draw.uniform() < share) chosen.push_back(one);
  }
  return chosen;
}

/// The sum of `term(row, search)` over the rows.
template <class Sum, class Id, class Term>
Sum summed(const World& world, const std::vector<Id>& rows, const Term& term) {
  constexpr std::size_t grain = 64;  // rows that share one search's scratch space
  std::vector<Sum> partial((rows.size() + grain - 1) / grain);
  parallel::for_each_chunk(rows.size(), grain, [&](std::size_t first, std::size_t last) {
    geo::RoadSearch search(world.graph);
    for (std::size_t row = first; row < last; ++row) {
      partial[first / grain] += term(rows[row], search);
    }
  });
  Sum total;
  for (const Sum& part : partial) total += part;
  return total;
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

}  // namespace

Gaps gaps_of(const World& world,
             const DayPlan& plan,
             const DayOutcome& outcome,
             const Knowledge& seen) {
  const LivedDay day{world, plan, outcome, seen};
  const std::vector<PersonId> people =
      measured(world, world.population.persons(), [&](PersonId person) {
        return world.population.name[person];
      });
  const auto total = summed<Sums>(world, people, [&](PersonId person, geo::RoadSearch& search) {
    return person_sums(day, person, search);
  });
  Gaps gaps;
  gaps.route = total.route.value();
  if (total.best > 0.0) gaps.choice = total.lost / total.best;
  return gaps;
}

double background_gap_of(const World& world,
                         std::span<const std::vector<geo::LinkId>> routes,
                         const geo::LinkTimes& seen) {
  std::vector<BackgroundId> vehicles =
      measured(world, world.background.ids(), [&](BackgroundId vehicle) {
        return world.background[vehicle].name;
      });
  std::erase_if(vehicles, [&](BackgroundId vehicle) { return routes[vehicle.value].empty(); });
  if (vehicles.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto gap_of = [&](BackgroundId row, geo::RoadSearch& search) {
    const BackgroundVehicle& vehicle = world.background[row];
    const geo::Route best = search.fastest(vehicle.from, vehicle.to, vehicle.departure, seen);
    RelativeGap gap;
    gap.add(time_along(routes[row.value], vehicle.departure, seen).seconds(),
            (best.arrival - vehicle.departure).seconds());
    return gap;
  };
  return summed<RelativeGap>(world, vehicles, gap_of).value();
}

}  // namespace eveil::sim

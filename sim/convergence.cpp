// SPDX-License-Identifier: Apache-2.0
#include "sim/convergence.hpp"

#include <cstdint>

namespace eveil::sim {

ConvergenceRow convergence_of(const World& world, const DayOutcome& outcome) {
  ConvergenceRow row;
  row.quality = outcome.quality;
  row.transit = outcome.transit;
  row.unfinished = outcome.unfinished;
  row.mode_share.assign(world.modes.size(), 0.0);
  double done = 0.0;
  for (const TripRow& trip : outcome.trips) {
    if (trip.status != TripStatus::done) continue;
    done += 1.0;
    row.mode_share[trip.mode] += 1.0;
    row.mean_travel_time_s += (trip.arrival - trip.departure).seconds();
  }
  if (done == 0.0) return row;
  row.mean_travel_time_s /= done;
  for (double& share : row.mode_share) share /= done;
  return row;
}

double changed_share(const World& world,
                     const Column<TourId, Mode>& before,
                     const Column<TourId, Mode>& after) {
  std::uint64_t changed = 0;
  for (const scenarios::PersonId person : world.population.persons()) {
    const std::uint32_t first = world.tours.first_tour[person];
    const std::uint32_t last = world.tours.first_tour[scenarios::PersonId(person.value + 1)];
    for (std::uint32_t tour = first; tour < last; ++tour) {
      if (before[TourId(tour)] == after[TourId(tour)]) continue;
      ++changed;
      break;
    }
  }
  return static_cast<double>(changed) / static_cast<double>(world.population.person_count());
}

}  // namespace eveil::sim

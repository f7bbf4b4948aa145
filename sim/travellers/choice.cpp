// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/choice.hpp"

#include <algorithm>
#include <limits>

namespace eveil::sim {

using scenarios::TripId;

namespace {

bool uses_roads(Mode mode) {
  return mode == mode_car || mode == mode_passenger || is_service(mode);
}

}  // namespace

Mode best_mode(std::span<const double> utilities) {
  const auto best = std::max_element(utilities.begin(), utilities.end());
  return static_cast<Mode>(best - utilities.begin());
}

ModeChoice::ModeChoice(const scenarios::Population& population,
                       const scenarios::Scenario& scenario,
                       const Tours& tours,
                       std::uint64_t replication)
    : population_(&population),
      scenario_(&scenario),
      tours_(&tours),
      ways_(population, scenario, tours),
      tastes_(population, scenario, tours, replication) {}

double ModeChoice::utility(TripId trip, Mode mode, const TripLevel& level) const {
  return trip_utility(*population_, *scenario_, trip, mode, level);
}

bool ModeChoice::available(TourId tour, Mode mode, const Expectation& expected) const {
  switch (mode) {
    case mode_car:
      return ways_.has_car(tour);
    case mode_walk:
      return true;
    case mode_bicycle:
      return ways_.has_bicycle(tour);
    case mode_passenger:
      return ways_.has_driver(tour);
    case mode_transit:
      return expected.by_transit(tour);
    default:
      return ((tours_->services[tour] >> (mode - first_service_mode)) & 1U) != 0;
  }
}

void ModeChoice::tour_utilities(TourId tour,
                                const Knowledge& known,
                                std::span<double> utilities) const {
  constexpr double unavailable = -std::numeric_limits<double>::infinity();
  const Expectation expected(*population_, *scenario_, *tours_, known);
  const std::uint32_t first = tours_->first_trip[tour].value;
  const std::uint32_t last = first + tours_->trips[tour];
  bool by_road = true;
  for (std::uint32_t row = first; row < last; ++row) {
    by_road = by_road && expected.by_road(TripId(row));
  }
  for (std::size_t row = 0; row < utilities.size(); ++row) {
    const auto mode = static_cast<Mode>(row);
    utilities[row] = unavailable;
    if (!available(tour, mode, expected) || (uses_roads(mode) && !by_road)) continue;
    utilities[row] = taste(tour, mode);
    for (std::uint32_t trip_row = first; trip_row < last; ++trip_row) {
      const TripId trip(trip_row);
      utilities[row] += utility(trip, mode, expected.level(trip, mode));
    }
  }
}

TimeOfDay ModeChoice::departure(TripId trip, Mode mode, const Knowledge& known) const {
  const TimeOfDay planned = population_->departure[trip];
  const TimeOfDay wanted = population_->wanted_arrival[trip];
  if (mode == mode_transit && known.transit.known(trip)) return known.transit[trip].leave;
  if (wanted.ms < 0 || mode == no_mode) return planned;
  const Expectation expected(*population_, *scenario_, *tours_, known);
  const Mode by = mode == mode_transit ? mode_walk : mode;
  if (uses_roads(by) && !expected.by_road(trip)) return planned;
  // Twice, since the time it takes depends on when one sets out.
  const TimeOfDay near = wanted - expected.lead(trip, by, planned);
  return std::max(day_start, wanted - expected.lead(trip, by, std::max(day_start, near)));
}

}  // namespace eveil::sim

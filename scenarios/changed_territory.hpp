// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/territory.hpp"
#include "scenarios/changes.hpp"
#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

/// What a closure did to a link.
enum class Closure : std::uint8_t {
  open,
  closed,   ///< by a change
  cut_off,  ///< can no longer be reached, or left, from the main part of what is open
};

/// A territory with the changes of a scenario made to its supply.
///
/// Rows, names and digest are the base's, so that people, learnt times and results of base and
/// variant speak of the same links. Links that are closed or cut off are not for cars any more.
struct ChangedTerritory {
  geo::Territory territory;
  Column<geo::LinkId, Closure> closure;  ///< empty where nothing is closed
  std::vector<std::string> notes;        ///< one sentence a change, with counts
};

/// Whether the changes touch links or timetables: else the territory serves as it is.
bool changes_supply(std::span<const Change> changes);

/// Makes the changes of links and transit supply, in the order of the file. Prices are no part of
/// a territory: see `changed` and `car_cost_eur_per_km`. Pure.
/// \errors bad_input: a filter that no link or line fits (an id or line by name); a speed or
///         capacity that falls to nothing; closures that leave no road.
Expected<ChangedTerritory> apply_changes(std::span<const Change> changes,
                                         const geo::Territory& territory);

/// People whose links are closed, moved to the nearest link that is open.
struct MovedPeople {
  Population people;
  std::uint64_t homes = 0;      ///< people whose home's link was closed
  std::uint64_t trip_ends = 0;  ///< origins and destinations moved
  std::uint64_t cut_off = 0;    ///< trips that start or end where no car comes any more
};

/// \pre something is closed. Who is cut off stays where they are, and has no way by car.
MovedPeople moved_off_closed(const ChangedTerritory& changed, const Population& people);

}  // namespace eveil::scenarios

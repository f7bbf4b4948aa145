// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geo/base/index.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"

namespace eveil::sim {

using TourId = Index<struct TourTag>;

/// The tours of a population (runs of trips from home to home) and which services could serve each.
struct Tours {
  Column<TourId, scenarios::PersonId> person;
  Column<TourId, std::uint16_t> number;  ///< in the person's day
  Column<TourId, scenarios::TripId> first_trip;
  Column<TourId, std::uint16_t> trips;
  Column<scenarios::TripId, TourId> tour_of;
  Column<scenarios::PersonId, std::uint32_t> first_tour;  ///< one entry more than persons

  /// Bit s: service s is open to the person, both ends of every trip lie in its area, at its hours.
  Column<TourId, std::uint64_t> services;

  std::size_t size() const { return person.size(); }
};
inline constexpr std::size_t most_services = 64;

/// \pre at most `most_services` services.
Tours tours_of(const scenarios::Population& population, const scenarios::Scenario& scenario);

/// Whether the person may use the service at all.
bool eligible(const scenarios::Service& service,
              const scenarios::Population& population,
              scenarios::PersonId person);
/// Whether requests are taken at that time.
bool open_at(const scenarios::Service& service, TimeOfDay time);

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "geo/territory.hpp"
#include "scenarios/population/destinations.hpp"
#include "scenarios/population/places.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/population/tables.hpp"

namespace eveil::scenarios {

/// Everything a person's draws read; shared by all of them.
struct World {
  std::uint64_t seed;
  double car_given_licence;
  const ZonePlaces& places;
  const DestinationTables& destinations;
};

/// One person before the trips are laid out.
struct Person {
  std::uint64_t name = 0;
  geo::ZoneId zone;
  Spot home;
  std::uint8_t age = 0;
  Sex sex = Sex::female;
  bool employed = false;
  bool student = false;
  bool licence = false;
  bool car = false;
  bool bicycle = false;
  bool passenger = false;
  bool part_time = false;
  std::uint8_t income = 1;
  Spot anchor;           ///< of work or study; no zone where there is neither
  std::string_view day;  ///< letters of the chain; empty: at home all day

  bool adult() const { return age >= 18; }
};

/// Who somebody is and what kind of day they have: a function of (seed, name, zone) alone.
Person make_person(const World& world, std::uint64_t name, geo::ZoneId zone);

/// One trip of a day.
struct PlannedTrip {
  Spot from;
  Spot to;
  Activity purpose = Activity::home;
  TimeOfDay departure;
  std::uint16_t tour = 0;
  TimeOfDay wanted_arrival = no_wanted_arrival;
};
inline constexpr std::size_t longest_day = 8;

/// The trips of a person's day, as many as `person.day` has letters, in order of departure.
std::size_t plan_day(const World& world,
                     const Person& person,
                     std::array<PlannedTrip, longest_day>& trips);

}  // namespace eveil::scenarios

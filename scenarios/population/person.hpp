// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/random.hpp"
#include "scenarios/population/kinds.hpp"
#include "scenarios/population/survey_tables.hpp"

namespace eveil::scenarios {

/// Who somebody is, before any place or day.
struct Person {
  std::uint64_t name = 0;
  std::uint8_t age = 0;
  Sex sex = Sex::female;
  Group group = Group::infant;
  bool licence = false;
  bool car = false;
  bool bicycle = false;
  bool passenger = false;
  bool young_child = false;  ///< an adult in whose household a child under 11 lives

  bool employed() const { return group == Group::full_time || group == Group::part_time; }
  bool student() const {
    return group == Group::pupil_5_10 || group == Group::pupil_11_17 || group == Group::student;
  }
  bool adult() const { return age >= 18; }
};

/// The people who live together; the first member is the reference person, an adult, and adults
/// come before children.
struct Household {
  std::uint64_t name = 0;
  std::uint8_t cars = 0;
  std::uint8_t bicycles = 0;
  std::uint8_t income = 1;
  std::vector<Person> members;
};

/// Draws households from the survey's tables: functions of (seed, name) alone.
/// \threads read from any thread once made.
class HouseholdMaker {
 public:
  /// \param cars_per_person  0: as in the survey; else the number of cars of each kind of household
  /// is shifted (weights times a factor to the power of the cars) until an inhabitant has so many.
  HouseholdMaker(std::uint64_t seed, double cars_per_person);

  std::size_t draw_type(Draw& draw) const;
  static std::size_t size_of(std::size_t type);
  Household make(std::uint64_t name, std::size_t type) const;
  /// Cars an inhabitant that the households come to, in expectation; 0 where none were asked for.
  double cars_per_person() const { return reached_; }

 private:
  void draw_ages(Household& household, const survey::HouseholdType& type) const;
  void draw_traits(Person& person) const;
  void draw_vehicles(Household& household) const;

  std::uint64_t seed_;
  std::vector<double> cumulative_;
  double factor_ = 1.0;
  double reached_ = 0.0;
};

/// Households drawn from the tables whatever the territory and seed, to tell how often things
/// happen.
std::vector<Household> typical_households(std::size_t count);

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/territory.hpp"
#include "scenarios/population/kinds.hpp"

namespace eveil::scenarios {

using PersonId = Index<struct PersonTag>;
using TripId = Index<struct TripTag>;
using HouseholdId = Index<struct HouseholdTag>;

/// Classes of income: fifths of the households, 1 the poorest.
inline constexpr std::uint8_t income_class_count = 5;
/// `wanted_arrival` of trips that leave when they are ready.
inline constexpr TimeOfDay no_wanted_arrival{-1};
std::string_view name_of(Activity activity);

/// How a trip is stated to be made.
enum class StatedMode : std::uint8_t { car, walk, bicycle, passenger, transit };

/// What explicit plans fix of each trip; no rows in a synthetic population.
struct StatedTrips {
  Column<TripId, StatedMode> mode;
  Column<TripId, Duration> stay;    ///< from the arrival of the trip before; -1 ms: by `departure`
  Column<TripId, Duration> travel;  ///< how long it takes off the roads; -1 ms: not stated
  Column<TripId, Metres> distance;  ///< off the roads; below 0: not stated
  Column<TripId, Duration> access;  ///< on foot to the car
  Column<TripId, Duration> egress;  ///< and from it
  Ragged<TripId, geo::LinkId> route;  ///< by car; empty: to be found

  bool any() const { return !mode.empty(); }
};

/// The people of a scenario and what they plan for an ordinary weekday; immutable once made.
///
/// A person's trips are `trips_of(person)`: consecutive rows of the trip columns, in order of
/// departure; a tour is a run of them that starts and ends at home. People who stay at home have
/// none. The members of a household are consecutive rows, `members_of(household)`.
struct Population {
  // one row a household
  Column<HouseholdId, std::uint64_t>
      household_name;  ///< stable: hash of zone code and number, whatever the sample
  Column<HouseholdId, std::uint8_t> cars;
  Column<HouseholdId, std::uint8_t> bicycles;
  Column<HouseholdId, std::uint32_t> first_person;  ///< one entry more than there are households

  // one row a person
  Column<PersonId, std::uint64_t> name;  ///< stable: hash of household and number in it
  Column<PersonId, HouseholdId> household;
  Column<PersonId, geo::ZoneId> zone;
  Column<PersonId, Point> home;
  Column<PersonId, geo::LinkId> home_link;
  Column<PersonId, std::uint8_t> age;
  Column<PersonId, Sex> sex;
  Column<PersonId, std::uint8_t> employed;     ///< 0 or 1
  Column<PersonId, std::uint8_t> part_time;    ///< 1: employed, but not full time
  Column<PersonId, std::uint8_t> student;      ///< 0 or 1; a pupil below 18
  Column<PersonId, std::uint8_t> income;       ///< class of the household, 1 to 5
  Column<PersonId, std::uint8_t> licence;      ///< 0 or 1
  Column<PersonId, std::uint8_t> car;          ///< 1: a car is there whenever wanted
  Column<PersonId, std::uint8_t> bicycle;      ///< 1: a bicycle is there whenever wanted
  Column<PersonId, std::uint8_t> passenger;    ///< 1: somebody can drive them
  Column<PersonId, geo::SiteId> site;          ///< generator of work or study, or none
  Column<PersonId, geo::Role> role;            ///< role there
  Column<PersonId, std::uint32_t> first_trip;  ///< one entry more than there are persons

  // one row a trip
  Column<TripId, PersonId> person;
  Column<TripId, std::uint16_t> tour;   ///< number of the tour in the person's day
  Column<TripId, Activity> purpose;     ///< activity at the destination
  Column<TripId, TimeOfDay> departure;  ///< planned; later if the trip before ends later
  /// Start of a fixed activity at the destination (work, study, a child's school), else
  /// `no_wanted_arrival`: the trip leaves at `departure`.
  Column<TripId, TimeOfDay> wanted_arrival;
  Column<TripId, PersonId> escorted;  ///< the child of the household brought or fetched, or none
  Column<TripId, Point> origin;
  Column<TripId, Point> destination;
  Column<TripId, geo::LinkId> origin_link;
  Column<TripId, geo::LinkId> destination_link;
  Column<TripId, geo::ZoneId> origin_zone;
  Column<TripId, geo::ZoneId> destination_zone;
  Column<TripId, geo::SiteId> destination_site;  ///< generator at the destination, or none

  Column<PersonId, std::string>
      label;  ///< the source's id where persons are explicit; else no rows
  StatedTrips stated;

  double weight = 1.0;  ///< people each person stands for: 1 / sample
  std::uint64_t zones_without_road =
      0;  ///< their people start at the zone's centre, on the nearest link

  std::size_t person_count() const { return name.size(); }
  std::size_t household_count() const { return household_name.size(); }
  std::size_t trip_count() const { return person.size(); }
  IdRange<PersonId> persons() const { return {static_cast<std::uint32_t>(person_count())}; }
  std::uint32_t member_count_of(HouseholdId h) const {
    return first_person[HouseholdId(h.value + 1)] - first_person[h];
  }
  TripId first_trip_of(PersonId p) const { return TripId(first_trip[p]); }
  std::uint32_t trip_count_of(PersonId p) const {
    return first_trip[PersonId(p.value + 1)] - first_trip[p];
  }
};

/// How far people go: deterrence is exp(-distance / scale), straight line.
/// \source chosen here so that trips inside Montpellier are about as long as in the survey EDGT
/// Hérault 2013-14 (docs/validation.md, "Distances").
struct DistanceScales {
  double work_km = 3.5;
  double pupil_km = 0.6;
  double adult_student_km = 1.2;
  double shop_km = 0.7;
  double leisure_km = 1.1;
  double other_km = 1.1;
  double escort_km = 0.6;  ///< where no child of the household says where to
};

struct PopulationParameters {
  std::uint64_t seed = 1;
  double sample = 1.0;  ///< share of households kept, by a draw on each one's name: a subset of all
  DistanceScales scales;
  double cars_per_person = 0.0;  ///< of all ages; 0: as in the survey, which is French
};

/// A synthetic population: zone by zone households until the inhabitants are met, with their
/// members' ages, occupations, licences, cars and bicycles; and a day for everybody from the
/// chains, starts and stays of a survey. Work and school by balanced gravity models, with jobs
/// where given and road density where not; other places around home or around work and school;
/// escorts go to the school of a child of the household at its time.
///
/// Generators attract, in expectation, as many as they declare by role. Their employees and
/// students are those of the day: all of them go there. What is done there lies within the opening
/// hours.
///
/// \errors bad_input: no inhabitants; attendees that exceed the people there are;
/// cars that the households of the tables cannot have.
/// \threads parallel over zones and households; the same bytes at any thread count. Keyed by `seed`
/// only. \source docs/model.md, "Population".
Expected<Population> synthesise(const geo::Territory& territory,
                                const PopulationParameters& parameters);

/// SHA-256 over people and their trips: two populations of one digest are the same.
std::string digest_of(const Population& population);

/// Every broken law as an error: tours start and end at home, departures don't fall, a driver has a
/// licence, destinations lie in their zones, ids exist.
Expected<void> check_population(const Population& population, const geo::Territory& territory);

}  // namespace eveil::scenarios

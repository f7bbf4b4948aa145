// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "scenarios/population/kinds.hpp"

/// Tables derived from the household travel survey of Hérault-Montpellier 2013-14; ODbL 1.0.
///
/// Written by tables/derive.py into survey_households.cpp, survey_days.cpp and survey_times.cpp;
/// tables/README.md says how, and names the producer. French: replace them by a local survey.
namespace eveil::scenarios::survey {

/// A composition of households and the age band of its reference person, an adult.
struct HouseholdType {
  std::uint8_t adults;
  std::uint8_t under_5;
  std::uint8_t from_5_to_10;
  std::uint8_t from_11_to_17;
  std::uint8_t band;  ///< 0: 18-24, then by ten years, 6: 75 and more
  double weight;      ///< share of all households
};
std::span<const HouseholdType> household_types();

/// How the adults of a household belong together.
struct Relations {
  std::uint8_t adults;      ///< 3: or more
  std::uint8_t generation;  ///< reference person under 35, under 55, older
  double partner;           ///< share with a partner of the reference person
  double child;             ///< of the other adults: sons and daughters
  double man_with_partner;  ///< share of men among reference persons
  double man_alone;
};
std::span<const Relations> relations();

/// From `from` to under `to`, years or minutes, with its share of the table.
struct Bin {
  std::int16_t from;
  std::int16_t to;
  double weight;
};
std::span<const Bin> partner_gaps();  ///< years that the reference person is older
std::span<const Bin> child_gaps();    ///< years that a parent is older

struct PersonBand {
  std::uint8_t from;
  std::uint8_t to;  ///< included
  Sex sex;
  double full_time;
  double part_time;
  double student;
  double at_home;
  double retired;
  double licence_without_job;
  double licence_with_job;
};
std::span<const PersonBand> person_bands();

/// Shares of households with 0, 1, 2, 3 and more cars.
struct CarShares {
  std::uint8_t size;      ///< people, 4: or more
  std::uint8_t licences;  ///< 3: or more
  std::array<double, 4> share;
};
std::span<const CarShares> cars();

/// Shares of households with 0 to 4, 5 and more bicycles; one row a size, the last 6 and more.
struct BicycleShares {
  std::array<double, 6> share;
};
std::span<const BicycleShares> bicycles();

/// A day as letters after leaving home, empty: at home all day. H ends a tour; `?` is S, L or O,
/// `*` is that or X.
struct DayChain {
  std::uint8_t type;  ///< Group, + 7 where a child under 11 lives in an adult's household
  std::string_view letters;
  double weight;  ///< share of the type
};
std::span<const DayChain> chains();

/// What stands behind `?` and `*`: shares of S, L, O, X.
struct WildLetters {
  std::uint8_t type;
  std::array<double, 4> some;  ///< of `?`
  std::array<double, 4> more;  ///< of `*`
};
std::span<const WildLetters> wild_letters();

inline constexpr std::uint8_t any = 255;

/// A table of times: `count` bins from row `first` of `time_bins()`.
struct TimeRow {
  std::uint8_t
      kind;     ///< 0 start of the day's first activity, 1 stay there, 2 when home is left for it
  char letter;  ///< the activity
  std::uint8_t group;   ///< Group, or any
  std::uint8_t flag;    ///< what times.hpp says, or any
  std::uint8_t moment;  ///< class of the hour at which the stay begins, or any
  std::uint32_t first;
  std::uint32_t count;
};
std::span<const Bin> time_bins();
std::span<const TimeRow> time_rows();

/// What the survey says of all people from 5 years on.
struct KnownAnswers {
  double trips_a_person;
  double at_home;  ///< share without a trip
  double tours_of_two_trips;
  double work_minutes_mean;  ///< full time, at work once that day
  double work_minutes_median;
  double driven_often;             ///< adults who are car passengers at least twice a week
  std::array<double, 27> hours;    ///< shares of trips by hour of departure, from 3:00
  std::array<double, 7> purposes;  ///< shares of trips, in the order of Activity
  std::array<double, group_count> group_trips;
  std::array<double, group_count> group_at_home;
};
const KnownAnswers& known_answers();

}  // namespace eveil::scenarios::survey

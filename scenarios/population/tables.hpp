// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace eveil::scenarios {

/// Everything the first synthetic population rests on: tables of values with their sources.
///
/// French, most of it from one survey of 2013-14 (Hérault-Montpellier); the chains and times of day
/// are plausible values that nobody has checked against a source. Replace both by local surveys.

struct AgeBand {
  std::uint8_t from;
  std::uint8_t to;  ///< included
  double share;     ///< of all people
  double mobile;    ///< share with a trip on an ordinary weekday
  double student;
  double employed;
  double licence;
};
std::span<const AgeBand> age_bands();

/// What somebody's day is drawn from.
enum class PersonType : std::uint8_t { worker, student, other };
inline constexpr std::size_t person_type_count = 3;

/// A day as letters, after leaving home: W work, E study, S shop, L leisure, X escort, H home. Only
/// H ends a tour; every chain ends at H.
struct Chain {
  std::string_view letters;
  double weight;
};
/// The chains of people who go to work or study that day; of `other`, of everybody else.
std::span<const Chain> chains_of(PersonType type);

/// A normal component of the times at which people leave for an activity: hours after midnight.
struct Peak {
  double mean_h;
  double sd_h;
  double weight;
};
std::span<const Peak> peaks_of(char letter, bool adult);

/// How long an activity lasts: normal, cut at `shortest_h`.
struct Length {
  double mean_h;
  double sd_h;
  double shortest_h;
};
/// \param half  whether the day has the activity twice, with lunch at home.
Length length_of(char letter, bool adult, bool half);

/// One number that isn't in the tables above.
struct PopulationFact {
  std::string_view key;
  double value;
  std::string_view unit;
  std::string_view tag;  ///< S read in the source, C computed from it, UM unchecked, A assumption
  std::string_view source;
};
std::span<const PopulationFact> population_facts();

inline constexpr double female_share = 0.5;
inline constexpr double car_given_licence = 0.78;
inline constexpr double bicycle_share = 0.5;
inline constexpr double other_driver_share = 0.5;
inline constexpr double part_time_share = 0.17;
inline constexpr double works_when_mobile = 0.83;
inline constexpr double studies_when_mobile = 0.95;
inline constexpr double lunch_at_home_h = 1.0;
inline constexpr double planned_speed_m_s = 25.0 / 3.6;
inline constexpr double planned_detour = 1.3;
inline constexpr double planned_extra_h = 0.1;

/// How often a person, as the bands mix them, is a worker, goes shopping …, on a weekday.
struct MeanPerson {
  double employed = 0.0;
  double pupil = 0.0;  ///< students under 18
  double adult_student = 0.0;
  double shop_trips = 0.0;
  double leisure_trips = 0.0;  ///< escort included
};
MeanPerson mean_person();

}  // namespace eveil::scenarios

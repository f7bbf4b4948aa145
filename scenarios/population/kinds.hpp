// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace eveil::scenarios {

enum class Sex : std::uint8_t { female, male };

/// What somebody does at the end of a trip; `escort` brings or fetches somebody, `other` is a visit
/// to a doctor, an office, on business and the like. Values are stored: append, never renumber.
enum class Activity : std::uint8_t { home, work, study, shop, leisure, escort, other };
inline constexpr std::size_t activity_count = 7;
std::string_view name_of(Activity activity);

/// The letter of an activity in the chains of the tables: H W E S L X O.
char letter_of(Activity activity);
Activity activity_of(char letter);

/// What somebody mainly does, from 5 years on; the order of the survey's tables.
enum class Group : std::uint8_t {
  full_time,
  part_time,
  pupil_5_10,
  pupil_11_17,
  student,
  at_home,
  retired,
  infant,  ///< under 5: no survey asks after their trips
};
inline constexpr std::size_t group_count = 7;  ///< without infants

}  // namespace eveil::scenarios

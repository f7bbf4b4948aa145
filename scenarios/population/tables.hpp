// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace eveil::scenarios {

/// One number of the population that isn't in the survey's tables.
struct PopulationFact {
  std::string_view key;
  double value;
  std::string_view unit;
  std::string_view tag;  ///< S read in the source, C computed from it, UM unchecked, A assumption
  std::string_view source;
  std::string_view meaning;
};
std::span<const PopulationFact> population_facts();

inline constexpr double planned_speed_m_s = 25.0 / 3.6;
inline constexpr double planned_detour = 1.3;
inline constexpr double planned_extra_min = 6.0;
/// Of those whom nobody in their household can drive: who finds a driver elsewhere.
inline constexpr double driver_elsewhere = 0.27;
/// Farthest that an escort's own time is moved to meet a child at school.
inline constexpr double escort_shift_min = 180.0;
/// In a tour to work or school, how often another place is chosen near that rather than near home.
inline constexpr double near_anchor = 0.5;
inline constexpr int parent_years = 16;   ///< a child is at least so much younger
inline constexpr int flatmate_years = 5;  ///< an adult who is no relative is at most so much apart
/// Of days of `long_day` and more trips, those that end late are kept with a falling share.
inline constexpr int long_day = 4;
inline constexpr double late_from_min = 19.0 * 60.0;
inline constexpr double late_width_min = 240.0;
inline constexpr double late_kept = 0.3;

}  // namespace eveil::scenarios

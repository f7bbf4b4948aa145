// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "geo/base/random.hpp"
#include "scenarios/population/survey_tables.hpp"

namespace eveil::scenarios {

/// Minutes at which activities start and end, from the survey's tables.
///
/// The most specific table that the survey supports is used: by activity, group of people,
/// circumstance (flag) and hour; what is rare falls back to all groups, all circumstances, any
/// hour. \threads read from any thread once made.
class ActivityTimes {
 public:
  ActivityTimes();

  /// Start of the first activity of a day.
  double first_start(std::string_view day, Group group, Draw& draw) const;
  /// When the activity of letter `at` that begins at `arrival` is left; before `arrival` where the
  /// tables have nobody who came so late.
  double leaving(
      std::string_view day, std::size_t at, Group group, double arrival, Draw& draw) const;
  /// Whether every activity has tables of starts, stays and times at home before it.
  bool complete() const;

 private:
  double draw(int kind, char letter, Group group, int flag, int moment, Draw& draw) const;

  std::array<std::int16_t, 3 * 6 * 7 * 4 * 11> row_;  ///< of `time_rows`, -1: none
  std::vector<double> cumulative_;                    ///< beside `time_bins`
};

}  // namespace eveil::scenarios

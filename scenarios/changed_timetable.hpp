// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/transit/timetable.hpp"
#include "scenarios/changes.hpp"

namespace eveil::scenarios {

/// A longer gap between two departures of a pattern is a pause, which no change fills or counts.
inline constexpr Duration longest_headway = minutes(120);

/// Makes one change of headway or capacity to the lines that it names by id or name (all, where it
/// names none), and says what came of it in `notes`.
///
/// Headway: the departures of each pattern inside the hours are runs without a pause. A run is
/// sampled anew, its first departure kept: with the factor 0.5 at every half trip, so that one more
/// leaves half-way between two; with 2 at every second. What lies between two trips has the times
/// between theirs, at every stop. A value is the time between departures at the first stop; what is
/// added is added to the run's mean. A run of one trip stays.
/// \errors bad_input: no timetable; a line that isn't there (with the nearest); nothing to change;
///         a headway that falls under a minute.
Expected<void> change_timetable(const Change& change,
                                geo::Timetable& timetable,
                                std::vector<std::string>& notes);

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/meetings.hpp"

#include <cmath>

#include "scenarios/population/day.hpp"
#include "scenarios/population/tables.hpp"

namespace eveil::scenarios {

std::size_t meeting_for(const std::vector<Meeting>& meetings, const Approach& approach) {
  const std::string_view day = approach.day;
  const bool from_home =
      approach.at == 0 || day[approach.at - 1] == 'H' || day[approach.at - 1] == 'X';
  const bool towards_home = day[approach.at + 1] == 'H' || day[approach.at + 1] == 'X';
  std::size_t best = meetings.size();
  double least = escort_shift_min;
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    const Meeting& meeting = meetings[i];
    if (meeting.taken || !(meeting.bring ? from_home : towards_home)) continue;
    const double shift = std::fabs(meeting.minute - approach.arrival);
    const double way = planned_minutes(approach.from.place, meeting.school.place);
    if (shift > least || meeting.minute - way < approach.earliest) continue;
    if (shift == least && best < meetings.size()) continue;
    best = i;
    least = shift;
  }
  return best;
}

}  // namespace eveil::scenarios

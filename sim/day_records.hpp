// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/day.hpp"
#include "sim/records.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// Gives every trip its CO2, tank to wheel: cars by distance; a service's kilometres, the empty
/// ones too, are shared by its riders in proportion to the distance they rode. And,
/// apart from it, what rides by public transport emit.
void share_emissions(const World& world, DayOutcome& outcome);

/// What each person got out of the day: systematic utility as experienced plus the tastes of what
/// they wanted; a trip that was not made counts `stranded_utility`.
std::vector<PersonDayRow> day_utilities(const World& world,
                                        const ModeChoice& choice,
                                        const DayOutcome& outcome);

/// Hands all tables of one day to the sink, between its begin_day and end_day.
void hand_over(const World& world,
               const ModeChoice& choice,
               const DayOutcome& outcome,
               const LinkCounts& counts,
               Sink& sink);

}  // namespace eveil::sim

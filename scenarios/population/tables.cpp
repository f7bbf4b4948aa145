// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/tables.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::string_view own = "assumption of this project";
constexpr PopulationFact facts[] = {
    {"planned_speed_m_s",
     planned_speed_m_s,
     "m/s",
     "A",
     "25 km/h, to plan when a trip starts; the simulated times differ"},
    {"planned_detour", planned_detour, "1", "A", "way over straight line, for the plan"},
    {"planned_extra_min", planned_extra_min, "min", "A", "added to each planned trip"},
    {"driver_elsewhere",
     driver_elsewhere,
     "1",
     "C",
     "adults who are car passengers at least twice a week (0.273); EDGT Hérault-Montpellier "
     "2013-14"},
    {"escort_shift_min", escort_shift_min, "min", "A", own},
    {"near_anchor", near_anchor, "1", "A", own},
};

}  // namespace

std::span<const PopulationFact> population_facts() { return facts; }

}  // namespace eveil::scenarios

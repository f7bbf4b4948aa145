// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/tables.hpp"

#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::string_view own = "assumption of this project";
constexpr DistanceScales scales;
/// Straight lines of trips inside Montpellier, survey EDGT Hérault 2013-14 (docs/validation.md).
constexpr std::string_view distances =
    "chosen here: trips inside Montpellier, EDGT Hérault 2013-14; French";
constexpr PopulationFact facts[] = {
    {"planned_speed_m_s", planned_speed_m_s, "m/s", "A", own, "speed of planned trips"},
    {"planned_detour", planned_detour, "1", "A", own, "way over straight line of planned trips"},
    {"planned_extra_min", planned_extra_min, "min", "A", own, "added to each planned trip"},
    {"driver_elsewhere",
     driver_elsewhere,
     "1",
     "C",
     "adults who are car passengers at least twice a week (0.273); EDGT Hérault-Montpellier "
     "2013-14",
     "share that finds a driver outside the household"},
    {"escort_shift_min",
     escort_shift_min,
     "min",
     "A",
     own,
     "farthest that an escort is moved to meet a child at school"},
    {"near_anchor",
     near_anchor,
     "1",
     "A",
     own,
     "share of places on the way to work or school that are looked for near there"},
    {"parent_years", parent_years, "year", "A", own, "children are at least so much younger"},
    {"flatmate_years", flatmate_years, "year", "A", own, "adults without kinship: most apart"},
    {"long_day", long_day, "trips", "A", own, "days from which late ends are thinned out"},
    {"late_from_min", late_from_min, "min", "A", own, "end of the day from which they are"},
    {"late_width_min", late_width_min, "min", "A", own, "over which the share kept falls"},
    {"late_kept",
     late_kept,
     "1",
     "A",
     "chosen so that trips after 20:00 are as many as in EDGT Hérault-Montpellier 2013-14",
     "share kept of the latest days"},
    {"work_km", scales.work_km, "km", "C", distances, "scale of distance to work"},
    {"pupil_km", scales.pupil_km, "km", "C", distances, "scale of distance to school"},
    {"adult_student_km", scales.adult_student_km, "km", "C", distances, "… to university"},
    {"shop_km", scales.shop_km, "km", "C", distances, "… to shops"},
    {"leisure_km", scales.leisure_km, "km", "C", distances, "… to leisure"},
    {"other_km", scales.other_km, "km", "C", distances, "… to other places"},
    {"escort_km", scales.escort_km, "km", "C", distances, "… of escorts of other people"},
};

}  // namespace

std::span<const PopulationFact> population_facts() { return facts; }

}  // namespace eveil::scenarios

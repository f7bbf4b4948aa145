// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "geo/base/error.hpp"
#include "scenarios/population/plans.hpp"

namespace eveil::scenarios {

/// Reads MATSim's plans, `.xml` or `.xml.gz`, formats plans_v4, population_v5 and population_v6, in
/// a stream: of each person the plan that is selected, the first where none is.
///
/// Read of persons: id, age, sex, employed, license, carAvail; of activities: type, link, place,
/// end_time, max_dur (dur); of legs: mode, dep_time, trav_time, route with its links (nodes in
/// version 4), time and distance. Facilities are not looked up.
///
/// \return the CRS that the file states for its places, as `EPSG:…`; else empty.
/// \errors bad_input, each with its line: as io::read_xml; no plans; a person without an id or with
///         one that was there before; a place that is none; a time that can't be read or is
///         negative where it is a duration; activities and legs that don't take turns.
/// \source MATSim's plans_v4.dtd, population_v5.dtd, population_v6.dtd.
Expected<std::string> read_matsim_plans(const std::string& file, PlanTaker& taker);

/// The same, made to the people of a run on a territory.
/// \errors bad_input: as above; nobody is left.
Expected<PlannedPeople> read_people(const std::string& file,
                                    const geo::Territory& territory,
                                    double share);

}  // namespace eveil::scenarios

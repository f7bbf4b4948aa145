// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/indicator_list.hpp"
#include "analysis/people_groups.hpp"
#include "analysis/trips.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// Jobs within 30 minutes by mode, of /zones/accessibility: for each group the mean over its
/// people, each of whom has what their zone has. Nothing of a day that has no such table.
Expected<void> add_reach_indicators(const output::RunFile& run,
                                    const Trips& trips,
                                    const std::vector<PeopleGroups>& kinds,
                                    IndicatorList& list);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "geo/base/error.hpp"
#include "scenarios/read/read.hpp"
#include "scenarios/read/section.hpp"

namespace eveil::scenarios {

/// `hours = ["06:00-22:00"]` inside the simulated day, sorted and apart; as given where absent.
void read_open_hours(Section& section, std::vector<OpenHours>& hours);

/// Every `[[change]]`, areas still names.
void read_changes(Section& top, ScenarioSources& sources, std::vector<Error>& errors);

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "geo/base/error.hpp"
#include "scenarios/read/read.hpp"
#include "scenarios/read/section.hpp"

namespace eveil::scenarios {

/// Every `[[background]]`: files and sizes, nothing opened yet.
void read_backgrounds(Section& top, ScenarioSources& sources, std::vector<Error>& errors);

/// The rows of one matrix, each checked: `from,to,hour,vehicle_class,vehicles`, columns in any
/// order.
/// \errors bad_input: as `file:line:column: …`, the first twenty of them together.
Expected<std::vector<BackgroundFlow>> read_flows(const BackgroundSource& source,
                                                 const geo::Territory& territory);

}  // namespace eveil::scenarios

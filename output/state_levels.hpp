// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "sim/state.hpp"

namespace eveil::output {

/// /levels of a state: what was observed of services by zone and hour, where anything was.
Expected<void> write_levels(const store::Group& root, const std::vector<sim::ServiceLevel>& levels);
/// \errors bad_input: a column is missing, or a row names a service, zone or hour that isn't there.
Expected<std::vector<sim::ServiceLevel>> read_levels(const store::Group& root);

/// /parking of a state: what cars lost at each generator by hour.
Expected<void> write_parking(const store::Group& root, const sim::ParkingLevel& parking);
/// \errors bad_input: a column is missing, or hours of a site are.
Expected<sim::ParkingLevel> read_parking(const store::Group& root);

}  // namespace eveil::output

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/detail/geography.hpp"
#include "analysis/statistics.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// Run files in pairs: the base's and the variant's of one replication in one row.
struct PairedFiles {
  std::vector<std::string> base;
  std::vector<std::string> variant;
};

/// Motor vehicles of the recorded day on a road, both directions: cars expanded to the whole
/// population, service vehicles as simulated.
struct RoadFlow {
  std::size_t road = 0;  ///< row of Geography::roads
  double base = 0.0;     ///< mean over replications
  double variant = 0.0;
  Interval difference;  ///< paired; without ends from one replication
};

/// Flows of the roads that had traffic in any run, in order of the roads.
/// \errors bad_input: a table is damaged, or names a link that the geography doesn't have.
Expected<std::vector<RoadFlow>> read_flows(const PairedFiles& files, const Geography& places);

}  // namespace eveil::analysis

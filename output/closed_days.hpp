// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/indicator_row.hpp"

namespace eveil::output {

/// A recorded day whose rows lie in a closed segment until the run is over.
struct ClosedSegment {
  std::uint32_t day = 0;
  std::string sha256;  ///< of the file; empty: not taken yet
};

/// What the days that are over leave for the result, and a run that goes on needs of them.
struct ClosedDays {
  std::vector<IndicatorRow> indicators;  ///< of the averaged days
  std::vector<ClosedSegment> recorded;   ///< by day
};

}  // namespace eveil::output

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "output/indicator_row.hpp"

namespace eveil::output {

/// `/indicators` below a root, and back: the same numbers to the bit.
Expected<void> write_indicators(const store::Group& root, std::span<const IndicatorRow> all);
Expected<std::vector<IndicatorRow>> read_indicators(const store::Group& root);

}  // namespace eveil::output

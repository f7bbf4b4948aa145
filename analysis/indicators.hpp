// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "output/indicator_row.hpp"

namespace eveil::analysis {

/// The indicators of one recorded day, from its closed segment: territory, generators, services,
/// classes of people, zones.
/// \source the definitions stand in docs/indicators.md under the keys that the rows carry.
Expected<std::vector<output::IndicatorRow>> indicators_of(const std::string& segment,
                                                          std::uint32_t day);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/indicator_list.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// What is taken of the traffic on the roads: delay, speeds and emissions, of the territory's links
/// and of those whose middle is in a zone. Cars are expanded like their drivers, a service's
/// vehicles count once; background traffic is told apart, of the territory alone.
Expected<void> add_road_indicators(const output::RunFile& run, IndicatorList& list);

}  // namespace eveil::analysis

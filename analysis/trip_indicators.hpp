// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/indicator_list.hpp"
#include "analysis/trips.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// What is taken of the territory alone: distances, traffic on its roads, trips that failed. People
/// are expanded by their weight; a service's vehicles count once.
Expected<void> add_trip_indicators(const output::RunFile& run,
                                   const Trips& trips,
                                   IndicatorList& list);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/indicator_list.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// Requests by the zone in which they start (`zone:ID`), of all services together, as simulated,
/// unexpanded; nothing where the run has no service.
Expected<void> add_zone_requests(const output::RunFile& run, IndicatorList& list);

}  // namespace eveil::analysis

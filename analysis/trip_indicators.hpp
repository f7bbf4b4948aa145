// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/indicator_list.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// Trips of the territory's people and traffic on its roads (scope `territory`), arrivals at its
/// mobility generators (`generator:NAME`). People are expanded by their weight; a service's
/// vehicles count once.
Expected<void> add_trip_indicators(const output::RunFile& run, IndicatorList& list);

}  // namespace eveil::analysis

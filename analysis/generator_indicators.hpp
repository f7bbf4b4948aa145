// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/indicator_list.hpp"
#include "analysis/trips.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// Trips that arrive at mobility generators (`generator:NAME`), expanded.
Expected<void> add_generator_indicators(const output::RunFile& run,
                                        const Trips& trips,
                                        IndicatorList& list);

/// The generator's attendees of one role as the name of a scope: `Hôpital/role=employee`.
std::string role_at(const std::string& generator, const std::string& role);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/indicator_list.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// What one service did (scope `service:NAME`), as simulated, unexpanded: its fleet is not scaled
/// to the sample.
Expected<void> add_service_indicators(const output::RunFile& run,
                                      const std::string& service,
                                      IndicatorList& list);

}  // namespace eveil::analysis

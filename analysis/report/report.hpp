// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/verdict.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// One self-contained HTML page in English and French: verdict, plain sentences, map, charts,
/// tables; opens offline and asks nothing of any network.
///
/// Reads the run files that the comparisons name for what is by place, hour and day; without files
/// the page has no map.
///
/// \param verdicts  a row a comparison; empty: no need was given.
/// \errors bad_input: a run file is gone or damaged.
Expected<std::string> report_html(const std::vector<Comparison>& comparisons,
                                  const std::vector<Verdict>& verdicts = {});

}  // namespace eveil::analysis

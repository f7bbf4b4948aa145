// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/detail/detail.hpp"
#include "analysis/verdict.hpp"

namespace eveil::analysis {

/// One self-contained HTML page in English and French: verdict, plain sentences, map, charts,
/// tables; opens offline and asks nothing of any network.
///
/// Where the comparisons name no files the page has no map.
///
/// \param details   a row a comparison: `read_details`.
/// \param verdicts  a row a comparison; empty: no need was given.
std::string report_html(const std::vector<Comparison>& comparisons,
                        const std::vector<Detail>& details,
                        const std::vector<Verdict>& verdicts = {});

}  // namespace eveil::analysis

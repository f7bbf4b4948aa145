// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/shared_need.hpp"

namespace eveil::analysis {

/// One self-contained HTML page in English and French: the answer of several territories to the
/// need that they share, what would decide it, and each territory's own answer.
/// \pre one verdict at least, all of one need and the same territories.
std::string shared_need_html(const std::vector<SharedVerdict>& verdicts);

}  // namespace eveil::analysis

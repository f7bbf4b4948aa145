// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/compare.hpp"
#include "geo/base/file.hpp"

namespace eveil::analysis {

// The texts of `to_json` and `to_csv`, piece by piece: of a million indicators by scope they are
// half a gigabyte.

void write_json(const std::vector<Comparison>& comparisons, const TextSink& sink);
void write_csv(const std::vector<Comparison>& comparisons, const TextSink& sink);

}  // namespace eveil::analysis

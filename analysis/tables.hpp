// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "geo/base/file.hpp"

namespace eveil::analysis {

// Piece by piece: of a million indicators by scope the texts are half a gigabyte.

/// `comparison.json`: a list of entries {indicator, scope, units, base, variant, difference, low,
/// high, replications, finding, variant_name, definition, changes, …}; null where there is no
/// number.
void write_json(const std::vector<Comparison>& comparisons, const TextSink& sink);
/// One row an entry, comma separated, header with units in names.
void write_csv(const std::vector<Comparison>& comparisons, const TextSink& sink);
std::string to_csv(const std::vector<Comparison>& comparisons);

}  // namespace eveil::analysis

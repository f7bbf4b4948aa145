// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/catalogue.hpp"
#include "analysis/compare.hpp"

namespace eveil::analysis {

/// One row a variant and scope of that kind, five columns an indicator (`co2e.base`,
/// `co2e.variant`, `co2e.difference`, `co2e.low`, `co2e.high`), in the units of docs/indicators.md
/// and of six figures; empty where there is no number. The first column is the scope's name without
/// its kind.
std::string csv_by_scope(const std::vector<Comparison>& comparisons, ScopeKind kind);

/// How many differences of that kind of scope leave out zero, and how many would by chance alone;
/// empty where none has an interval.
std::string chance_note(const Comparison& comparison, ScopeKind kind);

}  // namespace eveil::analysis

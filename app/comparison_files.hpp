// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/verdict.hpp"
#include "geo/base/error.hpp"
#include "scenarios/needs.hpp"

namespace eveil::app {

/// What a comparison came to, a verdict a variant where there is a need.
struct Compared {
  std::vector<analysis::Comparison> comparisons;
  std::vector<analysis::Verdict> verdicts;
  std::optional<scenarios::Need> need = {};
};

/// Whether the folder is free of what `write_comparison` writes.
/// \param replace  what is there may be replaced: asked for, or an earlier try of the same runs,
///                 which are looked at one by one
/// \errors bad_input: names the file that is there, unless `replace`.
Expected<void> check_outputs(const std::string& folder, bool replace);

/// Writes into the folder:
///
///     comparison.json comparison.csv by_zone.csv by_generator.csv winners.csv
///     report.html
///     sensitivity.csv            where the service's constant was moved
///     need.csv need.json         where there is a need
///
/// One of an older comparison that this one doesn't write is removed.
Expected<void> write_comparison(const Compared& compared, const std::string& folder);

/// Prints the verdicts, the findings and where the report is, or comparison.json, on standard
/// output.
void tell_comparison(const Compared& compared, const std::string& folder, bool as_json);

}  // namespace eveil::app

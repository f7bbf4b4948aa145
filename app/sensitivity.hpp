// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/compare.hpp"
#include "app/comparison_stage.hpp"
#include "app/paired_runs.hpp"
#include "geo/base/error.hpp"

namespace eveil::app {

/// Whether there is a service whose constant could be moved.
/// \errors bad_input: no variant has one.
Expected<void> check_sensitivity(const ComparisonJob& job, const ComparisonStage& stage);

/// Runs every variant that has a service again with `choice.service_constant` moved by each of
/// `analysis::constant_shifts`, forked from the same learnt state in the same pairs, into
///
///     runs/constant-minus-1/VARIANT-1.h5 …
///     runs/constant-plus-1/VARIANT-1.h5 …
///
/// and notes what came out in the comparisons. A base with a service of its own has its constant
/// moved too, from the fork on; else its runs are those of the comparison.
///
/// \param paired       the scenarios of the comparison, base first.
/// \param comparisons  one a variant, of equal replications.
Expected<void> add_sensitivity(const ComparisonStage& stage,
                               const std::vector<PairedScenario>& paired,
                               const PairedMaking& making,
                               std::vector<analysis::Comparison>& comparisons);

}  // namespace eveil::app

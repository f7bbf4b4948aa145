// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/comparison_files.hpp"
#include "geo/base/error.hpp"
#include "scenarios/needs.hpp"
#include "sim/world.hpp"

namespace eveil::app {

/// The need in a file; none where no file is named.
Expected<std::optional<scenarios::Need>> open_need(const std::string& file);

/// The names of the need's territories, in their order; none where it is asked of any.
/// \errors bad_input: one can't be read, or two have one name.
Expected<std::vector<std::string>> territory_names(const scenarios::Need& need);

/// Whether a need fits what is about to run.
/// \errors bad_input: it is asked on other territories; see `analysis::check_need`.
Expected<void> check_need_on(const scenarios::Need& need,
                             const std::vector<const sim::World*>& worlds);

/// Whether finished runs are of a territory of the need: they know it by its name only.
/// \errors bad_input: they aren't.
Expected<void> check_need_of(const scenarios::Need& need, const std::string& territory);

/// Whether what is to be known so precisely is there to be had.
/// \errors bad_input: see `analysis::check_need`.
Expected<void> check_precision_on(const std::vector<scenarios::Criterion>& targets,
                                  const std::vector<const sim::World*>& worlds);
/// The same where finished runs were compared.
Expected<void> check_precision_on(const std::vector<scenarios::Criterion>& targets,
                                  const std::vector<analysis::Comparison>& comparisons);

/// Holds the need, if there is one, against every variant; the answers are noted in the
/// comparisons. \errors bad_input: see `analysis::check_need`, for finished runs that nobody
/// checked before.
Expected<Compared> judged(std::vector<analysis::Comparison> comparisons,
                          const std::optional<scenarios::Need>& need);

/// \errors need_not_met: a variant's answer is not met, or undecided: it wasn't shown to be met.
Expected<void> fail_if_unmet(const Compared& compared, const scenarios::Need& need);

}  // namespace eveil::app

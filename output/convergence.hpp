// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "sim/records.hpp"

namespace eveil::output {

/// /convergence of results and states: a row a day, a column a mode's share.
Expected<void> write_convergence(const store::Group& root,
                                 std::span<const sim::ConvergenceRow> days,
                                 const std::vector<std::string>& modes);

/// \errors bad_input: a column is missing or damaged.
Expected<std::vector<sim::ConvergenceRow>> read_convergence(const store::Group& root,
                                                            const std::vector<std::string>& modes);

}  // namespace eveil::output

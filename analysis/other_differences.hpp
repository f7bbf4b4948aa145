// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// What a variant does otherwise than its base besides its services and changes: coefficients of
/// choice and emissions, factors of the roads' capacity, the share that choose anew. One a line, as
/// `choice.walk_constant: 0.5 in the base, 1 in the variant`. \errors bad_input: a damaged file.
Expected<std::vector<std::string>> other_differences(const output::RunFile& base,
                                                     const output::RunFile& variant);

}  // namespace eveil::analysis

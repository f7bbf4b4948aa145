// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/options.hpp"

namespace eveil::app {

/// The words after `compare`. \errors usage: as `parse_options`.
Expected<Options> parse_compare(const std::vector<std::string>& words);

}  // namespace eveil::app

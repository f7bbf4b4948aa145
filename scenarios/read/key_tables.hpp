// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "scenarios/read/keys.hpp"

namespace eveil::scenarios {

/// The keys of each file, where they are declared; `all_keys` joins them.
std::vector<Key> territory_keys();
std::vector<Key> scenario_keys();
std::vector<Key> need_keys();

}  // namespace eveil::scenarios

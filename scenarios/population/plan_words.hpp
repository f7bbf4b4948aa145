// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

/// The mode behind a word of MATSim's plans (car, ride, pt, bike, walk and their kin); none where
/// it isn't known.
std::optional<StatedMode> stated_mode(std::string_view name);

/// Of several modes a trip counts as the one of the highest rank.
int rank_of(StatedMode mode);

/// What a type of activity stands for. Names are everybody's own: their beginnings tell what most
/// people call things ("work_8h", "edu", "w").
Activity stated_purpose(std::string_view type);

}  // namespace eveil::scenarios

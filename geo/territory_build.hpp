// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "geo/base/stop.hpp"
#include "geo/territory.hpp"

namespace eveil::geo {

/// `build_territory` that asks between its steps whether to stop. \errors interrupted, too.
Expected<Territory> build_territory(const TerritorySources& sources, StopFlag stop);

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "geo/base/json.hpp"

namespace eveil::analysis {

/// A number, or null where there is none.
inline Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

}  // namespace eveil::analysis

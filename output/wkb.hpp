// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "geo/base/geometry.hpp"

namespace eveil::output {

/// An area as a MultiPolygon in well-known binary, little endian.
/// \source OGC 06-103r4 (Simple Feature Access), section 8.2.
std::vector<std::byte> wkb(const Area& area);

}  // namespace eveil::output

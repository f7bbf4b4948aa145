// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::analysis {

/// An area from well-known binary: a Polygon or MultiPolygon, little endian, as result files hold
/// them. Rings that are not closed are closed.
///
/// \param where  names the bytes in messages.
/// \errors bad_input: cut short, of another kind, or a coordinate that is no number.
/// \source OGC 06-103r4 (Simple Feature Access), section 8.2.
Expected<Area> area_of_wkb(std::span<const std::byte> bytes, const std::string& where);

}  // namespace eveil::analysis

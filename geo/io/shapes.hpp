// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

class OGRGeometry;

namespace eveil::io {

/// The parts of a line or multi-line as points; height is left out.
/// \errors bad_input at `where`: none, empty, another kind, a coordinate that isn't finite.
Expected<void> read_lines(const OGRGeometry* geometry,
                          const std::string& where,
                          std::vector<std::vector<Point>>& lines);

/// A polygon or multi-polygon with its holes.
/// \errors bad_input at `where`: as read_lines; an area that crosses itself, with the place and the
/// remedy.
Expected<void> read_area(const OGRGeometry* geometry, const std::string& where, Area& area);

}  // namespace eveil::io

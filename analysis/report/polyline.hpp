// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geo/base/geometry.hpp"

namespace eveil::analysis {

/// The points of a line without those nearer than `tolerance_m` to the line through the rest; ends
/// stay. A ring (first point == last) stays a ring.
/// \source Douglas, Peucker 1973.
std::vector<Point> simplified(std::span<const Point> line, double tolerance_m);

/// A line as printable text: whole metres from `origin`, each point as its step from the one
/// before, five bits a character. Points that fall together are told once.
/// \source Google's encoded polyline algorithm, with metres instead of degrees and x before y.
std::string encoded(std::span<const Point> line, Point origin);

}  // namespace eveil::analysis

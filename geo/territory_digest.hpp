// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "geo/territory.hpp"

namespace eveil::geo {

/// Goes up whenever the same sources would be compiled to something else.
inline constexpr int territory_compiler_version = 5;

/// SHA-256 over what a simulation sees: name, CRS, network, zones, sites, timetable. Not the
/// findings, the licences and the file names.
std::string digest_of_content(const Territory& territory);

}  // namespace eveil::geo

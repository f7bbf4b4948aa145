// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/io/projection.hpp"
#include "geo/places/zone_source.hpp"
#include "geo/places/zones.hpp"

namespace eveil::geo {

struct ReadZones {
  Zones zones;
  std::vector<std::string> credits;
};

/// Reads zones and projects them to `crs`, on the grid of 1 cm.
///
/// \errors bad_input: as io::read_layer; no `id` or `population` column stated; a population or
/// number of jobs
///         that is missing, negative or not a number; an id that is empty or occurs twice; a zone
///         whose middle lies in another; by feature, the first twenty.
/// \threads serial.
Expected<ReadZones> read_zones(const ZoneSource& source, const io::Crs& crs);

/// Invariants: codes unique and not empty, areas and centres finite, surface > 0, population >= 0.
Expected<void> check_zones(const Zones& zones);

}  // namespace eveil::geo

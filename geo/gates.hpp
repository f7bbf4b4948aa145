// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "geo/territory.hpp"

namespace eveil::geo {

/// The gates that a territory declares, in its metres.
/// \errors bad_input: two of one name; the name of a zone; further than `far_gate_m` from a road.
Expected<Gates> place_gates(const TerritorySources& sources, const Territory& territory);

/// The table `/gates` of a compiled territory; absent where there is none.
Expected<void> write_gates(const store::Group& root, const Gates& gates);
Expected<Gates> read_gates(const store::Group& root);

}  // namespace eveil::geo

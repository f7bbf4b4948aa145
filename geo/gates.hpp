// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "geo/base/error.hpp"
#include "geo/network/roads.hpp"
#include "geo/store/group.hpp"
#include "geo/territory.hpp"

namespace eveil::geo {

/// The gates that a territory declares, in its metres.
/// \errors bad_input: two of one name; the name of a zone; further than `far_gate_m` from a road.
Expected<Gates> place_gates(const TerritorySources& sources, const Territory& territory);

/// The gates that join roads beyond the extract, in its metres.
Expected<std::vector<OutsideJoin>> joins_of(const TerritorySources& sources,
                                            const Territory& territory);
/// \errors bad_input: a gate joins roads, of a network that is kept as it stands.
Expected<void> refuse_joins(const TerritorySources& sources);

/// The table `/gates` of a compiled territory; absent where there is none.
Expected<void> write_gates(const store::Group& root, const Gates& gates);
Expected<Gates> read_gates(const store::Group& root);

}  // namespace eveil::geo

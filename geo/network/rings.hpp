// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "geo/network/network.hpp"

namespace eveil::geo {

/// Where traffic goes round and has to be let out before more comes in: 1 for the links of
/// roundabouts, and for those inside the crossings of divided roads, which are three or more
/// one-way links that close a circle of at most 150 m; 0 for others.
///
/// Such a square locks as a roundabout does when each side of it waits for the next; on the street
/// its signals and rules keep it clear.
Column<LinkId, std::uint8_t> rings_of(const Network& network, const Adjacency& adjacency);

}  // namespace eveil::geo

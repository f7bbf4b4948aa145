// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/network/network.hpp"
#include "geo/routing/road_router.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

/// A day's times on roads that were wider than they are, none below what the day's volumes would
/// take on the roads as they are, by a volume-delay function: t = free · (1 + (v / c)^8). v: PCU an
/// hour that entered in the slice and the two on either side; v / c is taken as 2 at most, and
/// bicycles beside the queue don't count. So traffic is spread before there is room for no more.
///
/// \param flow_factor  share of the network's capacities that the traffic has: its sample's
/// \param raw          of the same day, which aren't below free flow
/// \source form: Bureau of Public Roads, Traffic Assignment Manual (1964); 1 and 8 in place of 0.15
///         and 4 are assumptions: see docs/model.md, Learning.
/// \threads parallel over links; the same times at any number of threads.
geo::LinkTimes with_volume_delay(const geo::Network& network,
                                 const LinkCounts& counts,
                                 double flow_factor,
                                 geo::LinkTimes raw);

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geo/base/json.hpp"
#include "geo/network/matsim.hpp"
#include "geo/network/roads.hpp"
#include "geo/territory.hpp"

namespace eveil::geo {

/// What `eveil territory check` prints: the findings by subject, warnings first, each as one
/// sentence.
std::string describe_findings(const Territory& territory);

/// What `eveil territory info` prints: sizes, extent, days of the feeds, digests, licence lines.
std::string describe(const Territory& territory);

/// The same two for programs: `{"territory": …, "network": …, …, "findings": […]}`.
Json to_json(const Territory& territory);
Json to_json(const Finding& finding);

// The sentences, made where a territory is built.

/// One finding a reason, in the order in which the reasons first occur.
std::vector<Finding> findings_of_roads(const Roads& roads, const BuiltNetwork& built);
std::vector<Finding> findings_of_network(const MatsimNetwork& network);
std::vector<Finding> findings_of_zones(const Zones& zones,
                                       const std::vector<double>& metres_to_road);
std::vector<Finding> findings_of_sites(const Sites& sites,
                                       const std::vector<double>& metres_to_road);
std::vector<Finding> findings_of_feed(const FeedAudit& feed);
/// Of all feeds together; the zones and the timetable must be there.
std::vector<Finding> findings_of_transit(const Territory& territory);

/// Inhabitants within 500 m of a stop where some trip calls, in a straight line: each zone's are
/// taken as spread evenly over its area. 0 to 1.
double share_of_inhabitants_near_stops(const Timetable& timetable, const Zones& zones);

/// From here on a zone's centre or a site counts as outside of the network.
inline constexpr double far_from_roads_m = 2000.0;

}  // namespace eveil::geo

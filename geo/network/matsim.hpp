// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/text.hpp"
#include "geo/network/network.hpp"
#include "geo/network/roads.hpp"

namespace eveil::geo {

/// A time as MATSim writes it: "HH:MM:SS", "HH:MM", or seconds; of any length and sign. None for
/// "undefined", "-Infinity" and an empty text.
Parsed<std::optional<Duration>> parse_matsim_time(std::string_view text);

/// A network as a MATSim file states it: nodes and links keep their ids as names, lengths, speeds,
/// capacities and lanes are those of the file, nothing is cut, joined or left out.
struct MatsimNetwork {
  Network network;                 ///< places in metres, on the grid of 1 cm
  std::string crs;                 ///< stated by the file's attributes, as `EPSG:…`; else empty
  std::vector<RoadTally> tallies;  ///< what couldn't be kept
};

/// Reads `network.xml` or `.xml.gz`, formats network_v1 and network_v2.
///
/// - `capacity` is per `capperiod` (one hour where it isn't stated); `modes` is `car` where it
///   isn't stated. Modes other than car, bike, walk, pt, bus, train, tram and rail are counted.
/// - A `type` of OpenStreetMap ("highway.primary", "primary") gives the class of the road.
/// - Two links between the same nodes in opposite directions are each other's reverse.
/// - Nodes are numbered along a Hilbert curve, links by the node they leave.
///
/// \errors bad_input, each with its line: as io::read_xml; not a network; a node or link without an
///         id, or with one that was there before; a link from or to an unknown node; a place,
///         length, speed, capacity or number of lanes that is no number, not finite or not above 0.
/// \source MATSim's network_v1.dtd and network_v2.dtd.
Expected<MatsimNetwork> read_matsim_network(const std::string& file);

}  // namespace eveil::geo

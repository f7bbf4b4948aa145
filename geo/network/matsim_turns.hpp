// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geo/network/network.hpp"
#include "geo/network/roads.hpp"

namespace eveil::geo {

/// `disallowedNextLinks` of one link as MATSim writes it:
/// `{"car": [["2"], ["3", "4"]], "bike": [["2"]]}`, sequences of links that may not follow.
struct StatedTurns {
  std::string link;
  std::string text;
};

/// Gives the network the bans of one next link for cars. Those of longer sequences, of other modes,
/// and those that name no link after theirs are counted.
RoadTally forbid_turns(Network& network, const std::vector<StatedTurns>& stated);

}  // namespace eveil::geo

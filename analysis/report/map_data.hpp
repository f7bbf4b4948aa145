// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/detail/detail.hpp"
#include "geo/base/json.hpp"

namespace eveil::analysis {

/// Roads whose change of traffic is worth drawing.
struct ShownFlows {
  double threshold = 0.0;       ///< vehicles a day
  std::vector<RoadFlow> flows;  ///< beyond chance and not below the threshold, largest last
};

/// The smallest round threshold, from 5 vehicles a day on, above which at most `most` roads change
/// by it and, where there is an interval, beyond chance.
ShownFlows shown_flows(std::span<const RoadFlow> flows, std::size_t most);

/// What the map draws, for assets/map.js: geometry in whole metres from the south-west corner.
/// Null where there is neither zone nor road to draw.
///
/// \param details  a row a comparison; places are those of the first.
Json map_data(const std::vector<Comparison>& comparisons, const std::vector<Detail>& details);

}  // namespace eveil::analysis

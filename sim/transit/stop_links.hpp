// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"

namespace eveil::sim {

/// Which roads serve a stop. \source assumptions of this project.
struct StopLinkParameters {
  Metres reach{50.0};          ///< no road is further from its stop
  Metres slack{15.0};          ///< nor so much further than the nearest
  std::size_t most_links = 8;  ///< of one stop, the nearest; two a road for both ways
};

/// A road at which a bus can stand for a stop.
struct StopLink {
  geo::LinkId link;
  Metres off;   ///< from the stop to the road
  Metres rest;  ///< along the road, from the place nearest to the stop to its end
};

/// Finds the roads that serve a stop, by a grid over the shapes of those open to buses.
///
/// Immutable, any thread. The network must outlive it.
class StopLinks {
 public:
  explicit StopLinks(const geo::Network& network, const StopLinkParameters& parameters = {});

  /// Nearest first, on a tie those that end nearest to the stop; none where all are out of reach.
  std::vector<StopLink> near(Point stop) const;

 private:
  using Cell = std::pair<std::int32_t, std::int32_t>;

  const geo::Network* network_;
  StopLinkParameters parameters_;
  std::vector<std::pair<Cell, geo::LinkId>> links_;  ///< by cell, each link once a cell
};

}  // namespace eveil::sim

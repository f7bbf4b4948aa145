// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "geo/network/network.hpp"
#include "scenarios/population/plans.hpp"

namespace eveil::scenarios {

/// A stated route as links, or why it can't be driven.
struct PlanRoute {
  std::vector<geo::LinkId> links;  ///< empty where there is none to keep
  std::string cause;               ///< empty where it can be driven
};

/// Finds links and nodes of a network by the names of its source. The network must outlive it.
/// \threads read from any thread once made.
class NamedNetwork {
 public:
  explicit NamedNetwork(const geo::Network& network);
  bool has_names() const { return network_->as_it_stands(); }
  /// None where no link has the name.
  geo::LinkId link(const std::string& name) const;
  bool for_cars(geo::LinkId link) const;
  /// The route of a leg by car from the end of one link to the end of another.
  PlanRoute route(const PlanLeg& leg) const;

 private:
  std::string resolve(const PlanLeg& leg, std::vector<geo::LinkId>& links) const;
  std::string resolve_nodes(const PlanLeg& leg, std::vector<geo::LinkId>& links) const;
  std::string why_not(const std::vector<geo::LinkId>& links) const;

  const geo::Network* network_;
  geo::Adjacency adjacency_;
  std::unordered_map<std::string, geo::LinkId> link_;
  std::unordered_map<std::string, geo::NodeId> node_;
};

}  // namespace eveil::scenarios

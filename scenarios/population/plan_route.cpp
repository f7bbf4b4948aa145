// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/plan_route.hpp"

#include <cstddef>

namespace eveil::scenarios {

namespace {

constexpr const char* unknown_link = "a route over a link that isn't there";
constexpr const char* gap = "a route with a gap";

}  // namespace

NamedNetwork::NamedNetwork(const geo::Network& network) : network_(&network) {
  if (!network.as_it_stands()) return;
  adjacency_ = geo::adjacency_of(network);
  link_.reserve(network.link_count());
  node_.reserve(network.node_count());
  for (const geo::LinkId link : network.from.ids()) link_.emplace(network.link_name[link], link);
  for (const geo::NodeId node : network.place.ids()) node_.emplace(network.node_name[node], node);
}

geo::LinkId NamedNetwork::link(const std::string& name) const {
  const auto found = link_.find(name);
  return found == link_.end() ? geo::LinkId::none() : found->second;
}

bool NamedNetwork::for_cars(geo::LinkId link) const {
  return (network_->access[link] & geo::access_car) != 0;
}

PlanRoute NamedNetwork::route(const PlanLeg& leg) const {
  PlanRoute out;
  if (!leg.fixed || !has_names()) return out;
  out.cause = leg.by_nodes ? resolve_nodes(leg, out.links) : resolve(leg, out.links);
  if (out.cause.empty()) out.cause = why_not(out.links);
  if (!out.cause.empty()) out.links.clear();
  return out;
}

std::string NamedNetwork::resolve(const PlanLeg& leg, std::vector<geo::LinkId>& links) const {
  std::vector<std::string> names = leg.route;
  if (names.empty() || names.front() != leg.start_link) names.insert(names.begin(), leg.start_link);
  if (names.back() != leg.end_link) names.push_back(leg.end_link);
  for (const std::string& name : names) {
    links.push_back(link(name));
    if (!links.back().valid()) return unknown_link;
  }
  return "";
}

/// Version 4 names the nodes between the first and the last link; of parallel links the first.
std::string NamedNetwork::resolve_nodes(const PlanLeg& leg, std::vector<geo::LinkId>& links) const {
  const geo::LinkId first = link(leg.start_link);
  const geo::LinkId last = link(leg.end_link);
  if (!first.valid() || !last.valid()) return unknown_link;
  links.push_back(first);
  geo::NodeId at = network_->to[first];
  for (std::size_t row = 0; row < leg.route.size(); ++row) {
    const auto node = node_.find(leg.route[row]);
    if (node == node_.end()) return "a route over a node that isn't there";
    if (row == 0) {
      if (node->second != at) return gap;
      continue;
    }
    geo::LinkId next;
    for (const geo::LinkId link : adjacency_.leaving[at]) {
      if (!next.valid() && network_->to[link] == node->second) next = link;
    }
    if (!next.valid()) return gap;
    links.push_back(next);
    at = node->second;
  }
  if (first != last || !leg.route.empty()) links.push_back(last);
  return "";
}

std::string NamedNetwork::why_not(const std::vector<geo::LinkId>& links) const {
  for (std::size_t row = 0; row < links.size(); ++row) {
    if (!for_cars(links[row])) return "a route over a link that cars may not enter";
    if (row == 0) continue;
    if (network_->to[links[row - 1]] != network_->from[links[row]]) return gap;
    if (network_->forbids(links[row - 1], links[row])) return "a route with a forbidden turn";
  }
  return "";
}

}  // namespace eveil::scenarios

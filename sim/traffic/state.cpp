// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/state.hpp"

#include <algorithm>
#include <cmath>

#include "geo/network/rings.hpp"
#include "sim/traffic/link_physics.hpp"

namespace eveil::sim {

RoadState::RoadState(const geo::Network& roads,
                     const geo::Adjacency& links_at_nodes,
                     const TrafficParameters& numbers)
    : network(roads), parameters(numbers), layout(roads, links_at_nodes) {
  const std::size_t links = layout.link_count();
  exits.resize(links);
  entries.resize(links);
  rest.resize(links);
  push.resize(links);
  marks.resize(layout.node_count());
  const Column<geo::LinkId, std::uint8_t> rings = geo::rings_of(roads, links_at_nodes);
  for (std::size_t row = 0; row < links; ++row) {
    const geo::LinkId link(std::size_t{layout.external[row]});
    const LinkPhysics physics = link_physics(network, link, parameters, rings[link] != 0);
    LinkEntry& entry = entries[row];
    entry.ring = rings[link] != 0;
    entry.storage = physics.storage;
    entry.free_ms = physics.free_ms;
    entry.length_mm =
        static_cast<std::uint32_t>(std::floor(network.length[link].value * 1000.0 + 0.5));
    exits[row].headway_us = physics.headway_us;
    exits[row].gap_ms = physics.gap_ms;
    rest[row].stuck_ms = physics.stuck_ms;
    rest[row].price_ms = physics.price_ms;
    quality.raised_gap_links += physics.raised ? 1 : 0;
  }
  for (std::size_t node = 0; node < layout.node_count(); ++node) {
    for (const std::uint32_t link : layout.entering_links(static_cast<std::uint32_t>(node))) {
      exits[link].end_node = static_cast<std::uint32_t>(node);
      entries[link].first_step = layout.first_leaving[node];
    }
  }
  clear();
}

void RoadState::clear() {
  now = day_start.ms;
  for (LinkExit& exit : exits) {
    exit.head = exit.tail = exit.waiting = exit.due_next = nobody;
    exit.release_us = 0;
    exit.last_exit = 0;
    exit.event_at = never;
    exit.blocked_on = {nobody, nobody};
    exit.tally = Tally{};
  }
  for (LinkEntry& entry : entries) {
    entry.used = entry.last_entry = entry.quiet_exit = entry.quiet_entry = 0;
    entry.gaps = GapQueue{};
    entry.has_blocked = false;
  }
  for (LinkRest& link : rest) {
    link.credit_ms = 0;
    link.told = nobody;
  }
  gaps.clear();
  std::fill(push.begin(), push.end(), Push::unchecked);
  std::fill(marks.begin(), marks.end(), NodeMark{});
  vehicles.clear();
  records.clear();
  route_of.clear();
  free_vehicle = nobody;
  free_count = 0;
  off_road.clear();
  beside.clear();
  routes.clear();
  calendar.clear();
  events.clear();
  standing.clear();
  behind = never;
  counts.clear();
  const std::uint64_t raised = quality.raised_gap_links;
  quality = TrafficQuality{};
  quality.raised_gap_links = raised;
}

TrafficMemory memory_of(const RoadState& state) {
  TrafficMemory out;
  out.vehicles = state.vehicles.capacity() * sizeof(VehicleRow) +
                 state.records.capacity() * sizeof(VehicleRecord) +
                 state.route_of.capacity() * sizeof(std::uint32_t);
  out.routes = state.routes.bytes();
  out.links = state.exits.capacity() * sizeof(LinkExit) +
              state.entries.capacity() * sizeof(LinkEntry) +
              state.rest.capacity() * sizeof(LinkRest) + state.push.capacity() * sizeof(Push) +
              state.marks.capacity() * sizeof(NodeMark) + state.layout.bytes() + state.gaps.bytes();
  out.calendar = state.calendar.bytes();
  out.counts = state.counts.bytes();
  return out;
}

void Workspace::clear() {
  entered.clear();
  freed.clear();
  scheduled.clear();
  events.clear();
  counted.clear();
  arrived.clear();
  wakes.clear();
  cramped.clear();
  rings.clear();
  standing.clear();
  entries = forced = 0;
  behind = never;
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/state.hpp"

#include <algorithm>
#include <cmath>

#include "sim/traffic/link_physics.hpp"

namespace eveil::sim {

namespace {

/// Gaps that a link can have on their way: one a vehicle of size 1, an empty slot, one to spare.
std::uint32_t slots_for(std::int32_t storage) {
  return static_cast<std::uint32_t>((storage + 999) / 1000 + 3);
}

}  // namespace

RoadState::RoadState(const geo::Network& roads,
                     const geo::Adjacency& links_at_nodes,
                     const TrafficParameters& numbers)
    : network(roads), adjacency(links_at_nodes), parameters(numbers) {
  const std::size_t links = network.link_count();
  exits.resize(links);
  entries.resize(links);
  weight.resize(links);
  overflow.resize(links);
  tallies.resize(links);
  blocked_on.resize(links);
  push.resize(links);
  due_links.resize(links);
  due_nodes.resize(network.node_count());
  std::uint32_t slot = 0;
  for (std::size_t row = 0; row < links; ++row) {
    const geo::LinkId link(row);
    const LinkPhysics physics = link_physics(network, link, parameters);
    LinkEntry& entry = entries[row];
    LinkExit& exit = exits[row];
    entry.storage = physics.storage;
    entry.free_ms = physics.free_ms;
    entry.stuck_ms = physics.stuck_ms;
    entry.length_mm =
        static_cast<std::uint32_t>(std::floor(network.length[link].value * 1000.0 + 0.5));
    entry.first_slot = exit.first_slot = slot;
    entry.gap_slots = exit.gap_slots = slots_for(physics.storage);
    slot += entry.gap_slots;
    exit.headway_us = physics.headway_us;
    exit.gap_ms = physics.gap_ms;
    weight[row] = physics.weight;
    quality.raised_gap_links += physics.raised ? 1 : 0;
  }
  gaps.resize(slot);
  for (std::size_t kind = 0; kind < vehicle_class_count; ++kind) {
    // Seldom there and large: made when the first one departs.
    if (static_cast<VehicleClass>(kind) == VehicleClass::background) continue;
    counts.volume[kind].resize(links * slice_count);
    counts.travel_ms[kind].resize(links * slice_count);
  }
  clear();
}

void RoadState::clear() {
  now = day_start.ms;
  for (LinkExit& exit : exits) {
    exit.head = exit.tail = exit.waiting = exit.waiting_tail = nobody;
    exit.release_us = 0;
    exit.last_exit = 0;
    exit.event_at = never;
    exit.gap_tail = exit.gap_head_seen = 0;
    exit.credit = 0;
  }
  for (LinkEntry& entry : entries) {
    entry.used = entry.last_entry = entry.quiet_since = 0;
    entry.inbox = entry.inbox_tail = nobody;
    entry.gap_head = entry.gap_tail = 0;
    entry.has_blocked = false;
  }
  std::fill(tallies.begin(), tallies.end(), Tally{});
  std::fill(overflow.begin(), overflow.end(), Gap{0, 0});
  std::fill(blocked_on.begin(), blocked_on.end(), std::array{nobody, nobody});
  std::fill(push.begin(), push.end(), Push::unchecked);
  std::fill(due_links.begin(), due_links.end(), Due{});
  std::fill(due_nodes.begin(), due_nodes.end(), Due{});
  vehicles.clear();
  records.clear();
  free_vehicle = nobody;
  free_count = 0;
  off_road.clear();
  routes.clear();
  calendar.clear();
  events.clear();
  behind = never;
  for (std::size_t kind = 0; kind < vehicle_class_count; ++kind) {
    std::fill(counts.volume[kind].begin(), counts.volume[kind].end(), 0U);
    std::fill(counts.travel_ms[kind].begin(), counts.travel_ms[kind].end(), std::uint64_t{0});
  }
  const std::uint64_t raised = quality.raised_gap_links;
  quality = TrafficQuality{};
  quality.raised_gap_links = raised;
}

void flush_tally(RoadState& state, std::uint32_t link) {
  Tally& tally = state.tallies[link];
  const std::size_t cell = link * slice_count + tally.slice;
  for (std::size_t kind = 0; kind < vehicle_class_count; ++kind) {
    if (tally.volume[kind] == 0) continue;
    state.counts.volume[kind][cell] += tally.volume[kind];
    state.counts.travel_ms[kind][cell] += tally.travel_ms[kind];
  }
  tally = Tally{};
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/window.hpp"

#include <algorithm>

#include "geo/base/parallel.hpp"

namespace eveil::sim {

namespace {

void find_active(RoadState& state) {
  const std::int32_t end = state.now + window_ms;
  state.due.clear();
  state.active.clear();
  state.calendar.take(window_of(state.now), state.due);
  for (const std::uint32_t link : state.due) {
    Due& due = state.due_links[link];
    if (due.window == state.now || state.exits[link].event_at >= end) continue;  // again, or moved
    due.window = state.now;
    if (state.blocked_on[link][through] != nobody) check_circle(state, link);
    const geo::NodeId node = state.network.to[geo::LinkId(std::size_t{link})];
    Due& first = state.due_nodes[node.value];
    due.link = first.window == state.now ? first.link : nobody;
    first.link = link;
    if (first.window == state.now) continue;
    first.window = state.now;
    state.active.push_back(node.value);
  }
}

std::size_t run_nodes(RoadState& state) {
  const std::size_t count = state.active.size();
  const std::size_t nodes_per_chunk = std::max<std::size_t>(state.parameters.nodes_per_task, 1);
  const std::size_t chunks = (count + nodes_per_chunk - 1) / nodes_per_chunk;
  if (state.workspaces.size() < chunks) state.workspaces.resize(chunks);
  parallel::for_each_chunk(count, nodes_per_chunk, [&](std::size_t first, std::size_t last) {
    Workspace& work = state.workspaces[first / nodes_per_chunk];
    work.clear();
    for (std::size_t row = first; row < last; ++row) run_node(state, work, state.active[row]);
  });
  return chunks;
}

void arrive(RoadState& state, std::uint32_t vehicle, std::vector<Arrival>& arrivals) {
  const VehicleRow& row = state.vehicles[vehicle];
  arrivals.push_back({{row.ready},
                      VehicleId(std::size_t{vehicle}),
                      state.records[vehicle].tag,
                      Metres(static_cast<double>(row.distance_mm) / 1000.0)});
}

/// Who uses no road sets out and arrives at the same time.
void record_off_road(RoadState& state, std::uint32_t vehicle) {
  const VehicleRow& row = state.vehicles[vehicle];
  for (const auto kind : {RoadEvent::Kind::enters_traffic, RoadEvent::Kind::leaves_traffic}) {
    state.events.push_back({row.ready, vehicle, row.link, kind});
  }
}

void free_rows(RoadState& state, const std::vector<Arrival>& arrivals) {
  for (const Arrival& arrival : arrivals) {
    const std::uint32_t vehicle = arrival.vehicle.value;
    state.routes.release(state.records[vehicle].route);
    state.vehicles[vehicle].stage = Stage::free;
    state.vehicles[vehicle].next = state.free_vehicle;
    state.free_vehicle = vehicle;
    ++state.free_count;
  }
}

}  // namespace

bool arrives_later(const RoadState& state, std::uint32_t a, std::uint32_t b) {
  if (state.vehicles[a].ready != state.vehicles[b].ready) {
    return state.vehicles[a].ready > state.vehicles[b].ready;
  }
  return state.records[a].name > state.records[b].name;
}

void run_window(RoadState& state, std::vector<Arrival>& arrivals) {
  arrivals.clear();
  state.events.clear();
  state.behind = never;
  find_active(state);
  const std::size_t chunks = run_nodes(state);
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    const Workspace& work = state.workspaces[chunk];
    run_link_phase(state, work);
    for (const std::uint32_t vehicle : work.arrived) arrive(state, vehicle, arrivals);
    state.events.insert(state.events.end(), work.events.begin(), work.events.end());
    state.quality.link_entries += work.entries;
    state.quality.forced_moves += work.forced;
  }
  const auto later = [&](std::uint32_t a, std::uint32_t b) { return arrives_later(state, a, b); };
  const std::int32_t end = state.now + window_ms;
  while (!state.off_road.empty() && state.vehicles[state.off_road.front()].ready < end) {
    arrive(state, state.off_road.front(), arrivals);
    if (state.record_events) record_off_road(state, state.off_road.front());
    std::pop_heap(state.off_road.begin(), state.off_road.end(), later);
    state.off_road.pop_back();
  }
  std::sort(arrivals.begin(), arrivals.end(), [&](const Arrival& a, const Arrival& b) {
    if (a.time != b.time) return a.time < b.time;
    return state.records[a.vehicle.value].name < state.records[b.vehicle.value].name;
  });
  free_rows(state, arrivals);
  state.quality.arrived += arrivals.size();
  state.now = end;
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/window.hpp"

#include <algorithm>

#include "geo/base/parallel.hpp"

namespace eveil::sim {

namespace {

/// Links ahead of the one at work whose exits, then the marks of their end nodes, are fetched.
constexpr std::size_t fetch_exits = 24;
constexpr std::size_t fetch_marks = 12;

void find_active(RoadState& state) {
  const std::int32_t end = state.now + window_ms;
  state.due.clear();
  state.active.clear();
  state.calendar.take(window_of(state.now), state.due);
  LinkExit* const exits = state.exits.data();
  // Circles that turn add links while this goes on.
  for (std::size_t row = 0; row < state.due.size(); ++row) {
    const std::size_t count = state.due.size();
    const std::uint32_t* const links = state.due.data();
    if (row + fetch_exits < count) __builtin_prefetch(&exits[links[row + fetch_exits]], 1);
    if (row + fetch_marks < count) {
      __builtin_prefetch(&state.marks[exits[links[row + fetch_marks]].end_node], 1);
    }
    const std::uint32_t link = links[row];
    LinkExit& exit = exits[link];
    if (exit.event_at >= end) continue;  // a second time, or moved
    exit.event_at = never;
    if (exit.blocked_on[through] != nobody) check_circle(state, link);
    NodeMark& mark = state.marks[exit.end_node];
    if (mark.window == state.now) {
      exit.due_next = state.active[mark.place].link;
      state.active[mark.place].link = link;
    } else {
      exit.due_next = nobody;
      mark = {state.now, static_cast<std::uint32_t>(state.active.size())};
      state.active.push_back({exit.end_node, link});
    }
  }
}

/// Chunks below which waking other threads costs more than they do: with the default grain about a
/// fifth of a millisecond of work in both phases.
constexpr std::size_t fewest_chunks = 8;

/// Both phases, in chunks of active nodes; in one, on this thread, where there is little to do.
std::size_t run_phases(RoadState& state) {
  const std::size_t count = state.active.size();
  const std::size_t grain = std::max<std::size_t>(state.parameters.nodes_per_task, 1);
  const bool few = count < fewest_chunks * grain;
  const std::size_t nodes_per_chunk = few ? std::max<std::size_t>(count, 1) : grain;
  const std::size_t chunks = (count + nodes_per_chunk - 1) / nodes_per_chunk;
  if (state.workspaces.size() < chunks) state.workspaces.resize(chunks);
  parallel::for_each_chunk(count, nodes_per_chunk, [&](std::size_t first, std::size_t last) {
    Workspace& work = state.workspaces[first / nodes_per_chunk];
    work.clear();
    run_nodes(state, work, state.active.data() + first, last - first);
  });
  parallel::for_each_row(
      chunks, [&](std::size_t chunk) { settle_links(state, state.workspaces[chunk]); }, 1);
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
    state.events.push_back({row.ready, vehicle, state.layout.external[row.link], kind});
  }
}

void free_rows(RoadState& state, const std::vector<Arrival>& arrivals) {
  for (const Arrival& arrival : arrivals) {
    const std::uint32_t vehicle = arrival.vehicle.value;
    state.routes.release(state.route_of[vehicle]);
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
  state.standing.clear();
  state.behind = never;
  find_active(state);
  const std::size_t chunks = run_phases(state);
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    Workspace& work = state.workspaces[chunk];
    finish_links(state, work);
    state.counts.add(work.counted);
    for (const std::uint32_t vehicle : work.arrived) arrive(state, vehicle, arrivals);
    state.events.insert(state.events.end(), work.events.begin(), work.events.end());
    state.standing.insert(state.standing.end(), work.standing.begin(), work.standing.end());
    state.quality.link_entries += work.entries;
    state.quality.forced_moves += work.forced;
  }
  const auto later = [&](std::uint32_t a, std::uint32_t b) { return arrives_later(state, a, b); };
  const std::int32_t end = state.now + window_ms;
  std::vector<std::uint32_t> beside;
  run_beside(state, beside);
  for (const std::uint32_t vehicle : beside) arrive(state, vehicle, arrivals);
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
  state.counts.tidy(state.layout.external);
  state.now = end;
}

}  // namespace eveil::sim

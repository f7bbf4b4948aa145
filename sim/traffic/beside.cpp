// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/traffic/state.hpp"
#include "sim/traffic/window.hpp"

namespace eveil::sim {

namespace {

auto later(const RoadState& state) {
  return [&state](std::uint32_t a, std::uint32_t b) { return arrives_later(state, a, b); };
}

void note(RoadState& state, std::uint32_t vehicle, RoadEvent::Kind kind) {
  if (!state.record_events) return;
  const VehicleRow& row = state.vehicles[vehicle];
  const std::int32_t at = kind == RoadEvent::Kind::enters_link ? row.entry : row.ready;
  state.events.push_back({at, vehicle, state.layout.external[row.link], kind});
}

void leave_link(RoadState& state, std::uint32_t vehicle) {
  const VehicleRow& row = state.vehicles[vehicle];
  if (row.entry == never) {
    note(state, vehicle, RoadEvent::Kind::enters_traffic);
    return;
  }
  const auto travel = static_cast<std::uint32_t>(row.ready - row.entry);
  const auto slice = static_cast<std::uint8_t>(slice_of({row.entry}));
  state.counts.add(CountRow{row.link, {travel, 1, slice, row.vehicle_class}});
}

void enter_link(RoadState& state, std::uint32_t vehicle) {
  VehicleRow& row = state.vehicles[vehicle];
  const LinkEntry& entry = state.entries[row.into];
  row.link = row.into;
  row.entry = row.ready;
  row.ready += time_on(entry, row.vehicle_class);
  row.distance_mm += entry.length_mm;
  const std::uint32_t step = state.routes.next(row.cursor);
  row.into = step == RouteStore::none ? nobody : entry.first_step + step;
  ++state.quality.link_entries;
  note(state, vehicle, RoadEvent::Kind::enters_link);
}

}  // namespace

void drive_beside(RoadState& state, std::uint32_t vehicle) {
  state.vehicles[vehicle].stage = Stage::beside;
  state.beside.push_back(vehicle);
  std::push_heap(state.beside.begin(), state.beside.end(), later(state));
}

void leave_beside(RoadState& state, std::uint32_t vehicle) {
  state.beside.erase(std::find(state.beside.begin(), state.beside.end(), vehicle));
  std::make_heap(state.beside.begin(), state.beside.end(), later(state));
}

void run_beside(RoadState& state, std::vector<std::uint32_t>& arrived) {
  const std::int32_t end = state.now + window_ms;
  while (!state.beside.empty() && state.vehicles[state.beside.front()].ready < end) {
    const std::uint32_t vehicle = state.beside.front();
    std::pop_heap(state.beside.begin(), state.beside.end(), later(state));
    leave_link(state, vehicle);
    if (state.vehicles[vehicle].into == nobody) {
      state.beside.pop_back();
      note(state, vehicle, RoadEvent::Kind::leaves_traffic);
      arrived.push_back(vehicle);
      continue;
    }
    enter_link(state, vehicle);
    std::push_heap(state.beside.begin(), state.beside.end(), later(state));
  }
}

}  // namespace eveil::sim

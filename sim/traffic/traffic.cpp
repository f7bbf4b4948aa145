// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/traffic.hpp"

#include <algorithm>
#include <cmath>

#include "sim/traffic/state.hpp"
#include "sim/traffic/waiting.hpp"
#include "sim/traffic/window.hpp"

namespace eveil::sim {

namespace {

/// Makes room for one more, and an eighth: less than doubling keeps, since the rows are many.
template <class Row>
void make_room(std::vector<Row>& rows) {
  if (rows.size() == rows.capacity()) rows.reserve(rows.size() + rows.size() / 8 + 64);
}

std::uint32_t take_row(RoadState& state) {
  if (state.free_vehicle == nobody) {
    make_room(state.vehicles);
    make_room(state.records);
    make_room(state.route_of);
    state.vehicles.emplace_back();
    state.records.emplace_back();
    state.route_of.emplace_back();
    return static_cast<std::uint32_t>(state.vehicles.size() - 1);
  }
  const std::uint32_t vehicle = state.free_vehicle;
  state.free_vehicle = state.vehicles[vehicle].next;
  --state.free_count;
  return vehicle;
}

void stay_off_road(RoadState& state, std::uint32_t vehicle) {
  state.vehicles[vehicle].stage = Stage::off_road;
  state.off_road.push_back(vehicle);
  std::push_heap(state.off_road.begin(),
                 state.off_road.end(),
                 [&](std::uint32_t a, std::uint32_t b) { return arrives_later(state, a, b); });
}

void leave_off_road(RoadState& state, std::uint32_t vehicle) {
  auto& heap = state.off_road;
  heap.erase(std::find(heap.begin(), heap.end(), vehicle));
  std::make_heap(heap.begin(), heap.end(), [&](std::uint32_t a, std::uint32_t b) {
    return arrives_later(state, a, b);
  });
}

void set_route(RoadState& state, std::uint32_t vehicle, std::span<const geo::LinkId> rest) {
  VehicleRow& row = state.vehicles[vehicle];
  row.into = row.cursor = state.route_of[vehicle] = nobody;
  if (rest.size() == 1) return;
  RouteStore::Writer route(state.routes);
  for (const geo::LinkId link : rest.subspan(1)) route.put(state.layout.step_of(link.value));
  state.route_of[vehicle] = route.finish();
  row.cursor = RouteStore::start_of(state.route_of[vehicle]);
  row.into = state.entries[row.link].first_step + state.routes.next(row.cursor);
}

[[maybe_unused]] bool connected(const geo::Network& network, std::span<const geo::LinkId> route) {
  for (std::size_t step = 1; step < route.size(); ++step) {
    if (network.to[route[step - 1]] != network.from[route[step]]) return false;
  }
  return !route.empty();
}

}  // namespace

struct Traffic::State : RoadState {
  using RoadState::RoadState;
};

Traffic::Traffic(const geo::Network& network,
                 const geo::Adjacency& adjacency,
                 TrafficParameters parameters)
    : state_(std::make_unique<State>(network, adjacency, parameters)) {}

Traffic::~Traffic() = default;

void Traffic::start_day() { state_->clear(); }

TimeOfDay Traffic::now() const { return {state_->now}; }

VehicleId Traffic::depart(TimeOfDay at,
                          VehicleClass vehicle_class,
                          double size,
                          std::uint64_t name,
                          std::uint64_t tag,
                          std::span<const geo::LinkId> route) {
  RoadState& state = *state_;
  EVEIL_ASSERT(at.ms >= state.now);
  EVEIL_ASSERT(connected(state.network, route));
  const std::uint32_t vehicle = take_row(state);
  VehicleRow& row = state.vehicles[vehicle];
  row = VehicleRow{};
  row.ready = at.ms;
  row.link = state.layout.internal[route[0].value];
  row.size = static_cast<std::uint16_t>(std::clamp(std::floor(size * 1000.0 + 0.5), 1.0, 65'535.0));
  row.vehicle_class = vehicle_class;
  state.records[vehicle] = {name, tag};
  set_route(state, vehicle, route);
  ++state.quality.departed;
  if (route.size() == 1) {
    stay_off_road(state, vehicle);
  } else {
    start_waiting(state, vehicle);
  }
  return VehicleId(std::size_t{vehicle});
}

geo::LinkId Traffic::link_of(VehicleId vehicle) const {
  return geo::LinkId(std::size_t{state_->layout.external[state_->vehicles[vehicle.value].link]});
}

std::uint64_t Traffic::tag_of(VehicleId vehicle) const {
  return state_->records[vehicle.value].tag;
}

TimeOfDay Traffic::ready_at(VehicleId vehicle) const {
  return {state_->vehicles[vehicle.value].ready};
}

void Traffic::reroute(VehicleId id, std::span<const geo::LinkId> rest) {
  RoadState& state = *state_;
  const std::uint32_t vehicle = id.value;
  VehicleRow& row = state.vehicles[vehicle];
  EVEIL_ASSERT(row.stage != Stage::free);
  EVEIL_ASSERT(connected(state.network, rest) && state.layout.internal[rest[0].value] == row.link);
  if (row.stage == Stage::waiting) stop_waiting(state, vehicle);
  if (row.stage == Stage::off_road) leave_off_road(state, vehicle);
  state.routes.release(state.route_of[vehicle]);
  set_route(state, vehicle, rest);
  // Nobody drives the new way before the order is given.
  row.ready = std::max(row.ready, state.now);
  if (row.stage != Stage::off_road) {
    state.exits[row.link].blocked_on = {nobody, nobody};
    advance_event(state, row.link, state.now, state.now);
  }
  if (row.stage == Stage::on_road) return;
  if (rest.size() == 1) {
    stay_off_road(state, vehicle);
  } else {
    start_waiting(state, vehicle);
  }
}

void Traffic::run_window(std::vector<Arrival>& arrivals) { sim::run_window(*state_, arrivals); }

bool Traffic::empty() const { return on_the_way() == 0; }

TimeOfDay Traffic::next_active() const {
  RoadState& state = *state_;
  const std::size_t now = window_of(state.now);
  std::size_t window = state.calendar.next_filled(now, std::max(now, window_of(day_end.ms)));
  if (!state.off_road.empty()) {
    window = std::min(window, window_of(state.vehicles[state.off_road.front()].ready));
  }
  return {day_start.ms + static_cast<std::int32_t>(window) * window_ms};
}

void Traffic::skip_to(TimeOfDay window_start) {
  EVEIL_ASSERT(window_start.ms >= state_->now && window_start.ms % window_ms == 0);
  EVEIL_ASSERT(window_start <= next_active());
  state_->now = window_start.ms;
}

void Traffic::record_events(bool on) { state_->record_events = on; }

std::span<const RoadEvent> Traffic::events() const { return state_->events; }

TimeOfDay Traffic::settled() const { return {std::min(state_->now, state_->behind)}; }

const LinkCounts& Traffic::counts() const {
  RoadState& state = *state_;
  for (std::uint32_t link = 0; link < state.exits.size(); ++link) {
    Tally& tally = state.exits[link].tally;
    if (tally.volume > 0) state.counts.add(CountRow{link, tally});
    tally = Tally{};
  }
  return state.counts.joined(state.layout.external);
}

TrafficQuality Traffic::quality() const { return state_->quality; }

std::uint64_t Traffic::on_the_way() const { return state_->vehicles.size() - state_->free_count; }

LinkState Traffic::link_state(geo::LinkId id) const {
  const RoadState& state = *state_;
  const std::uint32_t link = state.layout.internal[id.value];
  const LinkEntry& entry = state.entries[link];
  const LinkExit& exit = state.exits[link];
  LinkState out;
  for (std::uint32_t at = exit.head; at != nobody; at = state.vehicles[at].next) ++out.vehicles;
  out.waiting = count_waiting(state, link);
  for (const std::uint32_t vehicle : state.off_road) {
    out.waiting += state.vehicles[vehicle].link == link ? 1 : 0;
  }
  out.used = entry.used / 1000.0;
  out.storage = entry.storage / 1000.0;
  out.free_time = {entry.free_ms};
  out.gap_time = {exit.gap_ms};
  return out;
}

TrafficMemory Traffic::memory() const { return memory_of(*state_); }

}  // namespace eveil::sim

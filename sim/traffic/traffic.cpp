// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/traffic.hpp"

#include <algorithm>
#include <cmath>

#include "sim/traffic/route_fault.hpp"
#include "sim/traffic/state.hpp"
#include "sim/traffic/waiting.hpp"
#include "sim/traffic/window.hpp"

namespace eveil::sim {

namespace {

/// Makes room for one more, and an eighth: less than doubling keeps, since the rows are many.
template <class Row>
void make_room(HugeVector<Row>& rows) {
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
  if (state.free_vehicle != nobody) {  // likely the next to be taken
    __builtin_prefetch(&state.vehicles[state.free_vehicle], 1);
    __builtin_prefetch(&state.records[state.free_vehicle], 1);
    __builtin_prefetch(&state.route_of[state.free_vehicle], 1);
  }
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

[[maybe_unused]] bool can_drive(const RoadState& state,
                                VehicleClass vehicle_class,
                                std::span<const geo::LinkId> route) {
  return !fault_of(state.network, vehicle_class, day_start, route);
}

/// Where a vehicle goes that has a new route and doesn't stand in a queue.
void set_out(RoadState& state, std::uint32_t vehicle) {
  const VehicleRow& row = state.vehicles[vehicle];
  if (row.into == nobody) {
    stay_off_road(state, vehicle);
  } else if (facts_of(row.vehicle_class).in_queue) {
    start_waiting(state, vehicle);
  } else {
    state.vehicles[vehicle].entry = never;
    drive_beside(state, vehicle);
  }
}

/// Takes a vehicle that doesn't stand in a queue off its heap.
void take_back(RoadState& state, std::uint32_t vehicle) {
  const Stage stage = state.vehicles[vehicle].stage;
  if (stage == Stage::waiting) stop_waiting(state, vehicle);
  if (stage == Stage::off_road) leave_off_road(state, vehicle);
  if (stage == Stage::beside) leave_beside(state, vehicle);
}

/// Whether it drives along a queue, and not from its first link on.
bool is_riding(const VehicleRow& row) { return row.stage == Stage::beside && row.entry != never; }

/// Gives a vehicle another time at the end of its link.
void set_ready(RoadState& state, std::uint32_t vehicle, std::int32_t ready) {
  VehicleRow& row = state.vehicles[vehicle];
  if (row.stage == Stage::on_road) {
    row.ready = ready;
    // Whoever is the head: it is looked at in the next window.
    state.exits[row.link].blocked_on = {nobody, nobody};
    advance_event(state, row.link, state.now, state.now);
    return;
  }
  const bool on_its_way = row.stage == Stage::beside;
  take_back(state, vehicle);
  row.ready = ready;
  if (on_its_way) {
    drive_beside(state, vehicle);
  } else {
    set_out(state, vehicle);
  }
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

// NOLINTNEXTLINE(readability-function-size): a departure has that many facts
VehicleId Traffic::depart(TimeOfDay at,
                          VehicleClass vehicle_class,
                          double size,
                          std::uint64_t name,
                          std::uint64_t tag,
                          std::span<const geo::LinkId> route) {
  RoadState& state = *state_;
  EVEIL_ASSERT(at.ms >= state.now);
  EVEIL_ASSERT(can_drive(state, vehicle_class, route));
  const std::uint32_t vehicle = take_row(state);
  VehicleRow& row = state.vehicles[vehicle];
  row = VehicleRow{};
  row.ready = at.ms;
  row.link = state.layout.internal[route[0].value];
  __builtin_prefetch(&state.exits[row.link], 1);
  __builtin_prefetch(&state.entries[row.link]);
  row.size = static_cast<std::uint16_t>(std::clamp(std::floor(size * 1000.0 + 0.5), 1.0, 65'535.0));
  row.vehicle_class = vehicle_class;
  state.records[vehicle] = {name, tag};
  set_route(state, vehicle, route);
  ++state.quality.departed;
  set_out(state, vehicle);
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
  EVEIL_ASSERT(state.layout.internal[rest[0].value] == row.link);
  EVEIL_ASSERT(can_drive(state, row.vehicle_class, rest));
  const bool in_place = row.stage == Stage::on_road || is_riding(row);
  if (!in_place) take_back(state, vehicle);
  state.routes.release(state.route_of[vehicle]);
  set_route(state, vehicle, rest);
  // Nobody drives the new way before the order is given.
  row.ready = std::max(row.ready, state.now);
  if (row.stage == Stage::on_road || row.stage == Stage::waiting) {
    state.exits[row.link].blocked_on = {nobody, nobody};
    advance_event(state, row.link, state.now, state.now);
  }
  if (!in_place) set_out(state, vehicle);
}

void Traffic::hold(VehicleId id, TimeOfDay until) {
  RoadState& state = *state_;
  const VehicleRow& row = state.vehicles[id.value];
  EVEIL_ASSERT(row.stage != Stage::free);
  if (until.ms > row.ready) set_ready(state, id.value, until.ms);
}

void Traffic::release(VehicleId id) {
  RoadState& state = *state_;
  const VehicleRow& row = state.vehicles[id.value];
  EVEIL_ASSERT(row.stage != Stage::free);
  std::int32_t ready = state.now;
  if (row.stage == Stage::on_road || is_riding(row)) {
    const LinkEntry& entry = state.entries[row.link];
    ready = std::max(ready, row.entry + time_on(entry, row.vehicle_class));
  }
  if (ready < row.ready) set_ready(state, id.value, ready);
}

void Traffic::park(VehicleId id) {
  const geo::LinkId here = link_of(id);
  release(id);
  reroute(id, {&here, 1});
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
  if (!state.beside.empty()) {
    window = std::min(window, window_of(state.vehicles[state.beside.front()].ready));
  }
  return {day_start.ms + static_cast<std::int32_t>(window) * window_ms};
}

void Traffic::skip_to(TimeOfDay window_start) {
  EVEIL_ASSERT(window_start.ms >= state_->now && window_start.ms % window_ms == 0);
  EVEIL_ASSERT(window_start <= next_active());
  state_->now = window_start.ms;
}

std::span<const VehicleId> Traffic::standing() const { return state_->standing; }

bool Traffic::stands(VehicleId vehicle) const {
  if (vehicle.value >= state_->vehicles.size()) return false;
  const VehicleRow& row = state_->vehicles[vehicle.value];
  if (row.stage != Stage::on_road) return false;
  const LinkExit& exit = state_->exits[row.link];
  return exit.head == vehicle.value && exit.blocked_on[through] != nobody;
}

void Traffic::turn_away(VehicleId vehicle, std::span<const geo::LinkId> rest) {
  reroute(vehicle, rest);
  ++state_->quality.turned_away;
}

bool Traffic::is_full(geo::LinkId link) const {
  const LinkEntry& entry = state_->entries[state_->layout.internal[link.value]];
  return entry.used >= entry.storage;
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
  for (const std::uint32_t vehicle : state.beside) {
    out.beside += state.vehicles[vehicle].link == link ? 1 : 0;
  }
  out.used = entry.used / 1000.0;
  out.storage = entry.storage / 1000.0;
  out.free_time = {entry.free_ms};
  out.gap_time = {exit.gap_ms};
  return out;
}

TrafficMemory Traffic::memory() const { return memory_of(*state_); }

std::vector<OnTheWay> Traffic::everybody() const {
  std::vector<OnTheWay> all;
  for (std::size_t row = 0; row < state_->vehicles.size(); ++row) {
    if (state_->vehicles[row].stage == Stage::free) continue;
    all.push_back({VehicleId(row), state_->records[row].tag});
  }
  return all;
}

std::vector<geo::LinkId> Traffic::rest_of(VehicleId vehicle) const {
  const RoadState& state = *state_;
  const VehicleRow& row = state.vehicles[vehicle.value];
  std::vector<geo::LinkId> links = {link_of(vehicle)};
  std::uint32_t cursor = row.cursor;
  for (std::uint32_t link = row.into; link != nobody;) {
    links.emplace_back(std::size_t{state.layout.external[link]});
    const std::uint32_t step = state.routes.next(cursor);
    link = step == RouteStore::none ? nobody : state.entries[link].first_step + step;
  }
  return links;
}

void Traffic::visit(Archive& archive) { state_->visit(archive); }

}  // namespace eveil::sim

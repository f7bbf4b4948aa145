// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <limits>

#include "sim/traffic/node_step.hpp"
#include "sim/traffic/state.hpp"

namespace eveil::sim {

namespace {

// Nodes ahead of the one at work: what one step fetches tells the next where to look.
constexpr std::size_t fetch_exits = 24;
constexpr std::size_t fetch_heads = 16;
constexpr std::size_t fetch_entries = 9;
constexpr std::size_t fetch_gaps = 4;

}  // namespace

[[gnu::always_inline]] inline void NodeStep::fetch(const ActiveNode* nodes, std::size_t left) {
  if (left > fetch_exits) __builtin_prefetch(&exits_[nodes[fetch_exits].link], 1);
  if (left > fetch_heads) {
    const std::uint32_t link = nodes[fetch_heads].link;
    __builtin_prefetch(&entries_[link], 1);
    const std::uint32_t head = exits_[link].head;
    if (head != nobody) __builtin_prefetch(&vehicles_[head], 1);
  }
  if (left > fetch_entries) {
    const std::uint32_t head = exits_[nodes[fetch_entries].link].head;
    if (head != nobody) {
      const VehicleRow& vehicle = vehicles_[head];
      if (vehicle.into != nobody) __builtin_prefetch(&entries_[vehicle.into], 1);
      s_.routes.prefetch(vehicle.cursor);
    }
  }
  if (left > fetch_gaps) {
    const std::uint32_t head = exits_[nodes[fetch_gaps].link].head;
    if (head != nobody && vehicles_[head].into != nobody) {
      s_.gaps.prefetch(entries_[vehicles_[head].into].gaps, 0);
    }
  }
}

void NodeStep::run(const ActiveNode& node) {
  if (exits_[node.link].due_next == nobody) {
    Approach approach;
    approach.link = node.link;
    approach.last_freed = nobody;
    if (exits_[node.link].waiting == nobody && run_queue(approach)) return;
    run_alone(approach);
  } else {
    run_together(node.link);
  }
}

bool NodeStep::run_queue(Approach& approach) {
  LinkExit& exit = exits_[approach.link];
  std::int32_t event = never;
  std::int32_t next_ready = 0;
  while (exit.head != nobody) {
    const std::uint32_t vehicle = exit.head;
    VehicleRow& row = vehicles_[vehicle];
    next_ready = row.ready;
    std::int32_t at = std::max(row.ready, exit.last_exit);
    if (row.into == nobody) {
      event = at;
      if (at >= end_) break;
      if (s_.record_events) record(approach.link, through, vehicle, at);
      leave_queue(approach, at);
      row.ready = at;
      w_.arrived.push_back(vehicle);
    } else {
      const LinkEntry& entry = entries_[row.into];
      const std::int32_t release = release_ms(exit);
      at = std::max(at, release);
      if (at < end_ && entry.used >= room_below(entry, entries_[approach.link].ring, row.size)) {
        return false;
      }
      if (at < end_) at = std::max(at, entry.last_entry);
      event = at;
      if (at >= end_) break;
      if (s_.record_events) record(approach.link, through, vehicle, at);
      leave_queue(approach, at);
      use_flow(exit, row.size, at, release);
      enter(vehicle, at);
    }
    event = never;
    next_ready = 0;
  }
  exit.blocked_on = {nobody, nobody};
  finish(approach, event, next_ready);
  return true;
}

void NodeStep::use_flow(LinkExit& exit, std::int32_t size, std::int32_t at, std::int32_t release) {
  const std::int64_t from = at > release ? std::int64_t{at} * 1000 : exit.release_us;
  exit.release_us = from + (size == 1000 ? exit.headway_us : exit.headway_us * size / 1000);
}

void NodeStep::record(std::uint32_t link, Lane lane, std::uint32_t vehicle, std::int32_t at) {
  using Kind = RoadEvent::Kind;
  const auto add = [&](std::uint32_t where, Kind kind) {
    w_.events.push_back({at, vehicle, s_.layout.external[where], kind});
  };
  const std::uint32_t into = vehicles_[vehicle].into;
  if (lane == departing) add(link, Kind::enters_traffic);
  if (into == nobody) {
    add(link, Kind::leaves_traffic);
  } else {
    add(into, Kind::enters_link);
  }
}

void NodeStep::leave_queue(Approach& approach, std::int32_t at) {
  LinkExit& exit = exits_[approach.link];
  const VehicleRow& row = vehicles_[exit.head];
  count(approach.link, row, at);
  exit.head = row.next;
  exit.last_exit = at;
  approach.last_freed = static_cast<std::uint32_t>(w_.freed.size());
  w_.freed.push_back({approach.link, {at + exit.gap_ms, row.size}, more_follow});
}

void NodeStep::count(std::uint32_t link, const VehicleRow& row, std::int32_t at) {
  constexpr std::uint16_t most = std::numeric_limits<std::uint16_t>::max();
  Tally& tally = exits_[link].tally;
  constexpr auto length = static_cast<std::uint32_t>(slice_length.ms);
  constexpr auto last = static_cast<std::uint32_t>(slice_count - 1);
  const auto slice = static_cast<std::uint8_t>(
      std::min(static_cast<std::uint32_t>(row.entry - day_start.ms) / length, last));
  const auto travel = static_cast<std::uint32_t>(at - row.entry);
  const bool fits = tally.slice == slice && tally.vehicle_class == row.vehicle_class &&
                    tally.volume < most && tally.travel_ms + travel >= travel;
  if (!fits) {
    if (tally.volume > 0) w_.counted.push_back({link, tally});
    tally = {0, 0, slice, row.vehicle_class};
  }
  ++tally.volume;
  tally.travel_ms += travel;
}

void NodeStep::enter(std::uint32_t vehicle, std::int32_t at) {
  VehicleRow& row = vehicles_[vehicle];
  LinkEntry& entry = entries_[row.into];
  __builtin_prefetch(&exits_[row.into], 1);
  while (entry.gaps.count > 0) {
    const Gap& gap = s_.gaps.at(entry.gaps, 0);
    if (gap.time > at) break;
    entry.used -= gap.size;
    GapPool::drop_first(entry.gaps);
  }
  entry.used += row.size;
  entry.last_entry = at;
  row.link = row.into;
  row.entry = at;
  row.ready = at + (row.vehicle_class < VehicleClass::truck ? entry.free_ms
                                                            : time_on(entry, row.vehicle_class));
  row.distance_mm += entry.length_mm;
  const std::uint32_t step = s_.routes.next(row.cursor);
  row.into = step == RouteStore::none ? nobody : entry.first_step + step;
  row.next = nobody;
  row.stage = Stage::on_road;
  w_.entered.push_back({row.link, vehicle});
  ++w_.entries;
}

void NodeStep::finish(const Approach& approach, std::int32_t event, std::int32_t next_ready) {
  LinkExit& exit = exits_[approach.link];
  exit.event_at = event;
  s_.push[approach.link] = unchecked;
  if (event != never) w_.schedule(approach.link, event, end_);
  if (approach.last_freed != nobody) {
    // Of one that is held without an end nothing is due.
    w_.freed[approach.last_freed].quiet =
        next_ready == never ? exit.last_exit : std::max(exit.last_exit, next_ready);
  }
}

void run_nodes(RoadState& state, Workspace& work, const ActiveNode* nodes, std::size_t count) {
  NodeStep step(state, work);
  for (std::size_t row = 0; row < count; ++row) {
    step.fetch(nodes + row, count - row);
    step.run(nodes[row]);
  }
}

}  // namespace eveil::sim

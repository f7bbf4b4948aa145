// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/traffic/state.hpp"

namespace eveil::sim {

namespace {

void take_in(RoadState& state, std::uint32_t link, std::int32_t end) {
  LinkEntry& entry = state.entries[link];
  LinkExit& exit = state.exits[link];
  if (exit.head == nobody) {
    exit.head = entry.inbox;
    const std::int32_t ready = state.vehicles[entry.inbox].ready;
    entry.quiet_since = std::max(exit.last_exit, ready);
    advance_event(state, link, ready, end);
  } else {
    state.vehicles[exit.tail].next = entry.inbox;
  }
  exit.tail = entry.inbox_tail;
  entry.inbox = entry.inbox_tail = nobody;
}

/// Adds the gaps beyond the slots, joined to one (or to the last) that arrives when the last would.
void add_overflow(RoadState& state, std::uint32_t link) {
  LinkExit& exit = state.exits[link];
  Gap& overflow = state.overflow[link];
  if (overflow.size == 0) return;
  const std::uint32_t next = exit.gap_tail + 1 == exit.gap_slots ? 0 : exit.gap_tail + 1;
  if (next != exit.gap_head_seen) {
    state.gaps[exit.first_slot + exit.gap_tail] = overflow;
    exit.gap_tail = next;
  } else {
    const std::uint32_t last = (exit.gap_tail == 0 ? exit.gap_slots : exit.gap_tail) - 1;
    Gap& gap = state.gaps[exit.first_slot + last];
    gap = {overflow.time, gap.size + overflow.size};
  }
  overflow = {0, 0};
}

/// Tells the in-links that wait for space on `link` when it comes.
void wake(RoadState& state, std::uint32_t link, std::int32_t end) {
  LinkEntry& entry = state.entries[link];
  const Admission space = admission(state, entry);
  if (space.kind == Admission::shut) return;
  const bool known = space.kind != Admission::stuck;
  const std::int32_t at = std::max(space.at, end);
  // The space may be older than the window in which it is filled.
  if (known) state.behind = std::min(state.behind, std::max(space.at, entry.last_entry));
  const geo::NodeId start = state.network.from[geo::LinkId(std::size_t{link})];
  for (const geo::LinkId in : state.adjacency.entering[start]) {
    for (std::uint32_t& blocked : state.blocked_on[in.value]) {
      if (blocked != link) continue;
      if (known) blocked = nobody;
      advance_event(state, in.value, at, end);
    }
  }
  if (known) entry.has_blocked = false;
}

void let_travel(RoadState& state, std::uint32_t link, std::int32_t end) {
  LinkEntry& entry = state.entries[link];
  LinkExit& exit = state.exits[link];
  exit.gap_head_seen = entry.gap_head;
  add_overflow(state, link);
  entry.gap_tail = exit.gap_tail;
  entry.quiet_since = exit.last_exit;
  if (exit.head != nobody) {
    entry.quiet_since = std::max(entry.quiet_since, state.vehicles[exit.head].ready);
  }
  if (entry.has_blocked) wake(state, link, end);
}

}  // namespace

void run_link_phase(RoadState& state, const Workspace& work) {
  const std::int32_t end = state.now + window_ms;
  for (const std::uint32_t link : work.settled) {
    schedule(state, link, state.exits[link].event_at, end);
  }
  for (const std::uint32_t link : work.entered) take_in(state, link, end);
  for (const std::uint32_t link : work.released) let_travel(state, link, end);
}

void check_circle(RoadState& state, std::uint32_t link) {
  const std::uint32_t full = state.blocked_on[link][through];
  if (full == nobody) return;
  const LinkEntry& entry = state.entries[full];
  if (entry.quiet_since + entry.stuck_ms >= state.now + window_ms) return;
  state.push[link] = refused;
  // Every head waits for one link, so the chain ends at one that moves or runs into a circle; the
  // mark, moved on at doubling distances, finds a circle that `link` itself isn't part of.
  std::uint32_t mark = link;
  std::size_t steps = 0;
  std::size_t mark_until = 2;
  for (std::uint32_t at = full; at != nobody; at = state.blocked_on[at][through]) {
    if (at == link) {
      state.push[link] = allowed;
      return;
    }
    if (at == mark) return;
    if (++steps == mark_until) {
      mark = at;
      mark_until *= 2;
    }
  }
}

}  // namespace eveil::sim

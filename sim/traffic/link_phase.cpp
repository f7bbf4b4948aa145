// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>

#include "sim/traffic/state.hpp"

namespace eveil::sim {

namespace {

// Messages ahead of the one at work: what one step fetches tells the next where to look.
constexpr std::size_t fetch_links = 12;
constexpr std::size_t fetch_rows = 6;
/// Up to which their entries, touched in the node phase, are still near: fetching would only cost.
constexpr std::size_t near_links = 1U << 16U;

void take_in(RoadState& state, Workspace& work, Entered message, std::int32_t end) {
  LinkExit& exit = state.exits[message.link];
  if (exit.head != nobody) {
    state.vehicles[exit.tail].next = message.vehicle;
    exit.tail = message.vehicle;
    return;
  }
  exit.head = exit.tail = message.vehicle;
  const std::int32_t ready = state.vehicles[message.vehicle].ready;
  state.entries[message.link].quiet_entry = std::max(exit.last_exit, ready);
  if (ready >= exit.event_at) return;
  exit.event_at = ready;
  work.schedule(message.link, ready, end);
}

/// All gaps of the link of a last message have begun to travel.
void note_release(RoadState& state, Workspace& work, const Freed& message) {
  if (message.quiet == more_follow) return;
  LinkEntry& entry = state.entries[message.link];
  entry.quiet_exit = message.quiet;
  if (entry.has_blocked) work.wakes.push_back(message.link);
}

/// Tells the in-links that wait for space on `link` when it comes.
void wake(RoadState& state, std::uint32_t link, std::int32_t end) {
  const Admission space = admission(state, link, state.entries[link].storage);
  const bool known = space.kind != Admission::stuck;
  const std::int32_t at = std::max(space.at, end);
  // The space may be older than the window in which it is filled.
  if (known) {
    state.behind = std::min(state.behind, std::max(space.at, state.entries[link].last_entry));
  }
  for (const std::uint32_t in : state.layout.entering_links(state.layout.from[link])) {
    for (std::uint32_t& blocked : state.exits[in].blocked_on) {
      if (blocked != link) continue;
      if (known) blocked = nobody;
      advance_event(state, in, at, end);
    }
  }
  if (known) state.entries[link].has_blocked = false;
}

}  // namespace

void settle_links(RoadState& state, Workspace& work) {
  const std::int32_t end = state.now + window_ms;
  const Entered* const entered = work.entered.data();
  const std::size_t count = work.entered.size();
  for (std::size_t row = 0; row < count; ++row) {
    if (row + fetch_links < count) {
      __builtin_prefetch(&state.exits[entered[row + fetch_links].link], 1);
    }
    if (row + fetch_rows < count) {
      const LinkExit& exit = state.exits[entered[row + fetch_rows].link];
      const bool empty = exit.head == nobody;
      __builtin_prefetch(&state.vehicles[empty ? entered[row + fetch_rows].vehicle : exit.tail], 1);
    }
    take_in(state, work, entered[row], end);
  }
  const bool far = state.entries.size() > near_links;
  const std::size_t freed = work.freed.size();
  for (std::size_t row = 0; row < freed; ++row) {
    if (far && row + fetch_links < freed) {
      __builtin_prefetch(&state.entries[work.freed[row + fetch_links].link], 1);
    }
    if (far && row + fetch_rows < freed) {
      const GapQueue& queue = state.entries[work.freed[row + fetch_rows].link].gaps;
      state.gaps.prefetch(queue, queue.count);
    }
    const Freed& message = work.freed[row];
    if (message.gap.time == taken) {
      state.entries[message.link].used -= message.gap.size;
      note_release(state, work, message);
      continue;
    }
    GapQueue& queue = state.entries[message.link].gaps;
    if (queue.wastes_ring()) {
      work.rings.push_back({queue.ring, queue.log});
      queue = GapQueue{};
    }
    if (queue.full()) {
      work.cramped.push_back(message);
      continue;
    }
    state.gaps.add(queue, message.gap);
    note_release(state, work, message);
  }
}

void finish_links(RoadState& state, Workspace& work) {
  const std::int32_t end = state.now + window_ms;
  for (const Ring& ring : work.rings) state.gaps.give_back(ring.first, ring.log);
  for (const Freed& message : work.cramped) {
    state.gaps.add_growing(state.entries[message.link].gaps, message.gap);
    note_release(state, work, message);
  }
  for (const Scheduled& row : work.scheduled) state.calendar.add(row.window, row.link);
  state.behind = std::min(state.behind, work.behind);
  for (const std::uint32_t link : work.wakes) wake(state, link, end);
}

namespace {

/// Whether the link is among those that its end node is to look at in this window.
bool is_active(const RoadState& state, std::uint32_t link) {
  const NodeMark& mark = state.marks[state.exits[link].end_node];
  if (mark.window != state.now) return false;
  std::uint32_t at = state.active[mark.place].link;
  while (at != nobody && at != link) at = state.exits[at].due_next;
  return at == link;
}

/// All heads of a closed circle move in this window, each into the room that the next leaves: as
/// many vehicles stay on each link, of whatever size.
void turn_circle(RoadState& state, std::uint32_t link) {
  std::uint32_t at = link;
  do {
    state.push[at] = allowed;
    if (at != link && !is_active(state, at)) {
      state.exits[at].event_at = state.now;
      state.due.push_back(at);
    }
    at = state.exits[at].blocked_on[through];
  } while (at != link);
}

}  // namespace

void check_circle(RoadState& state, std::uint32_t link) {
  const std::uint32_t full = state.exits[link].blocked_on[through];
  if (full == nobody || state.push[link] == allowed) return;
  const LinkEntry& entry = state.entries[full];
  const std::int32_t quiet_since = std::max(entry.quiet_exit, entry.quiet_entry);
  if (quiet_since + state.rest[full].stuck_ms >= state.now + window_ms) return;
  state.push[link] = refused;
  // Every head waits for one link, so the chain ends at one that moves or runs into a circle; the
  // mark, moved on at doubling distances, finds a circle that `link` itself isn't part of.
  std::uint32_t mark = link;
  std::size_t steps = 0;
  std::size_t mark_until = 2;
  for (std::uint32_t at = full; at != nobody; at = state.exits[at].blocked_on[through]) {
    if (at == link) {
      turn_circle(state, link);
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

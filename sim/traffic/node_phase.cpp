// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <limits>

#include "geo/base/random.hpp"
#include "sim/traffic/state.hpp"

namespace eveil::sim {

namespace {

/// Two that could enter a full link within a millisecond of each other are both waiting for it:
/// times are rounded up to whole ms, and a saturated in-link comes back just in time.
constexpr std::int32_t same_moment_ms = 1;

std::int32_t release_ms(const LinkExit& exit) {
  constexpr std::int64_t last = never - 1;
  return static_cast<std::int32_t>(std::min((exit.release_us + 999) / 1000, last));
}

std::uint32_t after(std::uint32_t slot, std::uint32_t slots) {
  return slot + 1 == slots ? 0 : slot + 1;
}

/// The in-link and lane that moves next, and when.
struct Pick {
  std::size_t approach = 0;
  Lane lane = through;
  std::int32_t at = never;
  bool found = false;
  bool contested = false;  ///< it waited for space, perhaps with others
  bool pushed = false;
};

/// One node in one window.
class NodeStep {
 public:
  NodeStep(RoadState& state, Workspace& work) : s_(state), w_(work), end_(state.now + window_ms) {}

  void run(std::uint32_t node);

 private:
  void gather(std::size_t approach);
  Pick choose() const;
  /// When a head can cross, `never` if its way is shut; tells whether it needs a push.
  std::int32_t crossing(std::size_t approach, Lane lane, bool& contested, bool& pushed) const;
  bool goes_before(const Head& a, const Head& b) const;
  Pick by_credit(const Pick& first);
  void move(const Pick& pick);
  void record(const Pick& pick, const Head& head);
  void leave_queue(std::size_t approach, std::int32_t at);
  void enter(std::uint32_t vehicle, std::int32_t at);
  void settle(std::size_t approach);
  std::int32_t next_event(std::uint32_t link, Lane lane, const Head& head);

  RoadState& s_;
  Workspace& w_;
  std::int32_t end_;
};

void NodeStep::run(std::uint32_t node) {
  w_.approaches.clear();
  w_.heads.clear();
  for (std::uint32_t link = s_.due_nodes[node].link; link != nobody;
       link = s_.due_links[link].link) {
    w_.approaches.push_back({link, false});
    w_.heads.emplace_back();
    gather(w_.approaches.size() - 1);
  }
  for (Pick pick = choose(); pick.found; pick = choose()) {
    if (pick.contested) pick = by_credit(pick);
    move(pick);
    gather(pick.approach);
  }
  for (std::size_t approach = 0; approach < w_.approaches.size(); ++approach) settle(approach);
}

void NodeStep::gather(std::size_t approach) {
  const std::uint32_t link = w_.approaches[approach].link;
  const LinkExit& exit = s_.exits[link];
  const std::int32_t release = release_ms(exit);
  Head first{nobody, nobody, never, never, false};
  Head waiting = first;
  if (exit.head != nobody) {
    const VehicleRow& row = s_.vehicles[exit.head];
    const std::int32_t base = std::max(row.ready, exit.last_exit);
    // Who arrives turns off the road before the junction: in its turn, but without its capacity.
    first = {
        exit.head, row.into, row.into == nobody ? base : std::max(base, release), row.ready, false};
  }
  if (exit.waiting != nobody) {
    const VehicleRow& row = s_.vehicles[exit.waiting];
    waiting = {exit.waiting, row.into, std::max(row.ready, release), row.ready, false};
  }
  // For one and the same link they stand in one line, unless the one on the road is to be pushed.
  if (first.vehicle != nobody && waiting.vehicle != nobody && first.into == waiting.into) {
    const bool road_first = s_.push[link] == allowed || first.ready < waiting.ready ||
                            (first.ready == waiting.ready &&
                             drawn_before(s_, first.vehicle, waiting.vehicle, first.ready));
    (road_first ? waiting : first).behind = true;
  }
  w_.heads[approach] = {first, waiting};
}

std::int32_t NodeStep::crossing(std::size_t approach,
                                Lane lane,
                                bool& contested,
                                bool& pushed) const {
  const Head& head = w_.heads[approach][lane];
  contested = pushed = false;
  if (head.into == nobody) return head.base;
  const LinkEntry& entry = s_.entries[head.into];
  const Admission space = admission(s_, entry);
  std::int32_t at = std::max(head.base, entry.last_entry);
  if (space.kind == Admission::open) return at;
  if (space.kind == Admission::shut) return never;
  if (space.kind == Admission::stuck) {
    if (lane != through || s_.push[w_.approaches[approach].link] != allowed) return never;
    pushed = true;
    at = std::max(at, s_.now);  // decided in this window, however long it was allowed
  }
  contested = space.at + same_moment_ms >= head.base;
  return std::max(at, space.at);
}

bool NodeStep::goes_before(const Head& a, const Head& b) const {
  if (a.base != b.base) return a.base < b.base;
  return drawn_before(s_, a.vehicle, b.vehicle, a.base);
}

Pick NodeStep::choose() const {
  Pick best;
  for (std::size_t approach = 0; approach < w_.heads.size(); ++approach) {
    for (const Lane lane : {through, departing}) {
      const Head& head = w_.heads[approach][lane];
      if (head.vehicle == nobody || head.behind || head.base >= end_) continue;
      Pick pick{approach, lane, never, true, false, false};
      pick.at = crossing(approach, lane, pick.contested, pick.pushed);
      if (pick.at >= end_ || pick.at > best.at) continue;
      if (pick.at == best.at && !goes_before(head, w_.heads[best.approach][best.lane])) continue;
      best = pick;
    }
  }
  return best;
}

/// Among all that wait for the space that `first` would take: every one's credit grows by its
/// capacity, the highest goes and pays for all. So saturated in-links share as their capacities do.
Pick NodeStep::by_credit(const Pick& first) {
  const std::uint32_t into = w_.heads[first.approach][first.lane].into;
  Pick best = first;
  best.found = false;
  std::int32_t total = 0;
  for (std::size_t approach = 0; approach < w_.heads.size(); ++approach) {
    for (const Lane lane : {through, departing}) {
      const Head& head = w_.heads[approach][lane];
      if (head.vehicle == nobody || head.behind || head.into != into || head.base >= end_) {
        continue;
      }
      Pick pick{approach, lane, never, true, true, false};
      pick.at = crossing(approach, lane, pick.contested, pick.pushed);
      if (pick.at > first.at + same_moment_ms || pick.at >= end_) continue;
      LinkExit& exit = s_.exits[w_.approaches[approach].link];
      const std::int32_t weight = s_.weight[w_.approaches[approach].link];
      exit.credit += weight;
      total += weight;
      if (best.found) {
        const std::int32_t leader = s_.exits[w_.approaches[best.approach].link].credit;
        if (exit.credit < leader) continue;
        if (exit.credit == leader && !goes_before(head, w_.heads[best.approach][best.lane]))
          continue;
      }
      best = pick;
    }
  }
  s_.exits[w_.approaches[best.approach].link].credit -= total;
  return best;
}

void NodeStep::move(const Pick& pick) {
  const std::uint32_t link = w_.approaches[pick.approach].link;
  const Head& head = w_.heads[pick.approach][pick.lane];
  LinkExit& exit = s_.exits[link];
  VehicleRow& row = s_.vehicles[head.vehicle];
  if (s_.record_events) record(pick, head);
  if (pick.lane == departing) {
    exit.waiting = row.next;
    if (exit.waiting == nobody) exit.waiting_tail = nobody;
    row.stage = Stage::on_road;
  } else {
    leave_queue(pick.approach, pick.at);
  }
  if (head.into == nobody) {
    row.ready = pick.at;
    w_.arrived.push_back(head.vehicle);
    return;
  }
  // Where flow is what it waited for, its fraction of a ms is kept: a saturated exit loses nothing.
  const std::int64_t from =
      pick.at > release_ms(exit) ? std::int64_t{pick.at} * 1000 : exit.release_us;
  exit.release_us = from + exit.headway_us * row.size / 1000;
  w_.forced += pick.pushed ? 1 : 0;
  enter(head.vehicle, pick.at);
}

void NodeStep::record(const Pick& pick, const Head& head) {
  using Kind = RoadEvent::Kind;
  const std::uint32_t link = w_.approaches[pick.approach].link;
  const auto add = [&](std::uint32_t where, Kind kind) {
    w_.events.push_back({pick.at, head.vehicle, where, kind});
  };
  if (pick.lane == departing) add(link, Kind::enters_traffic);
  if (head.into == nobody) {
    add(link, Kind::leaves_traffic);
  } else {
    add(head.into, Kind::enters_link);
  }
}

void NodeStep::leave_queue(std::size_t approach, std::int32_t at) {
  const std::uint32_t link = w_.approaches[approach].link;
  LinkExit& exit = s_.exits[link];
  const VehicleRow& row = s_.vehicles[exit.head];
  const auto slice = static_cast<std::uint32_t>(slice_of({row.entry}));
  const auto kind = static_cast<std::size_t>(row.vehicle_class);
  if (s_.tallies[link].slice != slice) flush_tally(s_, link);
  Tally& tally = s_.tallies[link];
  tally.slice = slice;
  ++tally.volume[kind];
  tally.travel_ms[kind] += static_cast<std::uint64_t>(at - row.entry);

  exit.head = row.next;
  if (exit.head == nobody) exit.tail = nobody;
  exit.last_exit = at;
  w_.approaches[approach].released = true;
  const Gap gap{at + exit.gap_ms, row.size};
  const std::uint32_t next = after(exit.gap_tail, exit.gap_slots);
  Gap& overflow = s_.overflow[link];
  if (next == exit.gap_head_seen || overflow.size > 0) {
    overflow = {gap.time, overflow.size + gap.size};
  } else {
    s_.gaps[exit.first_slot + exit.gap_tail] = gap;
    exit.gap_tail = next;
  }
}

void NodeStep::enter(std::uint32_t vehicle, std::int32_t at) {
  VehicleRow& row = s_.vehicles[vehicle];
  LinkEntry& entry = s_.entries[row.into];
  while (entry.gap_head != entry.gap_tail) {
    const Gap& gap = s_.gaps[entry.first_slot + entry.gap_head];
    if (gap.time > at) break;
    entry.used -= gap.size;
    entry.gap_head = after(entry.gap_head, entry.gap_slots);
  }
  entry.used += row.size;
  entry.last_entry = at;
  row.link = row.into;
  row.entry = at;
  row.ready = at + entry.free_ms;
  row.distance_mm += entry.length_mm;
  row.into = s_.routes.next(row.cursor).value;
  row.next = nobody;
  if (entry.inbox == nobody) {
    entry.inbox = vehicle;
    w_.entered.push_back(row.link);
  } else {
    s_.vehicles[entry.inbox_tail].next = vehicle;
  }
  entry.inbox_tail = vehicle;
  ++w_.entries;
}

void NodeStep::settle(std::size_t approach) {
  const std::uint32_t link = w_.approaches[approach].link;
  LinkExit& exit = s_.exits[link];
  s_.blocked_on[link] = {nobody, nobody};
  exit.event_at = never;
  for (const Lane lane : {through, departing}) {
    const Head& head = w_.heads[approach][lane];
    if (head.vehicle == nobody) continue;
    exit.event_at = std::min(exit.event_at, next_event(link, lane, head));
  }
  s_.push[link] = unchecked;
  if (exit.event_at != never) w_.settled.push_back(link);
  if (w_.approaches[approach].released) w_.released.push_back(link);
}

std::int32_t NodeStep::next_event(std::uint32_t link, Lane lane, const Head& head) {
  if (head.base >= end_) return head.base;
  LinkEntry& entry = s_.entries[head.into];
  const Admission space = admission(s_, entry);
  if (space.kind == Admission::open || space.kind == Admission::gap) {
    return std::max({space.at, head.base, entry.last_entry});
  }
  s_.blocked_on[link][lane] = head.into;
  entry.has_blocked = true;
  if (space.kind == Admission::shut || lane == departing) return never;
  if (space.at >= end_) return space.at;
  // Long enough: the check for a circle is made as the next window begins; if it was, and there is
  // none, who blocks this one is still moving.
  return s_.push[link] == unchecked
             ? end_
             : end_ + static_cast<std::int32_t>(s_.parameters.stuck_after.ms);
}

}  // namespace

Admission admission(const RoadState& state, const LinkEntry& entry) {
  if (entry.used < entry.storage)
    return {Admission::open, std::numeric_limits<std::int32_t>::min()};
  std::int32_t used = entry.used;
  for (std::uint32_t slot = entry.gap_head; slot != entry.gap_tail;
       slot = after(slot, entry.gap_slots)) {
    const Gap& gap = state.gaps[entry.first_slot + slot];
    used -= gap.size;
    if (used < entry.storage) return {Admission::gap, gap.time};
  }
  if (used < entry.storage + 1000) {
    return {Admission::stuck, entry.quiet_since + entry.stuck_ms};
  }
  return {Admission::shut, never};
}

bool drawn_before(const RoadState& state, std::uint32_t a, std::uint32_t b, std::int32_t time) {
  const auto draw = [&](std::uint32_t vehicle) {
    const std::uint64_t key =
        stable_name({state.records[vehicle].name, static_cast<std::uint64_t>(time)});
    return Draw(state.parameters.seed, Purpose::merge_priority, key).bits();
  };
  const std::uint64_t first = draw(a);
  const std::uint64_t second = draw(b);
  if (first != second) return first < second;
  return state.records[a].name < state.records[b].name;
}

void run_node(RoadState& state, Workspace& work, std::uint32_t node) {
  NodeStep(state, work).run(node);
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <limits>

#include "geo/base/random.hpp"
#include "sim/traffic/state.hpp"
#include "sim/traffic/waiting.hpp"

namespace eveil::sim {

namespace {

/// Two that could enter a full link within a millisecond of each other are both waiting for it:
/// times are rounded up to whole ms, and a saturated in-link comes back just in time.
constexpr std::int32_t same_moment_ms = 1;

/// Nodes ahead of the one at work whose data are fetched.
constexpr std::size_t fetch_ahead = 4;

constexpr Head no_head{nobody, nobody, never, never, never, false, false, false};

std::int32_t release_ms(const LinkExit& exit) {
  constexpr std::int64_t last = never - 1;
  return static_cast<std::int32_t>(std::min((exit.release_us + 999) / 1000, last));
}

/// The in-link and lane that moves next.
struct Pick {
  std::size_t approach = 0;
  Lane lane = through;
};

/// One node in one window.
class NodeStep {
 public:
  NodeStep(RoadState& state, Workspace& work)
      : s_(state),
        w_(work),
        exits_(state.exits.data()),
        entries_(state.entries.data()),
        vehicles_(state.vehicles.data()),
        end_(state.now + window_ms) {}

  void run(const ActiveNode& node);

 private:
  bool run_queue(Approach& approach);
  void run_alone(Approach& approach);
  void run_together(std::uint32_t first);

  Heads heads_of(std::uint32_t link) const;
  /// When a head can cross, `never` if its way is shut; tells whether it needs a push.
  void time_crossing(std::uint32_t link, Lane lane, Head& head) const;
  bool goes_before(const Head& a, const Head& b) const;
  bool choose(Pick& pick) const;
  bool wants_as(const Head& head, const Head& asks) const;
  Pick by_credit(const Pick& first);
  void pay(std::uint32_t link, std::uint16_t size);
  void update(std::size_t moved, std::uint32_t into);
  void move(Approach& approach, Lane lane);
  static void use_flow(LinkExit& exit, std::int32_t size, std::int32_t at, std::int32_t release);
  void record(std::uint32_t link, Lane lane, std::uint32_t vehicle, std::int32_t at);
  void leave_queue(Approach& approach, std::int32_t at);
  void count(std::uint32_t link, const VehicleRow& row, std::int32_t at);
  void enter(std::uint32_t vehicle, std::int32_t at);
  void settle(const Approach& approach);
  void finish(const Approach& approach, std::int32_t event, std::int32_t next_ready);
  std::int32_t next_event(std::uint32_t link, Lane lane, const Head& head);

  RoadState& s_;
  Workspace& w_;
  LinkExit* const exits_;
  LinkEntry* const entries_;
  VehicleRow* const vehicles_;
  const std::int32_t end_;
};

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

/// The usual case, in one pass: nobody departs here and no other in-link is due, so nothing is to
/// be compared. False, with what is left to do, where the way is full.
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
      if ((event = at) >= end_) break;
      if (s_.record_events) record(approach.link, through, vehicle, at);
      leave_queue(approach, at);
      row.ready = at;
      w_.arrived.push_back(vehicle);
    } else {
      const LinkEntry& entry = entries_[row.into];
      const std::int32_t release = release_ms(exit);
      at = std::max(at, release);
      if (at < end_ && entry.used >= entry.storage) return false;
      if (at < end_) at = std::max(at, entry.last_entry);
      if ((event = at) >= end_) break;
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

// The two lanes of one link want different links, or stand in one line: who goes first takes
// nothing from the other but the exit's flow, and credit decides nothing.
void NodeStep::run_alone(Approach& approach) {
  approach.heads = heads_of(approach.link);
  for (;;) {
    const Head& road = approach.heads[through];
    const Head& waiting = approach.heads[departing];
    if (road.at >= end_ && waiting.at >= end_) break;
    const bool road_first =
        road.at != waiting.at ? road.at < waiting.at : goes_before(road, waiting);
    move(approach, road_first ? through : departing);
    approach.heads = heads_of(approach.link);
  }
  settle(approach);
}

void NodeStep::run_together(std::uint32_t first) {
  w_.approaches.clear();
  for (std::uint32_t link = first; link != nobody; link = exits_[link].due_next) {
    w_.approaches.push_back({link, nobody, heads_of(link)});
  }
  for (Pick pick; choose(pick);) {
    if (w_.approaches[pick.approach].heads[pick.lane].contested) pick = by_credit(pick);
    Approach& approach = w_.approaches[pick.approach];
    const std::uint32_t into = approach.heads[pick.lane].into;
    move(approach, pick.lane);
    update(pick.approach, into);
  }
  for (const Approach& approach : w_.approaches) settle(approach);
}

/// After a move: new heads where it came from, new times for all who want the same link.
void NodeStep::update(std::size_t moved, std::uint32_t into) {
  w_.approaches[moved].heads = heads_of(w_.approaches[moved].link);
  if (into == nobody) return;
  for (Approach& approach : w_.approaches) {
    for (const Lane lane : {through, departing}) {
      if (approach.heads[lane].into == into) {
        time_crossing(approach.link, lane, approach.heads[lane]);
      }
    }
  }
}

Heads NodeStep::heads_of(std::uint32_t link) const {
  const LinkExit& exit = exits_[link];
  const std::int32_t release = release_ms(exit);
  Heads heads{no_head, no_head};
  Head& first = heads[through];
  Head& waiting = heads[departing];
  if (exit.head != nobody) {
    const VehicleRow& row = vehicles_[exit.head];
    const std::int32_t base = std::max(row.ready, exit.last_exit);
    first.vehicle = exit.head;
    first.into = row.into;
    // Who arrives turns off the road before the junction: in its turn, but without its capacity.
    first.base = row.into == nobody ? base : std::max(base, release);
    first.ready = row.ready;
  }
  if (exit.waiting != nobody) {
    const VehicleRow& row = vehicles_[exit.waiting];
    waiting.vehicle = exit.waiting;
    waiting.into = row.into;
    waiting.base = std::max(row.ready, release);
    waiting.ready = row.ready;
    // For one and the same link they stand in one line, unless the one on the road is to be pushed.
    if (first.vehicle != nobody && first.into == waiting.into) {
      const bool road_first = s_.push[link] == allowed || first.ready < waiting.ready ||
                              (first.ready == waiting.ready &&
                               drawn_before(s_, first.vehicle, waiting.vehicle, first.ready));
      (road_first ? waiting : first).behind = true;
    }
    time_crossing(link, departing, waiting);
  }
  time_crossing(link, through, first);
  return heads;
}

void NodeStep::time_crossing(std::uint32_t link, Lane lane, Head& head) const {
  head.at = never;
  head.contested = head.pushed = false;
  if (head.behind || head.base >= end_) return;
  if (head.into == nobody) {
    head.at = head.base;
    return;
  }
  const LinkEntry& entry = entries_[head.into];
  std::int32_t at = std::max(head.base, entry.last_entry);
  if (entry.used >= entry.storage) {
    const Admission space = admission(s_, head.into);
    if (space.kind == Admission::shut) return;
    if (space.kind == Admission::stuck) {
      if (lane != through || s_.push[link] != allowed) return;
      head.pushed = true;
      at = std::max(at, s_.now);  // decided in this window, however long it was allowed
    }
    head.contested = space.at + same_moment_ms >= head.base;
    at = std::max(at, space.at);
  }
  if (at < end_) head.at = at;
}

bool NodeStep::goes_before(const Head& a, const Head& b) const {
  if (a.base != b.base) return a.base < b.base;
  return drawn_before(s_, a.vehicle, b.vehicle, a.base);
}

bool NodeStep::choose(Pick& pick) const {
  const Head* best = &no_head;
  for (std::size_t approach = 0; approach < w_.approaches.size(); ++approach) {
    for (const Lane lane : {through, departing}) {
      const Head& head = w_.approaches[approach].heads[lane];
      if (head.at == never || head.at > best->at) continue;
      if (head.at == best->at && !goes_before(head, *best)) continue;
      best = &head;
      pick = {approach, lane};
    }
  }
  return best != &no_head;
}

bool NodeStep::wants_as(const Head& head, const Head& asks) const {
  return head.at != never && head.into == asks.into && head.at <= asks.at + same_moment_ms;
}

/// Among all that wait for the space that `first` would take the one whose link has most credit.
/// Whoever waited for space paid for it, alone or not, with the time that its capacity takes for
/// one: so saturated in-links share as their capacities do, also where one of them is at times held
/// by its own flow and not there. No link saves up more than two vehicles ahead of another.
Pick NodeStep::by_credit(const Pick& first) {
  const Head& asks = w_.approaches[first.approach].heads[first.lane];
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  std::int32_t dearest = 0;
  for (const Approach& approach : w_.approaches) {
    for (const Head& head : approach.heads) {
      if (!wants_as(head, asks)) continue;
      least = std::min(least, s_.rest[approach.link].credit_ms);
      dearest = std::max(dearest, s_.rest[approach.link].price_ms);
    }
  }
  Pick best = first;
  const Head* leader = nullptr;
  std::int32_t most = 0;
  for (std::size_t approach = 0; approach < w_.approaches.size(); ++approach) {
    for (const Lane lane : {through, departing}) {
      const Head& head = w_.approaches[approach].heads[lane];
      if (!wants_as(head, asks)) continue;
      std::int32_t& credit = s_.rest[w_.approaches[approach].link].credit_ms;
      credit = std::min(credit, least + 2 * dearest);
      if (leader != nullptr && credit < most) continue;
      if (leader != nullptr && credit == most && !goes_before(head, *leader)) continue;
      leader = &head;
      most = credit;
      best = {approach, lane};
    }
  }
  return best;
}

/// A vehicle that waited for space takes it from those of the other in-links.
void NodeStep::pay(std::uint32_t link, std::uint16_t size) {
  constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min() / 2;
  LinkRest& rest = s_.rest[link];
  const std::int64_t paid = std::int64_t{rest.price_ms} * size / 1000;
  rest.credit_ms = static_cast<std::int32_t>(std::max(lowest, rest.credit_ms - paid));
}

void NodeStep::move(Approach& approach, Lane lane) {
  const Head& head = approach.heads[lane];
  LinkExit& exit = exits_[approach.link];
  if (s_.record_events) record(approach.link, lane, head.vehicle, head.at);
  if (lane == departing) {
    leave_waiting(s_, approach.link);
  } else {
    leave_queue(approach, head.at);
  }
  if (head.into == nobody) {
    vehicles_[head.vehicle].ready = head.at;
    w_.arrived.push_back(head.vehicle);
    return;
  }
  use_flow(exit, vehicles_[head.vehicle].size, head.at, release_ms(exit));
  if (head.contested) pay(approach.link, vehicles_[head.vehicle].size);
  w_.forced += head.pushed ? 1 : 0;
  enter(head.vehicle, head.at);
}

/// Where flow is what it waited for, its fraction of a ms is kept: a saturated exit loses nothing.
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
  row.ready = at + entry.free_ms;
  row.distance_mm += entry.length_mm;
  const std::uint32_t step = s_.routes.next(row.cursor);
  row.into = step == RouteStore::none ? nobody : entry.first_step + step;
  row.next = nobody;
  row.stage = Stage::on_road;
  w_.entered.push_back({row.link, vehicle});
  ++w_.entries;
}

void NodeStep::settle(const Approach& approach) {
  const std::uint32_t link = approach.link;
  exits_[link].blocked_on = {nobody, nobody};
  std::int32_t event = never;
  for (const Lane lane : {through, departing}) {
    const Head& head = approach.heads[lane];
    if (head.vehicle == nobody) continue;
    event = std::min(event, next_event(link, lane, head));
  }
  const Head& next = approach.heads[through];
  finish(approach, event, next.vehicle == nobody ? 0 : next.ready);
}

/// `next_ready`: when the head that stays can be at the end, 0 without one.
void NodeStep::finish(const Approach& approach, std::int32_t event, std::int32_t next_ready) {
  LinkExit& exit = exits_[approach.link];
  exit.event_at = event;
  s_.push[approach.link] = unchecked;
  if (event != never) w_.schedule(approach.link, event, end_);
  if (approach.last_freed != nobody) {
    w_.freed[approach.last_freed].quiet = std::max(exit.last_exit, next_ready);
  }
}

std::int32_t NodeStep::next_event(std::uint32_t link, Lane lane, const Head& head) {
  if (head.base >= end_) return head.base;
  LinkEntry& entry = entries_[head.into];
  const Admission space = admission(s_, head.into);
  if (space.kind == Admission::open || space.kind == Admission::gap) {
    return std::max({space.at, head.base, entry.last_entry});
  }
  exits_[link].blocked_on[lane] = head.into;
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

Admission admission(const RoadState& state, std::uint32_t link) {
  const LinkEntry& entry = state.entries[link];
  if (entry.used < entry.storage)
    return {Admission::open, std::numeric_limits<std::int32_t>::min()};
  std::int32_t used = entry.used;
  for (std::uint32_t row = 0; row < entry.gaps.count; ++row) {
    const Gap& gap = state.gaps.at(entry.gaps, row);
    used -= gap.size;
    if (used < entry.storage) return {Admission::gap, gap.time};
  }
  if (used < entry.storage + 1000) {
    return {Admission::stuck,
            std::max(entry.quiet_exit, entry.quiet_entry) + state.rest[link].stuck_ms};
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

void run_nodes(RoadState& state, Workspace& work, const ActiveNode* nodes, std::size_t count) {
  NodeStep step(state, work);
  for (std::size_t row = 0; row < count; ++row) {
    if (row + fetch_ahead < count) {
      const std::uint32_t head = state.exits[nodes[row + fetch_ahead].link].head;
      if (head != nobody) {
        const VehicleRow& vehicle = state.vehicles[head];
        if (vehicle.into != nobody) __builtin_prefetch(&state.entries[vehicle.into], 1);
        state.routes.prefetch(vehicle.cursor);
      }
    }
    step.run(nodes[row]);
  }
}

}  // namespace eveil::sim

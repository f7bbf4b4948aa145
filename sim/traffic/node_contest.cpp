// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <limits>

#include "geo/base/random.hpp"
#include "sim/traffic/node_step.hpp"
#include "sim/traffic/state.hpp"
#include "sim/traffic/waiting.hpp"

namespace eveil::sim {

namespace {

/// Two that could enter a full link within a millisecond of each other are both waiting for it:
/// times are rounded up to whole ms, and a saturated in-link comes back just in time.
constexpr std::int32_t same_moment_ms = 1;

/// Who comes to a roundabout gives way no longer: at the most that circulates on a lane, 1500 an
/// hour, its entry still takes 1380 · exp(−0.00102 · 1500) = 300 (HCM, 6th edition, equation 22-1).
constexpr std::int32_t longest_give_way_ms = 12'000;

bool gave_way_long(std::int32_t could_go, std::int32_t now) {
  return could_go < now - longest_give_way_ms;
}

constexpr Head no_head{nobody, nobody, never, never, never, false, false, false};

}  // namespace

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
    // For one and the same link the earlier goes first, but a line of either holds up the other no
    // more than by half: of two that have been there since before this window it is drawn. On a
    // roundabout who drives goes first: the other may need room that he doesn't.
    if (first.vehicle != nobody && first.into == waiting.into) {
      const std::int32_t both = std::max(first.ready, waiting.ready);
      const bool drawn = both < s_.now || first.ready == waiting.ready;
      const bool road_first = s_.push[link] == allowed || entries_[link].ring ||
                              (drawn ? drawn_before(s_, first.vehicle, waiting.vehicle, both)
                                     : first.ready < waiting.ready);
      (road_first ? waiting : first).behind = true;
    }
    time_crossing(link, departing, waiting);
  }
  time_crossing(link, through, first);
  return heads;
}

std::int32_t NodeStep::room_for(std::uint32_t link, Lane lane, const Head& head) const {
  const bool on_ring = lane == through && entries_[link].ring;
  const bool first = on_ring || gave_way_long(head.base, s_.now);
  return room_below(entries_[head.into], first, vehicles_[head.vehicle].size);
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
  const std::int32_t below = room_for(link, lane, head);
  if (entry.used >= below) {
    const Admission space = admission(s_, head.into, below);
    if (space.kind == Admission::stuck) {
      if (lane != through || s_.push[link] != allowed) return;
      head.pushed = true;
      at = std::max(at, s_.now);  // decided in this window, for all of the circle
    } else {
      head.contested = space.at + same_moment_ms >= head.base;
      at = std::max(at, space.at);
    }
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
    if (head.pushed) {
      // In a circle that turns the room is taken at once by the next, and each moves by one.
      w_.freed.back().gap.time = taken;
      s_.push[approach.link] = refused;
    }
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

std::int32_t NodeStep::next_event(std::uint32_t link, Lane lane, const Head& head) {
  if (head.base >= end_) return head.base;
  LinkEntry& entry = entries_[head.into];
  const Admission space = admission(s_, head.into, room_for(link, lane, head));
  if (space.kind == Admission::open || space.kind == Admission::gap) {
    return std::max({space.at, head.base, entry.last_entry});
  }
  exits_[link].blocked_on[lane] = head.into;
  entry.has_blocked = true;
  if (lane == departing) return never;
  if (s_.rest[link].told != head.vehicle) {
    s_.rest[link].told = head.vehicle;
    w_.standing.emplace_back(std::size_t{head.vehicle});
  }
  if (space.at >= end_) return space.at;
  // Long enough: the check for a circle is made as the next window begins; if it was, and there is
  // none, who blocks this one is still moving.
  return s_.push[link] == unchecked
             ? end_
             : end_ + static_cast<std::int32_t>(s_.parameters.stuck_after.ms);
}

Admission admission(const RoadState& state, std::uint32_t link, std::int32_t below) {
  const LinkEntry& entry = state.entries[link];
  if (entry.used < below) return {Admission::open, std::numeric_limits<std::int32_t>::min()};
  std::int32_t used = entry.used;
  for (std::uint32_t row = 0; row < entry.gaps.count; ++row) {
    const Gap& gap = state.gaps.at(entry.gaps, row);
    used -= gap.size;
    if (used < below) return {Admission::gap, gap.time};
  }
  return {Admission::stuck,
          std::max(entry.quiet_exit, entry.quiet_entry) + state.rest[link].stuck_ms};
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

}  // namespace eveil::sim

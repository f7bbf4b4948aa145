// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sim/traffic/state.hpp"

namespace eveil::sim {

inline std::int32_t release_ms(const LinkExit& exit) {
  constexpr std::int64_t last = never - 1;
  return static_cast<std::int32_t>(std::min((exit.release_us + 999) / 1000, last));
}

/// The in-link and lane that moves next.
struct Pick {
  std::size_t approach = 0;
  Lane lane = through;
};

/// One node in one window: lone queues are moved in one pass (node_phase.cpp); where heads are to
/// be compared, or the way is full, the earliest goes (node_contest.cpp).
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
  /// Brings near what the nodes behind `nodes`, `left` with it, touch of the first of their due
  /// in-links. Inlined by force: GCC takes what only fetches for doing nothing, and drops the call.
  void fetch(const ActiveNode* nodes, std::size_t left);

 private:
  /// The usual case, in one pass: nobody departs here and no other in-link is due, so nothing is to
  /// be compared. False, with what is left to do, where the way is full.
  bool run_queue(Approach& approach);
  /// One in-link with both its lanes. They want different links, or stand in one line: who goes
  /// first takes nothing from the other but the exit's flow.
  void run_alone(Approach& approach);
  void run_together(std::uint32_t first);

  Heads heads_of(std::uint32_t link) const;
  /// Below how much that is used the link that a head wants takes it.
  std::int32_t room_for(std::uint32_t link, Lane lane, const Head& head) const;
  /// When a head can cross, `never` if its way is shut; tells whether it needs a push.
  void time_crossing(std::uint32_t link, Lane lane, Head& head) const;
  bool goes_before(const Head& a, const Head& b) const;
  bool choose(Pick& pick) const;
  bool wants_as(const Head& head, const Head& asks) const;
  /// Among all that wait for the space that `first` would take the one whose link has most credit.
  /// Whoever waited for space paid for it, alone or not, with the time that its capacity takes for
  /// one: so saturated in-links share as their capacities do, also where one of them is at times
  /// held by its own flow and not there. No link saves up more than two vehicles ahead of another.
  Pick by_credit(const Pick& first);
  /// A vehicle that waited for space takes it from those of the other in-links.
  void pay(std::uint32_t link, std::uint16_t size);
  /// After a move: new heads where it came from, new times for all who want the same link.
  void update(std::size_t moved, std::uint32_t into);
  void move(Approach& approach, Lane lane);
  /// Where flow is what it waited for, its fraction of a ms is kept: a saturated exit loses
  /// nothing.
  static void use_flow(LinkExit& exit, std::int32_t size, std::int32_t at, std::int32_t release);
  void record(std::uint32_t link, Lane lane, std::uint32_t vehicle, std::int32_t at);
  void leave_queue(Approach& approach, std::int32_t at);
  void count(std::uint32_t link, const VehicleRow& row, std::int32_t at);
  void enter(std::uint32_t vehicle, std::int32_t at);
  void settle(const Approach& approach);
  /// `next_ready`: when the head that stays can be at the end, 0 without one.
  void finish(const Approach& approach, std::int32_t event, std::int32_t next_ready);
  std::int32_t next_event(std::uint32_t link, Lane lane, const Head& head);

  RoadState& s_;
  Workspace& w_;
  LinkExit* const exits_;
  LinkEntry* const entries_;
  VehicleRow* const vehicles_;
  const std::int32_t end_;
};

}  // namespace eveil::sim

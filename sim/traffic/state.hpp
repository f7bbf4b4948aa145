// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/base/huge_pages.hpp"
#include "geo/network/network.hpp"
#include "sim/traffic/calendar.hpp"
#include "sim/traffic/count_log.hpp"
#include "sim/traffic/gap_pool.hpp"
#include "sim/traffic/layout.hpp"
#include "sim/traffic/route_store.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

/// No row: the end of a list, the link after the last of a route.
inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
/// A time that doesn't come.
inline constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();
inline constexpr std::int32_t window_ms = 1000;

enum class Stage : std::uint8_t {
  free,      ///< the row may be given to another vehicle
  waiting,   ///< to depart, in the heap at the end of its first link
  on_road,   ///< in the queue of a link
  off_road,  ///< arrives without using a road (a route of one link)
  beside,    ///< drives along the queues, or will from the end of its first link
};

/// What moving a vehicle touches: half a cache line. Links are numbered as inside (`Layout`).
struct alignas(32) VehicleRow {
  std::uint32_t next;    ///< behind it in its queue, beside it in its heap, or the next free row
  std::int32_t ready;    ///< when it can be at the end of its link
  std::uint32_t into;    ///< the link after this one, or `nobody`
  std::uint32_t cursor;  ///< of the rest of its route
  std::int32_t entry;    ///< into its link
  std::uint32_t link;
  std::uint32_t distance_mm;  ///< of the links entered; up to 4,294 km a trip
  std::uint16_t size;         ///< in 1/1000 PCU
  VehicleClass vehicle_class;
  Stage stage;
};
static_assert(sizeof(VehicleRow) == 32);

/// What is asked at departure and arrival only.
struct VehicleRecord {
  std::uint64_t name;
  std::uint64_t tag;
};

/// A link seen from its end node, which alone touches it in the node phase: one cache line.
///
///     start ─▶ tail … head ──▶ end        queue: first in, first out
///                  waiting ──▶            vehicles that depart here: a heap by (time, name)
struct alignas(64) LinkExit {
  std::int64_t release_us = 0;  ///< the earliest next crossing by flow capacity
  std::int64_t headway_us = 0;
  std::uint32_t head = nobody;
  std::uint32_t tail = nobody;
  std::uint32_t waiting = nobody;
  std::int32_t event_at = never;  ///< no crossing before
  std::int32_t last_exit = 0;     ///< of the queue
  std::int32_t gap_ms = 0;
  std::array<std::uint32_t, 2> blocked_on{nobody, nobody};  ///< [lane]: the full link, or nobody
  Tally tally;
  std::uint32_t end_node = 0;
  std::uint32_t due_next = nobody;  ///< of this window's due in-links of the end node
};
static_assert(sizeof(LinkExit) == 64);

/// A link seen from its start node, which alone touches it in the node phase: one cache line.
struct alignas(64) LinkEntry {
  std::int32_t used = 0;  ///< vehicles and gaps not known to have arrived, in 1/1000 PCU
  std::int32_t storage = 0;
  std::int32_t last_entry = 0;
  std::int32_t free_ms = 0;
  std::uint32_t length_mm = 0;
  std::uint32_t first_step = 0;  ///< the first link that leaves its end
  // Quiet since the later of: the last release or when the head behind it could leave; when the
  // first to enter the empty link could. Two, since different nodes write them.
  std::int32_t quiet_exit = 0;
  std::int32_t quiet_entry = 0;
  GapQueue gaps;
  bool has_blocked = false;  ///< some in-link waits for a release
  bool ring = false;         ///< of a roundabout
};
static_assert(sizeof(LinkEntry) == 64);

/// What is seldom asked of a link.
struct LinkRest {
  std::int32_t stuck_ms = 0;
  std::int32_t price_ms = 0;    ///< of a car at a contested merge
  std::int32_t credit_ms = 0;   ///< what was paid there, negative; see NodeStep
  std::uint32_t told = nobody;  ///< the last head of which it was told that it stands
};

/// A node with something due, and the first of its due in-links, chained by LinkExit::due_next.
struct ActiveNode {
  std::uint32_t node;
  std::uint32_t link;
};

/// The last window in which a node was active, and its place in RoadState::active.
struct NodeMark {
  std::int32_t window = -1;
  std::uint32_t place = 0;
};

/// Which of the two lists at the end of a link a head comes from.
enum Lane : std::uint8_t { through = 0, departing = 1 };

/// A candidate for crossing the node at work.
struct Head {
  std::uint32_t vehicle;  ///< or `nobody`
  std::uint32_t into;
  std::int32_t base;  ///< the earliest crossing by itself, its exit's flow and who went before
  std::int32_t ready;
  std::int32_t at;  ///< when it can cross, `never` if not in this window
  bool behind;      ///< wants the same link as the other lane's head, which goes first
  bool contested;   ///< it waited for space, perhaps with others
  bool pushed;
};
using Heads = std::array<Head, 2>;  // [lane]

/// One in-link of the node at work.
struct Approach {
  std::uint32_t link;
  std::uint32_t last_freed;  ///< the last of Workspace::freed that is its, or `nobody`
  Heads heads;
};

/// Messages of the node phase to the link phase.
struct Entered {
  std::uint32_t link;
  std::uint32_t vehicle;
};
struct Freed {
  std::uint32_t link;
  Gap gap;
  std::int32_t quiet;  ///< LinkEntry::quiet_exit, in the last message of a link in this window
};
struct Scheduled {
  std::uint32_t window;
  std::uint32_t link;
};
/// A ring of the gap pool that its link needs no more.
struct Ring {
  std::uint32_t first;
  std::uint8_t log;
};
/// Gap::time of room that the next in a circle has taken: nothing travels.
inline constexpr std::int32_t taken = std::numeric_limits<std::int32_t>::min();
/// Freed::quiet where another message of the same link follows.
inline constexpr std::int32_t more_follow = -1;

/// What the nodes of one chunk hand to the link phase, and their scratch space; reused.
struct Workspace {
  std::vector<Approach> approaches;
  std::vector<Entered> entered;
  std::vector<Freed> freed;
  std::vector<Scheduled> scheduled;
  std::vector<CountRow> counted;
  std::vector<std::uint32_t> arrived;  // vehicles; ready = time of arrival
  std::vector<std::uint32_t> wakes;    // links that others wait for, with new gaps
  std::vector<Freed> cramped;          // from the first on that finds no slot, in order
  std::vector<Ring> rings;             // to be given back
  std::vector<RoadEvent> events;       // if they are recorded
  std::vector<VehicleId> standing;     // heads that came to stand before a full link
  std::uint64_t entries = 0;
  std::uint64_t forced = 0;
  std::int32_t behind = never;  ///< the earliest time of all that was scheduled

  /// Notes that something can happen at the exit of `link` at `at`, in the window from `earliest`
  /// on.
  void schedule(std::uint32_t link, std::int32_t at, std::int32_t earliest);
  void clear();
};

/// Whether a link takes a vehicle, and from when.
struct Admission {
  enum Kind : std::uint8_t { open, gap, stuck } kind;
  std::int32_t at;  ///< open: any time; gap: arrival of the space; stuck: when a circle may turn
};

/// Results of the check for a blocked circle, per link and window.
enum Push : std::uint8_t { unchecked, refused, allowed };

/// All state of the roads; links and nodes numbered as inside.
struct RoadState {
  RoadState(const geo::Network& roads,
            const geo::Adjacency& links_at_nodes,
            const TrafficParameters& numbers);
  void clear();
  /// The whole state of the day, between two windows.
  void visit(Archive& archive);

  const geo::Network& network;
  TrafficParameters parameters;
  Layout layout;
  std::int32_t now = 0;

  HugeVector<LinkExit> exits;
  HugeVector<LinkEntry> entries;
  HugeVector<LinkRest> rest;
  std::vector<Push> push;
  GapPool gaps;

  HugeVector<VehicleRow> vehicles;
  HugeVector<VehicleRecord> records;
  HugeVector<std::uint32_t> route_of;  // [vehicle]: the blocks to give back
  std::uint32_t free_vehicle = nobody;
  std::uint64_t free_count = 0;
  std::vector<std::uint32_t> off_road;  // heap, the first to arrive at its front
  std::vector<std::uint32_t> beside;    // heap, the first at the end of its link at its front
  RouteStore routes;
  Calendar calendar;

  std::vector<std::uint32_t> due;     // links of this window
  std::vector<ActiveNode> active;     // nodes of this window
  HugeVector<NodeMark> marks;         // [node]
  std::vector<Workspace> workspaces;  // one a chunk of active nodes

  CountLog counts;
  TrafficQuality quality;

  bool record_events = false;
  std::vector<RoadEvent> events;    // of the last window
  std::vector<VehicleId> standing;  // of the last window
  std::int32_t behind = never;      // the earliest time that the next window can still bring
};

/// The window in which a time is handled, counted from day_start.
inline std::size_t window_of(std::int32_t ms) {
  return static_cast<std::size_t>((ms - day_start.ms) / window_ms);
}

inline void Workspace::schedule(std::uint32_t link, std::int32_t at, std::int32_t earliest) {
  if (at < behind) behind = at;
  scheduled.push_back({static_cast<std::uint32_t>(window_of(at > earliest ? at : earliest)), link});
}

/// Notes that something can happen at the exit of `link` at `at`, in the window from `earliest` on,
/// if it is sooner than what is noted.
inline void advance_event(RoadState& state,
                          std::uint32_t link,
                          std::int32_t at,
                          std::int32_t earliest) {
  if (at >= state.exits[link].event_at) return;
  state.exits[link].event_at = at;
  if (at < state.behind) state.behind = at;
  state.calendar.add(window_of(at > earliest ? at : earliest), link);
}

/// How long a vehicle of a class takes on a link without traffic.
inline std::int32_t time_on(const LinkEntry& entry, VehicleClass vehicle_class) {
  constexpr double longest_ms = 5e8;
  const double top = facts_of(vehicle_class).top_speed.value;  // mm in a ms
  const double own = std::min(std::ceil(static_cast<double>(entry.length_mm) / top), longest_ms);
  return std::max(entry.free_ms, static_cast<std::int32_t>(own));
}

TrafficMemory memory_of(const RoadState& state);

/// Below how much that is used a link takes a vehicle of `size`. Who comes to a roundabout lets
/// those on it pass: it leaves room for one of them, so that a roundabout never fills up and locks.
/// \param first  it is on the roundabout, or gave way long enough
inline std::int32_t room_below(const LinkEntry& entry, bool first, std::int32_t size) {
  if (!entry.ring || first) return entry.storage;
  return std::max(entry.storage - size, 1);
}

/// \param below  see `room_below`
Admission admission(const RoadState& state, std::uint32_t link, std::int32_t below);

/// Whether `a` goes before `b` where both could: a draw keyed by vehicle, time and seed.
bool drawn_before(const RoadState& state, std::uint32_t a, std::uint32_t b, std::int32_t time);

/// Moves the ready heads of the in-links of some nodes. \threads any, on different nodes.
void run_nodes(RoadState& state, Workspace& work, const ActiveNode* nodes, std::size_t count);

/// Takes in what entered and lets freed space travel. \threads any, on the workspaces of different
/// nodes; what has to wait for one thread is left in `wakes`, `cramped`, `rings` and
/// `scheduled`.
void settle_links(RoadState& state, Workspace& work);
/// The rest: space without a slot, waking who waits for space, the calendar. One thread; all
/// `settle_links` were done.
void finish_links(RoadState& state, Workspace& work);

/// Where the blocked head of `link` closes a circle of full links that stood still for too long,
/// lets all of them move on by one in this window.
void check_circle(RoadState& state, std::uint32_t link);

}  // namespace eveil::sim

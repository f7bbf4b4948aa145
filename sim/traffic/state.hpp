// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/network/network.hpp"
#include "sim/traffic/calendar.hpp"
#include "sim/traffic/route_store.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

/// The end of a list of rows, and the link after the last of a route.
inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
/// A time that doesn't come.
inline constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();
inline constexpr std::int32_t window_ms = 1000;

enum class Stage : std::uint8_t {
  free,      ///< the row may be given to another vehicle
  waiting,   ///< to depart, in the list at the end of its first link
  on_road,   ///< in the queue of a link
  off_road,  ///< arrives without using a road (a route of one link)
};

/// What moving a vehicle touches: half a cache line.
struct VehicleRow {
  std::uint32_t next;    ///< behind it in the list it stands in
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
  std::uint32_t route;  ///< the blocks to give back
};

/// Space on its way from the end of a link, where a vehicle left it, to its start.
struct Gap {
  std::int32_t time;  ///< when it is at the start
  std::int32_t size;
};

/// A link seen from its end node, which alone touches it in the node phase: one cache line.
///
///     start ── inbox ▶ tail … head ──▶ end        queue: first in, first out
///                              waiting ──▶        vehicles that depart here, by (time, name)
struct alignas(64) LinkExit {
  std::uint32_t head = nobody;
  std::uint32_t tail = nobody;
  std::uint32_t waiting = nobody;
  std::uint32_t waiting_tail = nobody;
  std::int64_t release_us = 0;  ///< the earliest next crossing by flow capacity
  std::int64_t headway_us = 0;
  std::int32_t last_exit = 0;     ///< of the queue
  std::int32_t event_at = never;  ///< no crossing before
  std::int32_t gap_ms = 0;
  std::uint32_t gap_slots = 0;
  std::uint32_t gap_tail = 0;       ///< slot for the next gap
  std::uint32_t gap_head_seen = 0;  ///< LinkEntry::gap_head at the last link phase
  std::int32_t credit = 0;          ///< at contested merges, see NodeStep
  std::uint32_t first_slot = 0;     ///< of its ring in RoadState::gaps
};
static_assert(sizeof(LinkExit) == 64);

/// A link seen from its start node, which alone touches it in the node phase: one cache line.
struct alignas(64) LinkEntry {
  std::int32_t used = 0;  ///< vehicles and gaps not yet arrived, in 1/1000 PCU
  std::int32_t storage = 0;
  std::int32_t last_entry = 0;
  std::int32_t free_ms = 0;
  std::uint32_t length_mm = 0;
  std::uint32_t inbox = nobody;  ///< entered in this window; joins the queue in the link phase
  std::uint32_t inbox_tail = nobody;
  std::int32_t quiet_since = 0;  ///< the last release, or when the head could first leave
  std::int32_t stuck_ms = 0;
  std::uint32_t first_slot = 0;  ///< of its ring in RoadState::gaps
  std::uint32_t gap_slots = 0;
  std::uint32_t gap_head = 0;
  std::uint32_t gap_tail = 0;  ///< as of the last link phase
  bool has_blocked = false;    ///< some in-link waits for a release
};
static_assert(sizeof(LinkEntry) == 64);

/// Who left a link and had entered it in one slice. Vehicles leave in the order of entry, so the
/// slices of a link follow each other, and the large tables of counts are touched once a slice.
struct Tally {
  std::uint32_t slice = 0;
  std::array<std::uint32_t, vehicle_class_count> volume{};
  std::array<std::uint64_t, vehicle_class_count> travel_ms{};
};

/// The in-links of a node that are due in this window, chained.
struct Due {
  std::int32_t window = -1;  ///< of a link: the last one in which it was due; of a node: was active
  std::uint32_t link = nobody;  ///< of a link: the next one; of a node: the first
};

/// Which of the two lists at the end of a link a head comes from.
enum Lane : std::uint8_t { through = 0, departing = 1 };

/// One in-link of the node at work.
struct Approach {
  std::uint32_t link;
  bool released;  ///< a vehicle left its queue in this window
};

/// A candidate for crossing the node at work.
struct Head {
  std::uint32_t vehicle;  ///< or `nobody`
  std::uint32_t into;
  std::int32_t base;  ///< the earliest crossing by itself, its exit's flow and who went before
  std::int32_t ready;
  bool behind;  ///< wants the same link as the other lane's head, which goes first
};

/// What the nodes of one chunk hand to the link phase, and their scratch space; reused.
struct Workspace {
  std::vector<Approach> approaches;
  std::vector<std::array<Head, 2>> heads;  // [approach][lane]
  std::vector<std::uint32_t> settled;      // in-links with a new event_at
  std::vector<std::uint32_t> entered;      // links with an inbox
  std::vector<std::uint32_t> released;     // links with new gaps
  std::vector<std::uint32_t> arrived;      // vehicles; ready = time of arrival
  std::vector<RoadEvent> events;           // if they are recorded
  std::uint64_t entries = 0;
  std::uint64_t forced = 0;

  void clear() {
    settled.clear();
    entered.clear();
    released.clear();
    arrived.clear();
    events.clear();
    entries = forced = 0;
  }
};

/// Whether a link takes a vehicle, and from when.
struct Admission {
  enum Kind : std::uint8_t { open, gap, stuck, shut } kind;
  std::int32_t at;  ///< open: any time; gap: arrival of the space; stuck: when a push is allowed
};

/// Results of the check for a blocked circle, per link and window.
enum Push : std::uint8_t { unchecked, refused, allowed };

/// All state of the roads.
struct RoadState {
  RoadState(const geo::Network& roads,
            const geo::Adjacency& links_at_nodes,
            const TrafficParameters& numbers);
  void clear();

  const geo::Network& network;
  const geo::Adjacency& adjacency;
  TrafficParameters parameters;
  std::int32_t now = 0;

  std::vector<LinkExit> exits;
  std::vector<LinkEntry> entries;
  std::vector<Gap> gaps;      // rings, see LinkEntry::first_slot
  std::vector<Gap> overflow;  // [link]: gaps beyond the slots, joined; until the link phase
  std::vector<std::int32_t> weight;
  std::vector<std::array<std::uint32_t, 2>> blocked_on;  // [link][lane]: the full link, or nobody
  std::vector<Push> push;                                // [link]
  std::vector<Due> due_links;                            // [link]
  std::vector<Due> due_nodes;                            // [node]

  std::vector<VehicleRow> vehicles;
  std::vector<VehicleRecord> records;
  std::uint32_t free_vehicle = nobody;
  std::uint64_t free_count = 0;
  std::vector<std::uint32_t> off_road;  // heap, the first to arrive at its front
  RouteStore routes;
  Calendar calendar;

  std::vector<std::uint32_t> due;     // links of this window
  std::vector<std::uint32_t> active;  // nodes of this window
  std::vector<Workspace> workspaces;  // one a chunk of active nodes

  std::vector<Tally> tallies;  // [link]: not yet in counts
  LinkCounts counts;
  TrafficQuality quality;

  bool record_events = false;
  std::vector<RoadEvent> events;  // of the last window
  std::int32_t behind = never;    // the earliest time that the next window can still bring
};

/// The window in which a time is handled, counted from day_start.
inline std::size_t window_of(std::int32_t ms) {
  return static_cast<std::size_t>((ms - day_start.ms) / window_ms);
}

/// Notes that something can happen at the exit of `link` at `at`, in the window from `earliest` on.
inline void schedule(RoadState& state, std::uint32_t link, std::int32_t at, std::int32_t earliest) {
  if (at < state.behind) state.behind = at;
  state.calendar.add(window_of(at > earliest ? at : earliest), link);
}

/// The same, if it is sooner than what is noted.
inline void advance_event(RoadState& state,
                          std::uint32_t link,
                          std::int32_t at,
                          std::int32_t earliest) {
  if (at >= state.exits[link].event_at) return;
  state.exits[link].event_at = at;
  schedule(state, link, at, earliest);
}

/// Moves the tally of a link to the counts.
void flush_tally(RoadState& state, std::uint32_t link);

Admission admission(const RoadState& state, const LinkEntry& entry);

/// Whether `a` goes before `b` where both could: a draw keyed by vehicle, time and seed.
bool drawn_before(const RoadState& state, std::uint32_t a, std::uint32_t b, std::int32_t time);

/// Moves the ready heads of one node's in-links. \threads any, on different nodes.
void run_node(RoadState& state, Workspace& work, std::uint32_t node);

/// Takes in what entered, lets freed space travel, wakes who waits for it. One thread.
void run_link_phase(RoadState& state, const Workspace& work);

/// Marks a link whose blocked head closes a circle of full links that stood still for too long.
void check_circle(RoadState& state, std::uint32_t link);

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/state_check.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "sim/traffic/window.hpp"

namespace eveil::sim {

namespace {

/// Times of a day and what follows it; sums of two stay in range.
bool sane(std::int32_t ms) { return ms >= 0 && ms < (1 << 30); }
bool sane_or_never(std::int32_t ms) { return ms >= 0; }

class RoadCheck {
 public:
  RoadCheck(Archive& archive, const RoadState& state, const RoadsAsMade& made)
      : archive_(archive), s_(state), made_(made), links_(state.layout.link_count()) {}

  bool sizes() {
    require(s_.exits.size() == links_ && s_.entries.size() == links_ && s_.rest.size() == links_ &&
                s_.push.size() == links_ && s_.marks.size() == made_.nodes,
            "as many links and nodes as the network has");
    require(s_.records.size() == s_.vehicles.size() && s_.route_of.size() == s_.vehicles.size() &&
                s_.vehicles.size() < nobody,
            "as many records as vehicles");
    require(s_.now >= day_start.ms && s_.now <= day_end.ms + window_ms &&
                (s_.now - day_start.ms) % window_ms == 0,
            "a window of the day");
    return archive_.good();
  }
  void links();
  void vehicles();
  void places();
  void stores() {
    require(s_.calendar.sound(static_cast<std::uint32_t>(links_)), "a calendar of links");
    require(s_.counts.sound(links_), "counts of links and slices");
    std::vector<const GapQueue*> queues;
    for (const LinkEntry& entry : s_.entries) queues.push_back(&entry.gaps);
    require(s_.gaps.sound(queues), "gaps in rings of their own");
  }

 private:
  void require(bool holds, std::string_view what) { archive_.require(holds, what); }
  bool link_or_none(std::uint32_t link) const { return link == nobody || link < links_; }
  // A vehicle is found where it should be, for the first time.
  bool found(std::uint32_t vehicle, Stage stage) {
    return vehicle < s_.vehicles.size() && s_.vehicles[vehicle].stage == stage &&
           seen_[vehicle]++ == 0;
  }
  void queue(std::uint32_t link);
  void heap(std::uint32_t link);
  void way(std::uint32_t vehicle, RouteStore::Auditor& auditor);

  Archive& archive_;
  const RoadState& s_;
  const RoadsAsMade& made_;
  std::size_t links_;
  std::vector<std::uint8_t> seen_;
  std::vector<std::uint32_t> steps_;
};

void RoadCheck::links() {
  for (std::size_t row = 0; row < links_; ++row) {
    const LinkExit& exit = s_.exits[row];
    const LinkExit& exit_made = made_.exits[row];
    const LinkEntry& entry = s_.entries[row];
    const LinkEntry& entry_made = made_.entries[row];
    require(exit.headway_us == exit_made.headway_us && exit.gap_ms == exit_made.gap_ms &&
                exit.end_node == exit_made.end_node && entry.storage == entry_made.storage &&
                entry.ring == entry_made.ring && entry.free_ms == entry_made.free_ms &&
                entry.length_mm == entry_made.length_mm &&
                entry.first_step == entry_made.first_step &&
                s_.rest[row].stuck_ms == made_.rest[row].stuck_ms &&
                s_.rest[row].price_ms == made_.rest[row].price_ms,
            "the links of this network");
    constexpr std::int64_t latest_us = (std::int64_t{1} << 30) * 1000;
    require(exit.release_us >= -latest_us && exit.release_us <= latest_us + exit.headway_us &&
                sane(exit.last_exit) && sane_or_never(exit.event_at) && sane(entry.last_entry) &&
                sane(entry.quiet_exit) && sane(entry.quiet_entry) && entry.used > -(1 << 30) &&
                entry.used < (1 << 30) && s_.rest[row].credit_ms > -(1 << 30) &&
                s_.rest[row].credit_ms < (1 << 30),
            "times of one day");
    require(link_or_none(exit.blocked_on[through]) && link_or_none(exit.blocked_on[departing]) &&
                s_.push[row] <= allowed,
            "links that there are");
    require(exit.tally.slice < slice_count &&
                static_cast<std::size_t>(exit.tally.vehicle_class) < vehicle_class_count,
            "counts of slices that there are");
  }
  for (const NodeMark& mark : s_.marks) require(mark.window < s_.now, "windows that are over");
}

void RoadCheck::way(std::uint32_t vehicle, RouteStore::Auditor& auditor) {
  const VehicleRow& row = s_.vehicles[vehicle];
  if (s_.route_of[vehicle] == nobody) {
    require(row.into == nobody, "a way for who has farther to go");
    return;
  }
  require(auditor.follow(s_.route_of[vehicle], row.cursor, steps_), "a way with an end");
  if (!archive_.good() || row.into == nobody) return;
  std::uint32_t node = s_.exits[row.link].end_node;
  std::uint32_t link = row.into;
  for (std::size_t step = 0;; ++step) {
    const std::uint32_t first = s_.layout.first_leaving[node];
    const std::uint32_t last = s_.layout.first_leaving[node + 1];
    require(link >= first && link < last, "a way of links that meet");
    if (!archive_.good() || step == steps_.size()) return;
    node = s_.exits[link].end_node;
    const std::uint32_t next = s_.layout.first_leaving[node] + steps_[step];
    require(next >= s_.layout.first_leaving[node], "a way of links that meet");
    link = next;
  }
}

void RoadCheck::vehicles() {
  RouteStore::Auditor auditor(s_.routes);
  for (std::uint32_t vehicle = 0; vehicle < s_.vehicles.size() && archive_.good(); ++vehicle) {
    const VehicleRow& row = s_.vehicles[vehicle];
    require(row.stage <= Stage::beside, "a stage that there is");
    if (row.stage == Stage::free) continue;
    require(row.link < links_ && link_or_none(row.into) && sane(row.ready) &&
                (row.stage == Stage::waiting || row.stage == Stage::beside || sane(row.entry)) &&
                static_cast<std::size_t>(row.vehicle_class) < vehicle_class_count,
            "vehicles on links that there are");
    if (archive_.good()) way(vehicle, auditor);
  }
  require(!archive_.good() || auditor.rest_is_free(), "each block of a way in one hand");
}

void RoadCheck::queue(std::uint32_t link) {
  const LinkExit& exit = s_.exits[link];
  std::uint32_t last = exit.tail;
  for (std::uint32_t at = exit.head; at != nobody; at = s_.vehicles[at].next) {
    require(found(at, Stage::on_road) && s_.vehicles[at].link == link, "a queue of its link");
    if (!archive_.good()) return;
    last = at;
  }
  require(exit.head == nobody || last == exit.tail, "a queue with an end");
}

void RoadCheck::heap(std::uint32_t link) {
  struct Open {
    std::uint32_t vehicle;
    std::uint32_t before;
  };
  const std::uint32_t root = s_.exits[link].waiting;
  std::vector<Open> open{{root, nobody}};
  while (!open.empty() && archive_.good()) {
    const auto [vehicle, before] = open.back();
    open.pop_back();
    if (vehicle == nobody) continue;
    require(found(vehicle, Stage::waiting) && s_.vehicles[vehicle].link == link,
            "who waits at a link");
    if (!archive_.good()) return;
    const VehicleRow& row = s_.vehicles[vehicle];
    require(row.distance_mm == before && (vehicle != root || row.next == nobody),
            "a heap of who waits");
    open.push_back({row.next, vehicle});
    open.push_back({std::bit_cast<std::uint32_t>(row.entry), vehicle});
  }
}

void RoadCheck::places() {
  seen_.assign(s_.vehicles.size(), 0);
  for (std::uint32_t link = 0; link < links_ && archive_.good(); ++link) {
    queue(link);
    heap(link);
  }
  for (const std::uint32_t vehicle : s_.off_road) {
    require(found(vehicle, Stage::off_road), "who arrives without a road");
  }
  for (const std::uint32_t vehicle : s_.beside) {
    require(found(vehicle, Stage::beside) && sane_or_never(s_.vehicles[vehicle].entry),
            "who drives along the queues");
    if (!archive_.good()) return;
  }
  std::uint64_t free = 0;
  for (std::uint32_t at = s_.free_vehicle; at != nobody; at = s_.vehicles[at].next) {
    require(found(at, Stage::free), "free rows");
    if (!archive_.good()) return;
    ++free;
  }
  require(free == s_.free_count &&
              std::all_of(seen_.begin(), seen_.end(), [](std::uint8_t seen) { return seen == 1; }),
          "each vehicle in one place");
}

}  // namespace

void check_roads(Archive& archive, RoadState& state, const RoadsAsMade& made) {
  RoadCheck check(archive, state, made);
  if (!check.sizes()) return;
  check.links();
  check.stores();
  if (archive.good()) check.vehicles();
  if (archive.good()) check.places();
  if (!archive.good()) return;
  const auto later = [&](std::uint32_t a, std::uint32_t b) { return arrives_later(state, a, b); };
  std::make_heap(state.off_road.begin(), state.off_road.end(), later);
  std::make_heap(state.beside.begin(), state.beside.end(), later);
}

}  // namespace eveil::sim

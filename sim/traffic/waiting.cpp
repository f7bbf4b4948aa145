// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/waiting.hpp"

#include <bit>
#include <utility>
#include <vector>

namespace eveil::sim {

namespace {

/// The heap's view of the rows.
class Heap {
 public:
  explicit Heap(RoadState& state) : s_(state) {}

  std::uint32_t beside(std::uint32_t a) const { return s_.vehicles[a].next; }
  std::uint32_t child(std::uint32_t a) const {
    return std::bit_cast<std::uint32_t>(s_.vehicles[a].entry);
  }
  std::uint32_t before(std::uint32_t a) const { return s_.vehicles[a].distance_mm; }
  void set_beside(std::uint32_t a, std::uint32_t b) { s_.vehicles[a].next = b; }
  void set_child(std::uint32_t a, std::uint32_t b) {
    s_.vehicles[a].entry = std::bit_cast<std::int32_t>(b);
  }
  void set_before(std::uint32_t a, std::uint32_t b) {
    if (a != nobody) s_.vehicles[a].distance_mm = b;
  }
  void make_single(std::uint32_t a) {
    set_beside(a, nobody);
    set_child(a, nobody);
    set_before(a, nobody);
  }

  /// Joins two heaps, either of which may be empty; the answer is the root.
  std::uint32_t join(std::uint32_t a, std::uint32_t b) {
    if (a == nobody) return b;
    if (b == nobody) return a;
    if (departs_before(b, a)) std::swap(a, b);
    set_beside(b, child(a));
    set_before(child(a), b);
    set_before(b, a);
    set_child(a, b);
    return a;
  }

  /// Makes one heap of a row of heaps side by side: pairs first, then all pairs from the last.
  std::uint32_t join_row(std::uint32_t first) {
    std::uint32_t pairs = nobody;
    while (first != nobody) {
      const std::uint32_t a = first;
      const std::uint32_t b = beside(a);
      first = b == nobody ? nobody : beside(b);
      set_beside(a, nobody);
      if (b != nobody) set_beside(b, nobody);
      const std::uint32_t root = join(a, b);
      set_beside(root, pairs);
      pairs = root;
    }
    std::uint32_t root = nobody;
    while (pairs != nobody) {
      const std::uint32_t next = beside(pairs);
      set_beside(pairs, nobody);
      root = join(root, pairs);
      pairs = next;
    }
    set_before(root, nobody);
    return root;
  }

  /// What a vehicle's row says on the road.
  void leave(std::uint32_t vehicle) {
    VehicleRow& row = s_.vehicles[vehicle];
    row.next = nobody;
    row.entry = row.ready;
    row.distance_mm = 0;
  }

 private:
  bool departs_before(std::uint32_t a, std::uint32_t b) const {
    if (s_.vehicles[a].ready != s_.vehicles[b].ready) {
      return s_.vehicles[a].ready < s_.vehicles[b].ready;
    }
    return s_.records[a].name < s_.records[b].name;
  }

  RoadState& s_;
};

}  // namespace

void start_waiting(RoadState& state, std::uint32_t vehicle) {
  Heap heap(state);
  VehicleRow& row = state.vehicles[vehicle];
  row.stage = Stage::waiting;
  heap.make_single(vehicle);
  LinkExit& exit = state.exits[row.link];
  exit.waiting = heap.join(exit.waiting, vehicle);
  advance_event(state, row.link, row.ready, state.now);
}

void leave_waiting(RoadState& state, std::uint32_t link) {
  Heap heap(state);
  std::uint32_t& root = state.exits[link].waiting;
  const std::uint32_t first = root;
  root = heap.join_row(heap.child(first));
  heap.leave(first);
}

void stop_waiting(RoadState& state, std::uint32_t vehicle) {
  const std::uint32_t link = state.vehicles[vehicle].link;
  std::uint32_t& root = state.exits[link].waiting;
  if (root == vehicle) {
    leave_waiting(state, link);
    return;
  }
  Heap heap(state);
  const std::uint32_t before = heap.before(vehicle);
  const std::uint32_t beside = heap.beside(vehicle);
  if (heap.child(before) == vehicle) {
    heap.set_child(before, beside);
  } else {
    heap.set_beside(before, beside);
  }
  heap.set_before(beside, before);
  root = heap.join(root, heap.join_row(heap.child(vehicle)));
  heap.leave(vehicle);
}

std::uint32_t count_waiting(const RoadState& state, std::uint32_t link) {
  std::uint32_t count = 0;
  std::vector<std::uint32_t> open{state.exits[link].waiting};
  while (!open.empty()) {
    const std::uint32_t vehicle = open.back();
    open.pop_back();
    if (vehicle == nobody) continue;
    ++count;
    open.push_back(state.vehicles[vehicle].next);
    open.push_back(std::bit_cast<std::uint32_t>(state.vehicles[vehicle].entry));
  }
  return count;
}

}  // namespace eveil::sim

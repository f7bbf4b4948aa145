// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/huge_pages.hpp"

namespace eveil::sim {

/// Space on its way from the end of a link, where a vehicle left it, to its start.
struct Gap {
  std::int32_t time;  ///< when it is at the start
  std::int32_t size;  ///< 1/1000 PCU
};

/// The gaps of one link, first in, first out: two beside the link's numbers, more in a ring of the
/// pool that doubles as needed.
struct GapQueue {
  static constexpr std::uint8_t near_log = 1;
  static constexpr std::uint8_t most_log = 15;

  std::array<Gap, 2> near{};
  std::uint32_t ring = 0;  ///< its first slot in the pool, from `near_log` + 1 on
  std::uint16_t head = 0;
  std::uint16_t count = 0;
  std::uint8_t log = near_log;  ///< of the slots

  std::uint32_t mask() const { return (1U << log) - 1U; }
  bool full() const { return count == 1U << log; }
  /// An empty queue with a ring does better without.
  bool wastes_ring() const { return count == 0 && log > near_log; }
  bool at_limit() const { return log == most_log; }
};

/// Rings of 4, 8, … 32768 slots. Adding to a queue that isn't full and taking from it are safe from
/// several threads on different queues; growing is not.
class GapPool {
 public:
  void clear();
  const Gap& at(const GapQueue& queue, std::uint32_t row) const {
    const std::uint32_t slot = (queue.head + row) & queue.mask();
    return queue.log == GapQueue::near_log ? queue.near[slot] : slots_[queue.ring + slot];
  }
  /// Brings the gap in `row` near, which need not be there.
  [[gnu::always_inline]] void prefetch(const GapQueue& queue, std::uint32_t row) const {
    if (queue.log == GapQueue::near_log) return;
    __builtin_prefetch(slots_.data() + queue.ring + ((queue.head + row) & queue.mask()), 1);
  }
  static void drop_first(GapQueue& queue) {
    queue.head = static_cast<std::uint16_t>((queue.head + 1U) & queue.mask());
    --queue.count;
  }
  /// \pre the queue isn't full.
  void add(GapQueue& queue, Gap gap) {
    const std::uint32_t slot = (queue.head + queue.count) & queue.mask();
    (queue.log == GapQueue::near_log ? queue.near[slot] : slots_[queue.ring + slot]) = gap;
    ++queue.count;
  }
  /// Makes room in a full queue; at 32768 gaps the last takes the new one in, and arrives with it.
  void add_growing(GapQueue& queue, Gap gap);
  /// For the next to need one of 2^log slots.
  void give_back(std::uint32_t ring, std::uint8_t log) { free_[log].push_back(ring); }
  void visit(Archive& archive) {
    archive(slots_);
    for (auto& rings : free_) archive(rings);
  }
  /// Whether each ring of these queues, and each free one, has its own slots: asked of what was
  /// read.
  bool sound(std::span<const GapQueue* const> queues) const;
  std::size_t bytes() const { return slots_.capacity() * sizeof(Gap); }

 private:
  std::uint32_t take_ring(std::uint8_t log);

  HugeVector<Gap> slots_;
  std::array<std::vector<std::uint32_t>, GapQueue::most_log + 1> free_;  // [log]: rings given back
};

}  // namespace eveil::sim

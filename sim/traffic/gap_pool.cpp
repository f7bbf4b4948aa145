// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/gap_pool.hpp"

namespace eveil::sim {

void GapPool::clear() {
  slots_.clear();
  for (auto& rings : free_) rings.clear();
}

std::uint32_t GapPool::take_ring(std::uint8_t log) {
  if (!free_[log].empty()) {
    const std::uint32_t ring = free_[log].back();
    free_[log].pop_back();
    return ring;
  }
  const auto ring = static_cast<std::uint32_t>(slots_.size());
  const std::size_t slots = slots_.size() + (std::size_t{1} << log);
  if (slots > slots_.capacity()) slots_.reserve(slots + slots / 8 + 64);
  slots_.resize(slots);
  return ring;
}

void GapPool::add_growing(GapQueue& queue, Gap gap) {
  if (queue.full() && queue.at_limit()) {
    const std::uint32_t last = (queue.head + queue.count - 1U) & queue.mask();
    Gap& joined = slots_[queue.ring + last];
    joined = {gap.time, joined.size + gap.size};
    return;
  }
  if (queue.full()) {
    const auto log = static_cast<std::uint8_t>(queue.log + 1);
    const std::uint32_t ring = take_ring(log);
    for (std::uint32_t row = 0; row < queue.count; ++row) slots_[ring + row] = at(queue, row);
    if (queue.log > GapQueue::near_log) give_back(queue.ring, queue.log);
    queue.ring = ring;
    queue.head = 0;
    queue.log = log;
  }
  add(queue, gap);
}

bool GapPool::sound(std::span<const GapQueue* const> queues) const {
  std::vector<std::uint8_t> taken(slots_.size(), 0);
  const auto take = [&](std::uint32_t ring, std::size_t log) {
    const std::size_t size = std::size_t{1} << log;
    if (ring > slots_.size() || size > slots_.size() - ring) return false;
    for (std::size_t slot = ring; slot < ring + size; ++slot) {
      if (taken[slot]++ != 0) return false;
    }
    return true;
  };
  for (const GapQueue* queue : queues) {
    if (queue->log < GapQueue::near_log || queue->log > GapQueue::most_log) return false;
    if (queue->count > queue->mask() + 1 || queue->head > queue->mask()) return false;
    if (queue->log > GapQueue::near_log && !take(queue->ring, queue->log)) return false;
    for (std::uint32_t row = 0; row < queue->count; ++row) {
      const Gap& gap = at(*queue, row);
      if (gap.time < 0 || gap.size < 0 || gap.size > (1 << 30)) return false;
    }
  }
  for (std::size_t log = 0; log < free_.size(); ++log) {
    for (const std::uint32_t ring : free_[log]) {
      if (log <= GapQueue::near_log || !take(ring, log)) return false;
    }
  }
  return true;
}

}  // namespace eveil::sim

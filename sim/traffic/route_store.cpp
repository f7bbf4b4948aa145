// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/route_store.hpp"

#include <algorithm>

#include "geo/base/error.hpp"

namespace eveil::sim {

std::uint32_t RouteStore::take_block() {
  std::uint32_t fresh = free_;
  if (fresh == none) {
    fresh = static_cast<std::uint32_t>(blocks_.size());
    EVEIL_ASSERT(blocks_.size() < none / block_bytes);
    if (blocks_.size() == blocks_.capacity()) {
      blocks_.reserve(blocks_.size() + blocks_.size() / 8 + 64);
    }
    blocks_.emplace_back();
  } else {
    free_ = blocks_[fresh].next;
    --free_count_;
    if (free_ != none) __builtin_prefetch(&blocks_[free_], 1);  // likely the next to be taken
  }
  blocks_[fresh].next = none;
  return fresh;
}

void RouteStore::Writer::next_block() {
  const std::uint32_t full = (cursor_ - 1) / block_bytes;
  const std::uint32_t more = store_.take_block();
  store_.blocks_[full].next = more;
  cursor_ = more * block_bytes;
}

// The step's bytes may have any value, `end` too: they are never read as a step.
void RouteStore::Writer::put_wide(std::uint32_t step) {
  put_byte(wide);
  for (int byte = 0; byte < 4; ++byte) {
    store_.blocks_[cursor_ / block_bytes].steps[cursor_ % block_bytes] =
        static_cast<std::uint8_t>(step >> (8U * static_cast<unsigned>(byte)));
    ++cursor_;
    if (cursor_ % block_bytes == block_steps) next_block();
  }
}

std::uint32_t RouteStore::next_wide(std::uint32_t& cursor) const {
  std::uint32_t step = 0;
  for (int byte = 0; byte < 4; ++byte) {
    const std::uint32_t value = blocks_[cursor / block_bytes].steps[cursor % block_bytes];
    step |= value << (8U * static_cast<unsigned>(byte));
    advance(cursor);
  }
  return step;
}

void RouteStore::release(std::uint32_t route) {
  while (route != none) {
    Block& block = blocks_[route];
    const std::uint32_t more = block.next;
    block.next = free_;
    free_ = route;
    ++free_count_;
    route = more;
  }
}

void RouteStore::clear() {
  blocks_.clear();
  free_ = none;
  free_count_ = 0;
}

bool RouteStore::Auditor::take(std::uint32_t block) {
  return block < taken_.size() && taken_[block]++ == 0;
}

bool RouteStore::Auditor::follow(std::uint32_t route,
                                 std::uint32_t cursor,
                                 std::vector<std::uint32_t>& steps) {
  steps.clear();
  bytes_.clear();
  bool begun = false;
  for (std::uint32_t at = route; at != none; at = store_.blocks_[at].next) {
    if (!take(at)) return false;
    const Block& block = store_.blocks_[at];
    const bool here = at == cursor / block_bytes && cursor % block_bytes < block_steps;
    const std::size_t first = begun ? 0 : cursor % block_bytes;
    begun = begun || here;
    if (begun) {
      bytes_.insert(bytes_.end(),
                    block.steps.begin() + static_cast<std::ptrdiff_t>(first),
                    block.steps.end());
    }
  }
  for (std::size_t at = 0; at < bytes_.size(); ++at) {
    const std::uint8_t byte = bytes_[at];
    if (byte == end) return true;
    if (byte != wide) {
      steps.push_back(byte);
      continue;
    }
    if (bytes_.size() - at < 5) return false;
    std::uint32_t step = 0;
    for (unsigned part = 0; part < 4; ++part) {
      step |= std::uint32_t{bytes_[++at]} << (8U * part);
    }
    steps.push_back(step);
  }
  return false;
}

bool RouteStore::Auditor::rest_is_free() {
  std::size_t count = 0;
  for (std::uint32_t at = store_.free_; at != none; at = store_.blocks_[at].next, ++count) {
    if (!take(at)) return false;
  }
  const auto all = [](std::uint8_t taken) { return taken == 1; };
  return count == store_.free_count_ && std::all_of(taken_.begin(), taken_.end(), all);
}

}  // namespace eveil::sim

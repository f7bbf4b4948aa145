// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/route_store.hpp"

namespace eveil::sim {

std::uint32_t RouteStore::take_block() {
  if (free_ == nothing) {
    const auto first = static_cast<std::uint32_t>(slots_.size());
    slots_.resize(slots_.size() + block, nothing);
    return first;
  }
  const std::uint32_t first = free_;
  free_ = slots_[first + block - 1];
  slots_[first + block - 1] = nothing;
  --free_count_;
  return first;
}

std::uint32_t RouteStore::store(std::span<const geo::LinkId> links) {
  const std::uint32_t first = take_block();
  std::uint32_t cursor = first;
  for (const geo::LinkId link : links) {
    slots_[cursor++] = link.value;
    if (cursor % block == block - 1) {
      const std::uint32_t more = take_block();
      slots_[cursor] = more;
      cursor = more;
    }
  }
  slots_[cursor] = nothing;
  return first;
}

void RouteStore::release(std::uint32_t first) {
  while (first != nothing) {
    const std::uint32_t last = first + block - 1;
    const std::uint32_t more = slots_[last];
    slots_[last] = free_;
    free_ = first;
    ++free_count_;
    first = more;
  }
}

void RouteStore::clear() {
  slots_.clear();
  free_ = nothing;
  free_count_ = 0;
}

}  // namespace eveil::sim

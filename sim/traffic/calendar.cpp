// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/calendar.hpp"

#include <algorithm>

namespace eveil::sim {

void Calendar::clear() {
  buckets_.assign(static_cast<std::size_t>((day_end - day_start).ms / 1000) + 1, Bucket{});
  blocks_.clear();
  free_ = nothing;
  empty_before_ = 0;
}

void Calendar::extend(std::size_t window) { buckets_.resize(window + window / 8 + 1); }

void Calendar::start_block(Bucket& bucket) {
  std::uint32_t fresh = free_;
  if (fresh == nothing) {
    fresh = static_cast<std::uint32_t>(blocks_.size());
    blocks_.emplace_back();
  } else {
    free_ = blocks_[fresh].next;
  }
  blocks_[fresh].next = bucket.block;
  bucket = {fresh, 0};
}

void Calendar::take(std::size_t window, std::vector<std::uint32_t>& rows) {
  if (window >= buckets_.size()) return;
  Bucket& bucket = buckets_[window];
  std::uint32_t filled = bucket.filled;
  for (std::uint32_t at = bucket.block; at != nothing;) {
    Block& block = blocks_[at];
    rows.insert(rows.end(), block.rows, block.rows + filled);
    const std::uint32_t next = block.next;
    block.next = free_;
    free_ = at;
    at = next;
    filled = block_rows;
  }
  bucket = Bucket{};
}

std::size_t Calendar::next_filled(std::size_t window, std::size_t last) {
  std::size_t at = std::max(window, empty_before_);
  const std::size_t end = std::min(last, buckets_.size());
  while (at < end && buckets_[at].block == nothing) ++at;
  empty_before_ = std::min(at, end);
  return at < end ? at : last;
}

bool Calendar::sound(std::uint32_t rows) const {
  std::vector<std::uint8_t> taken(blocks_.size(), 0);
  const auto take_one = [&](std::uint32_t block) {
    return block < blocks_.size() && taken[block]++ == 0;
  };
  for (const Bucket& bucket : buckets_) {
    if (bucket.filled > block_rows) return false;
    if ((bucket.filled == 0) != (bucket.block == nothing)) return false;
    std::uint32_t filled = bucket.filled;
    for (std::uint32_t at = bucket.block; at != nothing; at = blocks_[at].next) {
      if (!take_one(at)) return false;
      for (std::uint32_t row = 0; row < filled; ++row) {
        if (blocks_[at].rows[row] >= rows) return false;
      }
      filled = block_rows;
    }
  }
  for (std::uint32_t at = free_; at != nothing; at = blocks_[at].next) {
    if (!take_one(at)) return false;
  }
  return true;
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/network/network.hpp"

namespace eveil::sim {

/// What is left of all routes, in blocks of one cache line that are handed round:
///
///     block   l1 l2 … l15 | next block       an invalid link ends a route
///
/// Reading is safe from several threads; storing and releasing is not.
class RouteStore {
 public:
  /// Keeps `links`; the answer is both the name to release and the first cursor to read with.
  std::uint32_t store(std::span<const geo::LinkId> links);
  /// Gives the blocks of a route back. \pre `first` was returned by `store` and not yet released.
  void release(std::uint32_t first);
  void clear();

  /// The link at the cursor, which moves on; none, again and again, at the end.
  geo::LinkId next(std::uint32_t& cursor) const {
    const std::uint32_t link = slots_[cursor];
    if (link != nothing) {
      ++cursor;
      if (cursor % block == block - 1) cursor = slots_[cursor];
    }
    return geo::LinkId(std::size_t{link});
  }
  /// Blocks in use, for tests of leaks.
  std::size_t used_blocks() const { return slots_.size() / block - free_count_; }

 private:
  static constexpr std::uint32_t block = 16;
  static constexpr std::uint32_t nothing = 0xffffffffU;
  std::uint32_t take_block();

  std::vector<std::uint32_t> slots_;
  std::uint32_t free_ = nothing;  // first slot of a free block, chained through its last slot
  std::size_t free_count_ = 0;
};

}  // namespace eveil::sim

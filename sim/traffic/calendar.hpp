// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/huge_pages.hpp"
#include "geo/base/units.hpp"

namespace eveil::sim {

/// One bucket a second with the rows for which something can happen then.
///
/// A row may stand in several buckets: its owner knows the time that counts and passes over the
/// others. Buckets are chains of blocks from one pool, so nothing is allocated once a day's peak is
/// known.
class Calendar {
 public:
  void clear();
  /// Notes `row` for a window. Windows count seconds from day_start.
  void add(std::size_t window, std::uint32_t row) {
    if (window >= buckets_.size()) extend(window);
    Bucket& bucket = buckets_[window];
    if (bucket.filled == 0 || bucket.filled == block_rows) start_block(bucket);
    blocks_[bucket.block].rows[bucket.filled++] = row;
    if (window < empty_before_) empty_before_ = window;
  }
  /// Appends the rows of a window to `rows` and empties the bucket.
  void take(std::size_t window, std::vector<std::uint32_t>& rows);
  /// The first window from `window` on with a row, or `last`.
  /// \pre the windows below were taken.
  std::size_t next_filled(std::size_t window, std::size_t last);
  void visit(Archive& archive) { archive(buckets_, blocks_, free_, empty_before_); }
  /// Whether all chains hold, and rows below `rows`: asked of what was read.
  bool sound(std::uint32_t rows) const;
  std::size_t bytes() const {
    return buckets_.capacity() * sizeof(Bucket) + blocks_.capacity() * sizeof(Block);
  }

 private:
  static constexpr std::uint32_t block_rows = 15;
  static constexpr std::uint32_t nothing = 0xffffffffU;
  struct Block {
    std::uint32_t rows[block_rows];
    std::uint32_t next;
  };
  struct Bucket {
    std::uint32_t block = nothing;  // the one being filled; full ones follow it
    std::uint32_t filled = 0;
  };

  void extend(std::size_t window);
  void start_block(Bucket& bucket);

  std::vector<Bucket> buckets_;
  HugeVector<Block> blocks_;
  std::uint32_t free_ = nothing;
  std::size_t empty_before_ = 0;  // no row in any window below
};

}  // namespace eveil::sim

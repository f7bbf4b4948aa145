// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace eveil::geo {

/// A 4-ary heap of (key, row), smallest first, lowest row first among equal keys.
///
/// Rows may be in it several times: whoever pops knows whether an entry is stale. That is cheaper
/// than keeping track of places in the heap.
class SearchHeap {
 public:
  struct Item {
    std::uint32_t key;
    std::uint32_t row;
  };

  bool empty() const { return items_.empty(); }
  void clear() { items_.clear(); }

  void push(std::uint32_t key, std::uint32_t row) {
    const std::uint64_t item = (static_cast<std::uint64_t>(key) << 32U) | row;
    std::size_t hole = items_.size();
    items_.push_back(item);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (items_[parent] <= item) break;
      items_[hole] = items_[parent];
      hole = parent;
    }
    items_[hole] = item;
  }

  /// \pre not empty.
  Item pop() {
    const std::uint64_t top = items_.front();
    const std::uint64_t last = items_.back();
    items_.pop_back();
    if (!items_.empty()) sink(last);
    return {static_cast<std::uint32_t>(top >> 32U), static_cast<std::uint32_t>(top)};
  }

 private:
  void sink(std::uint64_t item) {
    const std::size_t size = items_.size();
    std::size_t hole = 0;
    for (;;) {
      const std::size_t first = hole * 4 + 1;
      if (first >= size) break;
      const std::size_t end = std::min(first + 4, size);
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child) {
        if (items_[child] < items_[least]) least = child;
      }
      if (item <= items_[least]) break;
      items_[hole] = items_[least];
      hole = least;
    }
    items_[hole] = item;
  }

  std::vector<std::uint64_t> items_;
};

}  // namespace eveil::geo

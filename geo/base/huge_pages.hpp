// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace eveil {

namespace huge_pages {

/// Memory for `bytes`, aligned to `alignment` at least. Of two huge pages (4 MB) and more it begins
/// at one and asks the system for them, which may refuse: then it is memory like any other.
/// \throws std::bad_alloc. \threads any.
void* take(std::size_t bytes, std::size_t alignment);
/// \pre `take` gave `memory` for the same numbers.
void give_back(void* memory, std::size_t bytes, std::size_t alignment) noexcept;

}  // namespace huge_pages

/// For tables of millions of rows that are read here and there: a huge page (2 MB) needs one entry
/// of the processor's table of addresses where 512 small ones would each miss it.
template <class T>
struct HugePageAllocator {
  using value_type = T;

  HugePageAllocator() = default;
  template <class Other>
  explicit HugePageAllocator(const HugePageAllocator<Other>& /*other*/) noexcept {}

  T* allocate(std::size_t rows) {
    if (rows > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
    return static_cast<T*>(huge_pages::take(rows * sizeof(T), alignof(T)));
  }
  void deallocate(T* memory, std::size_t rows) noexcept {
    huge_pages::give_back(memory, rows * sizeof(T), alignof(T));
  }
  bool operator==(const HugePageAllocator&) const = default;
};

/// A vector whose memory is in huge pages once it is large.
template <class T>
using HugeVector = std::vector<T, HugePageAllocator<T>>;

}  // namespace eveil

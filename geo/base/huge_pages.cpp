// SPDX-License-Identifier: Apache-2.0
#include "geo/base/huge_pages.hpp"

#include <algorithm>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace eveil::huge_pages {

namespace {

constexpr std::size_t page = std::size_t{1} << 21;

std::align_val_t alignment_of(std::size_t bytes, std::size_t alignment) {
  return std::align_val_t(bytes >= 2 * page ? std::max(page, alignment) : alignment);
}

}  // namespace

void* take(std::size_t bytes, std::size_t alignment) {
  void* const memory = ::operator new(bytes, alignment_of(bytes, alignment));
#ifdef __linux__
  // Only whole pages; an answer of no costs speed, nothing else.
  if (bytes >= 2 * page) static_cast<void>(::madvise(memory, bytes / page * page, MADV_HUGEPAGE));
#endif
  return memory;
}

void give_back(void* memory, std::size_t bytes, std::size_t alignment) noexcept {
  ::operator delete(memory, alignment_of(bytes, alignment));
}

}  // namespace eveil::huge_pages

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/huge_pages.hpp"

namespace eveil::sim {

/// What is left of all routes, one byte a link: its place among the links that leave the node,
/// in blocks of half a cache line that are handed round.
///
///     block   s1 s2 … s28 | next block     `end` ends a route; `wide`: four bytes of step follow
///
/// Reading is safe from several threads; storing and releasing is not.
class RouteStore {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// Writes one route: `begin`, `put` for each step, `finish`.
  class Writer {
   public:
    explicit Writer(RouteStore& store) : store_(store), first_(store.take_block()) {
      cursor_ = first_ * block_bytes;
    }
    void put(std::uint32_t step) {
      if (step < wide) {
        put_byte(static_cast<std::uint8_t>(step));
      } else {
        put_wide(step);
      }
    }
    /// Ends the route; the answer is its name, to be released, and `cursor` where reading starts.
    std::uint32_t finish() {
      put_byte(end);
      return first_;
    }

   private:
    void put_byte(std::uint8_t byte) {
      store_.blocks_[cursor_ / block_bytes].steps[cursor_ % block_bytes] = byte;
      ++cursor_;
      if (cursor_ % block_bytes == block_steps && byte != end) next_block();
    }
    void next_block();
    void put_wide(std::uint32_t step);

    RouteStore& store_;
    std::uint32_t first_;
    std::uint32_t cursor_;
  };

  /// The cursor at the first step of a route.
  static std::uint32_t start_of(std::uint32_t route) { return route * block_bytes; }
  /// Gives the blocks of a route back. \pre `route` was returned by `finish` and not yet released.
  void release(std::uint32_t route);
  void clear();
  void visit(Archive& archive) { archive(blocks_, free_, free_count_); }

  /// Looks at what was read, which may be anything.
  class Auditor {
   public:
    explicit Auditor(const RouteStore& store) : store_(store), taken_(store.blocks_.size(), 0) {}
    /// Whether a route's blocks are its own, and the rest of it from `cursor` ends in them; its
    /// steps then.
    bool follow(std::uint32_t route, std::uint32_t cursor, std::vector<std::uint32_t>& steps);
    /// Whether all blocks that no route has are free. Once, after the routes.
    bool rest_is_free();

   private:
    bool take(std::uint32_t block);
    const RouteStore& store_;
    std::vector<std::uint8_t> taken_;
    std::vector<std::uint8_t> bytes_;
  };

  /// The step at the cursor, which moves on; `none`, again and again, at the end.
  std::uint32_t next(std::uint32_t& cursor) const {
    const std::uint8_t byte = blocks_[cursor / block_bytes].steps[cursor % block_bytes];
    if (byte == end) return none;
    advance(cursor);
    return byte == wide ? next_wide(cursor) : byte;
  }
  /// Brings the step at the cursor near.
  [[gnu::always_inline]] void prefetch(std::uint32_t cursor) const {
    __builtin_prefetch(blocks_.data() + cursor / block_bytes);
  }
  /// Blocks in use, for tests of leaks.
  std::size_t used_blocks() const { return blocks_.size() - free_count_; }
  std::size_t bytes() const { return blocks_.capacity() * block_bytes; }

 private:
  static constexpr std::uint32_t block_bytes = 32;
  static constexpr std::uint32_t block_steps = 28;
  static constexpr std::uint8_t end = 255;
  static constexpr std::uint8_t wide = 254;
  struct alignas(block_bytes) Block {
    std::array<std::uint8_t, block_steps> steps;
    std::uint32_t next;
  };
  static_assert(sizeof(Block) == block_bytes);

  std::uint32_t take_block();
  void advance(std::uint32_t& cursor) const {
    ++cursor;
    if (cursor % block_bytes == block_steps) {
      cursor = blocks_[cursor / block_bytes].next * block_bytes;
    }
  }
  std::uint32_t next_wide(std::uint32_t& cursor) const;

  HugeVector<Block> blocks_;
  std::uint32_t free_ = none;  // chained through `next`
  std::size_t free_count_ = 0;
};

}  // namespace eveil::sim

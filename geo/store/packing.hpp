// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace eveil::store {

/// One chunk of a column before packing: `rows` are values of `width` bytes, padded with zeros to
/// `size` bytes in all.
struct Chunk {
  std::span<const std::byte> rows;
  std::size_t width = 1;
  std::size_t size = 0;
  int level = 1;  ///< 0: not packed
};

/// Shuffles and deflates whole chunks, as HDF5's filters do, but with libdeflate.
class Packer {
 public:
  /// \return the packed chunk, valid as long as the rows and until the next call; empty if memory
  ///         ran out.
  std::span<const std::byte> pack(const Chunk& chunk);

 private:
  struct Free {
    void operator()(void* compressor) const;
  };
  /// The last chunk of one value only.
  struct Constant {
    std::size_t size = 0;
    int level = 0;
    std::vector<std::byte> value;
    std::vector<std::byte> bytes;  ///< packed
  };
  std::span<const std::byte> packed(std::span<const std::byte> values, std::size_t width);

  int level_ = 0;
  std::unique_ptr<void, Free> compressor_;
  std::vector<std::byte> whole_;
  std::vector<std::byte> shuffled_;
  std::vector<std::byte> packed_;
  Constant constant_;
};

/// Chunks packed side by side: bounds the memory, which is about three times theirs.
inline constexpr std::size_t most_at_once = 32;

/// Packs many chunks in parallel, outside HDF5 and its lock: each to the bytes it has alone.
class ChunkPacker {
 public:
  /// \pre at most `most_at_once` chunks.
  /// \return one a chunk, valid until the next call; empty where memory ran out.
  std::span<const std::span<const std::byte>> pack(std::span<const Chunk> chunks);

 private:
  std::vector<Packer> packers_;
  std::vector<std::span<const std::byte>> packed_;
};

}  // namespace eveil::store

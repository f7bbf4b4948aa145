// SPDX-License-Identifier: Apache-2.0
#include "geo/store/packing.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>

#include "geo/base/error.hpp"
#include "geo/base/parallel.hpp"

namespace eveil::store {
namespace {

/// Byte k of every value before byte k+1 of any: neighbours resemble each other, and pack better.
void shuffle(std::span<const std::byte> values, std::size_t width, std::byte* out) {
  const std::size_t count = values.size() / width;
  for (std::size_t k = 0; k < width; ++k) {
    const std::byte* in = values.data() + k;
    for (std::size_t i = 0; i < count; ++i, in += width) *out++ = *in;
  }
}

}  // namespace

void Packer::Free::operator()(void* compressor) const {
  libdeflate_free_compressor(static_cast<libdeflate_compressor*>(compressor));
}

std::span<const std::byte> Packer::pack(const Chunk& chunk) {
  std::span<const std::byte> values = chunk.rows;
  if (values.size() < chunk.size) {
    whole_.assign(values.begin(), values.end());
    whole_.resize(chunk.size);
    values = whole_;
  }
  if (chunk.level == 0) return values;
  const int level = std::clamp(chunk.level, 1, 4);
  if (level != level_) {
    compressor_.reset(libdeflate_alloc_compressor(level));
    level_ = level;
  }
  if (compressor_ == nullptr) return {};
  const std::size_t width = chunk.width;
  const std::size_t rest = values.size() - std::min(width, values.size());
  const bool constant = rest > 0 && std::memcmp(values.data(), values.data() + width, rest) == 0;
  if (!constant) return packed(values, width);
  // Columns that are seldom used have many such chunks, all alike.
  const bool known = constant_.size == values.size() && constant_.level == level &&
                     constant_.value.size() == width &&
                     std::memcmp(constant_.value.data(), values.data(), width) == 0;
  if (!known) {
    const auto bytes = packed(values, width);
    constant_ = {values.size(),
                 level,
                 {values.begin(), values.begin() + static_cast<std::ptrdiff_t>(width)},
                 {bytes.begin(), bytes.end()}};
  }
  return constant_.bytes;
}

std::span<const std::byte> Packer::packed(std::span<const std::byte> values, std::size_t width) {
  auto* compressor = static_cast<libdeflate_compressor*>(compressor_.get());
  if (width > 1) {
    shuffled_.resize(values.size());
    shuffle(values, width, shuffled_.data());
    values = shuffled_;
  }
  packed_.resize(libdeflate_zlib_compress_bound(compressor, values.size()));
  const std::size_t size = libdeflate_zlib_compress(
      compressor, values.data(), values.size(), packed_.data(), packed_.size());
  return {packed_.data(), size};
}

std::span<const std::span<const std::byte>> ChunkPacker::pack(std::span<const Chunk> chunks) {
  EVEIL_ASSERT(chunks.size() <= most_at_once);
  if (packers_.size() < chunks.size()) packers_.resize(chunks.size());
  packed_.resize(chunks.size());
  parallel::for_each_row(
      chunks.size(), [&](std::size_t row) { packed_[row] = packers_[row].pack(chunks[row]); }, 1);
  return packed_;
}

}  // namespace eveil::store

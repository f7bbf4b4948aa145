// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/column.hpp"
#include "geo/store/open_file.hpp"

namespace eveil::store {

/// Shuffles and deflates whole chunks, as HDF5's filters do, but with libdeflate.
class Packer {
 public:
  Packer(std::size_t width, int level);
  /// \return the packed chunk, valid until the next call; empty if memory ran out.
  std::span<const std::byte> pack(std::span<const std::byte> chunk);

 private:
  struct Free {
    void operator()(void* compressor) const;
  };
  /// The last chunk of one value only.
  struct Constant {
    std::size_t size = 0;
    std::vector<std::byte> value;
    std::vector<std::byte> bytes;  ///< packed
  };
  std::span<const std::byte> packed(std::span<const std::byte> chunk);

  std::size_t width_;
  std::unique_ptr<void, Free> compressor_;
  std::vector<std::byte> shuffled_;
  std::vector<std::byte> packed_;
  Constant constant_;
};

/// A schema that can be written: named, with units and description, words all different.
Expected<void> check_spec(const ColumnSpec& spec, const std::string& where);

/// Values of `spec`'s column: right type, words in the list, text that is plain UTF-8.
/// \errors failed: the caller's type; bad_input: a value (where ends in its row).
Expected<void> check_values(const ColumnSpec& spec, const Values& values, const std::string& where);

/// Bytes of a text column's rows: the longest value, at least 1.
std::size_t text_width(std::span<const std::string> texts);
/// Texts one after another, each padded with NUL to `width`.
std::vector<std::byte> padded(std::span<const std::string> texts, std::size_t width);

/// Writes one column chunk by chunk.
class ColumnWriter {
 public:
  /// What the column is on disk. `rows` is the final number, or `unknown` for one that grows.
  struct Shape {
    std::size_t width = 0;
    std::uint64_t chunk_rows = 0;
    std::uint64_t rows = 0;
    int deflate = 1;
  };
  static constexpr std::uint64_t unknown = ~std::uint64_t{0};

  static Expected<ColumnWriter> create(const OpenFile& file,
                                       const std::string& group,
                                       const ColumnSpec& spec,
                                       Shape shape);
  /// Appends a chunk; only the last may have fewer than `chunk_rows` rows.
  Expected<void> append(std::span<const std::byte> rows);

 private:
  ColumnWriter(const OpenFile& file, std::string where, Shape shape);

  const OpenFile* file_;
  std::string where_;
  Shape shape_;
  Packer packer_;
  Handle dataset_;
  std::uint64_t rows_ = 0;
};

}  // namespace eveil::store

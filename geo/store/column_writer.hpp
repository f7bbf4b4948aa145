// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/column.hpp"
#include "geo/store/open_file.hpp"
#include "geo/store/packing.hpp"

namespace eveil::store {

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
    int deflate = 1;  ///< 0: stored as they are
  };
  static constexpr std::uint64_t unknown = ~std::uint64_t{0};

  static Expected<ColumnWriter> create(const OpenFile& file,
                                       const std::string& group,
                                       const ColumnSpec& spec,
                                       Shape shape);
  /// What is to be packed of these rows; only the last chunk may have fewer than `chunk_rows`.
  Chunk chunk(std::span<const std::byte> rows) const;
  /// Appends a packed chunk of so many rows.
  Expected<void> append(std::span<const std::byte> packed, std::uint64_t rows);

 private:
  ColumnWriter(const OpenFile& file, std::string where, Shape shape);

  const OpenFile* file_;
  std::string where_;
  Shape shape_;
  Handle dataset_;
  std::uint64_t rows_ = 0;
};

/// Rows that are the next chunk of their column.
struct ColumnChunk {
  ColumnWriter* writer = nullptr;
  std::span<const std::byte> rows;
};

/// Packs the chunks side by side and appends them in the order given, so that the file's bytes
/// don't depend on the threads. \threads packs in parallel; HDF5 is called by the caller's only.
Expected<void> append_all(ChunkPacker& packer, std::span<const ColumnChunk> chunks);

}  // namespace eveil::store

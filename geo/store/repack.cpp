// SPDX-License-Identifier: Apache-2.0
#include "geo/store/repack.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "geo/store/column_writer.hpp"
#include "geo/store/open_file.hpp"

namespace eveil::store {
namespace {

/// Rows as they are on the disk.
Expected<std::vector<std::byte>> bytes_of(const ColumnReader& source,
                                          std::uint64_t first,
                                          std::uint64_t count) {
  const StoredType& stored = source.stored();
  if (stored.type == ValueType::text) {
    EVEIL_TRY(const auto texts, source.read_texts(first, count));
    return padded(texts, stored.width);
  }
  if (stored.type == ValueType::enumeration) {
    EVEIL_TRY(const auto words, source.read_words(first, count));
    const auto bytes = std::as_bytes(std::span(words));
    return std::vector<std::byte>(bytes.begin(), bytes.end());
  }
  const ValueType type = stored.type == ValueType::boolean ? ValueType::uint8 : stored.type;
  EVEIL_CHECK(source.check_rows(first, count, stored.width));
  std::vector<std::byte> bytes(count * stored.width);
  EVEIL_CHECK(source.read(type, bytes.data(), first, count));
  return bytes;
}

}  // namespace

Expected<void> repack(const ColumnReader& source,
                      const ColumnInfo& info,
                      const Group& to,
                      std::string_view name) {
  const Layout layout;
  const std::size_t width = source.stored().width;
  const ColumnSpec spec{
      std::string(name), info.type, info.units, info.description, source.stored().words};
  EVEIL_TRY(
      ColumnWriter writer,
      ColumnWriter::create(
          to.file(), to.path(), spec, {width, layout.chunk_rows, source.rows(), layout.deflate}));
  const std::uint64_t step = std::uint64_t{layout.chunk_rows} * most_at_once;
  for (std::uint64_t first = 0; first < source.rows(); first += step) {
    const std::uint64_t count = std::min(step, source.rows() - first);
    EVEIL_TRY(const std::vector<std::byte> bytes, bytes_of(source, first, count));
    std::vector<ColumnChunk> chunks;
    const std::size_t chunk = layout.chunk_rows * width;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
      chunks.push_back({&writer, std::span(bytes).subspan(at, std::min(chunk, bytes.size() - at))});
    }
    EVEIL_CHECK(append_all(to.file().packer, chunks));
  }
  return {};
}

}  // namespace eveil::store

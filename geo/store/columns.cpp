// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "geo/store/attributes.hpp"
#include "geo/store/column_reader.hpp"
#include "geo/store/column_writer.hpp"
#include "geo/store/group.hpp"

namespace eveil::store {

Expected<void> Group::write(const ColumnSpec& spec, Values values, Layout layout) const {
  EVEIL_CHECK(check_spec(spec, where(spec.name)));
  EVEIL_CHECK(check_values(spec, values, where(spec.name)));
  std::vector<std::byte> texts;
  std::span<const std::byte> bytes;
  std::size_t width = size_of(spec.type);
  if (spec.type == ValueType::text) {
    const std::span<const std::string> given(static_cast<const std::string*>(values.data),
                                             values.count);
    width = text_width(given);
    texts = padded(given, width);
    bytes = texts;
  } else {
    bytes = {static_cast<const std::byte*>(values.data), values.count * width};
  }
  EVEIL_TRY(ColumnWriter writer,
            ColumnWriter::create(
                *file_, path_, spec, {width, layout.chunk_rows, values.count, layout.deflate}));
  const std::size_t chunk = std::max<std::size_t>(layout.chunk_rows, 1) * width;
  std::vector<ColumnChunk> chunks;
  for (std::size_t at = 0; at < bytes.size(); at += chunk) {
    chunks.push_back({&writer, bytes.subspan(at, std::min(chunk, bytes.size() - at))});
  }
  return append_all(file_->packer, chunks);
}

Expected<ColumnInfo> Group::column(std::string_view path) const {
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, join(path_, path)));
  ColumnInfo info{column.stored().type, column.rows(), {}, {}};
  for (auto [name, target] :
       {std::pair{"units", &info.units}, std::pair{"description", &info.description}}) {
    if (H5Aexists(column.dataset(), name) <= 0) continue;  // other programs' files may have none
    EVEIL_TRY(const AttributeValue value,
              read_attribute(*file_, column.dataset(), column.where(), name));
    if (const auto* text = std::get_if<std::string>(&value)) *target = *text;
  }
  return info;
}

Expected<std::uint64_t> Group::rows(std::string_view path) const {
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, join(path_, path)));
  return column.rows();
}

Expected<void> Group::readable(std::string_view path,
                               ValueType wanted,
                               std::uint64_t first,
                               std::uint64_t count) const {
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, join(path_, path)));
  if (!widens(column.stored().type, wanted)) {
    return bad_input(
        column.where(),
        fmt::format("holds {}, not {}", name_of(column.stored().type), name_of(wanted)));
  }
  return column.check_rows(first, count, size_of(wanted));
}

Expected<void> Group::read_into(std::string_view path,
                                ValueType type,
                                void* values,
                                std::uint64_t first,
                                std::uint64_t count) const {
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, join(path_, path)));
  return column.read(type, values, first, count);
}

Expected<std::vector<std::string>> Group::read_texts(std::string_view path,
                                                     std::uint64_t first,
                                                     std::uint64_t count) const {
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, join(path_, path)));
  return column.read_texts(first, count);
}

Expected<EnumerationColumn> Group::read_enumeration(std::string_view path) const {
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, join(path_, path)));
  EnumerationColumn read;
  EVEIL_TRY(read.values, column.read_words(0, column.rows()));
  read.words = column.stored().words;
  return read;
}

Expected<std::vector<std::uint8_t>> Group::read_words(std::string_view path,
                                                      std::uint64_t first,
                                                      std::uint64_t count) const {
  EVEIL_TRY(const ColumnReader column, ColumnReader::open(*file_, join(path_, path)));
  return column.read_words(first, count);
}

Expected<std::vector<std::uint8_t>> Group::read_enumeration(
    std::string_view path, std::span<const std::string_view> words) const {
  EVEIL_TRY(EnumerationColumn read, read_enumeration(path));
  std::array<int, 256> position{};
  position.fill(-1);
  for (std::size_t i = 0; i < read.words.size(); ++i) {
    const auto found = std::find(words.begin(), words.end(), read.words[i]);
    if (found != words.end()) position[i] = static_cast<int>(found - words.begin());
  }
  for (std::size_t row = 0; row < read.values.size(); ++row) {
    const int word = position[read.values[row]];
    if (word < 0) {
      return bad_input(fmt::format("{}:{}", where(path), row),
                       fmt::format("is '{}', which is not expected here; expected one of: {}",
                                   read.words[read.values[row]],
                                   fmt::join(words, ", ")));
    }
    read.values[row] = static_cast<std::uint8_t>(word);
  }
  return std::move(read.values);
}

}  // namespace eveil::store

// SPDX-License-Identifier: Apache-2.0
#include "geo/store/column_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace eveil::store {
namespace {

/// Deflate packs at most 1032 bytes into one.
constexpr std::uint64_t best_packing = 1040;

bool known_filter(H5Z_filter_t filter) {
  return filter == H5Z_FILTER_DEFLATE || filter == H5Z_FILTER_SHUFFLE ||
         filter == H5Z_FILTER_FLETCHER32;
}

Expected<void> check_filters(hid_t properties, const std::string& where) {
  const int count = H5Pget_nfilters(properties);
  for (unsigned i = 0; count > 0 && i < static_cast<unsigned>(count); ++i) {
    unsigned flags = 0;
    std::size_t values = 0;
    const auto filter =
        H5Pget_filter2(properties, i, &flags, &values, nullptr, 0, nullptr, nullptr);
    if (!known_filter(filter)) {
      return bad_input(where,
                       fmt::format("is packed by filter {}, and only deflate, shuffle and "
                                   "fletcher32 are taken; repack it (h5repack -f GZIP=1)",
                                   static_cast<int>(filter)));
    }
  }
  return {};
}

}  // namespace

Expected<ColumnReader> ColumnReader::open(const OpenFile& file, const std::string& path) {
  ColumnReader column(file);
  column.where_ = file.path.string() + ":" + path;
  EVEIL_TRY(column.dataset_, open_object(file, path));
  const hid_t dataset = column.dataset_.get();
  if (H5Iget_type(dataset) != H5I_DATASET) return bad_input(column.where_, "is not a column");
  column.type_ = Handle(H5Dget_type(dataset));
  const auto stored = recognise(column.type_.get());
  if (!stored) return bad_input(column.where_, "is of a type that is not known here");
  column.stored_ = *stored;
  const Handle space(H5Dget_space(dataset));
  hsize_t rows = 0;
  if (!space || H5Sget_simple_extent_ndims(space.get()) != 1 ||
      H5Sget_simple_extent_dims(space.get(), &rows, nullptr) != 1) {
    return bad_input(column.where_, "does not have one dimension, as columns do");
  }
  column.rows_ = rows;
  EVEIL_CHECK(column.check_layout());
  return column;
}

Expected<void> ColumnReader::check_layout() {
  const Handle properties(H5Dget_create_plist(dataset_.get()));
  if (!properties) return file_->read_error(where_, "has no layout");
  const H5D_layout_t layout = H5Pget_layout(properties.get());
  if (layout == H5D_VIRTUAL || H5Pget_external_count(properties.get()) != 0) {
    return bad_input(where_, "keeps its values in other files, which are not followed");
  }
  const std::uint64_t width = stored_.width;
  std::uint64_t possible = file_->disk->size;
  if (layout == H5D_CHUNKED) {
    hsize_t chunk = 0;
    if (H5Pget_chunk(properties.get(), 1, &chunk) != 1 || chunk == 0) {
      return file_->read_error(where_, "has no chunk size");
    }
    if (chunk > file_->limits.chunk_bytes / width) {
      return bad_input(where_,
                       fmt::format("has chunks of {} rows, more than the limit of {} bytes",
                                   chunk,
                                   file_->limits.chunk_bytes));
    }
    chunk_rows_ = chunk;
    EVEIL_CHECK(check_filters(properties.get(), where_));
    packed_ = H5Pget_nfilters(properties.get()) > 0;
    possible = best_packing * (possible + 1024);
  }
  if (!file_->writing() && rows_ > possible / width) {
    return bad_input(
        where_,
        fmt::format(
            "claims {} rows, more than a file of {} bytes can hold", rows_, file_->disk->size));
  }
  return {};
}

Expected<void> ColumnReader::check_rows(std::uint64_t first,
                                        std::uint64_t count,
                                        std::size_t width) const {
  if (first > rows_ || count > rows_ - first) {
    return bad_input(
        where_,
        fmt::format("has {} rows: rows {} to {} do not all exist", rows_, first, first + count));
  }
  const std::uint64_t bytes = std::max<std::uint64_t>({width, stored_.width, 1});
  if (count > file_->limits.column_bytes / bytes) {
    return bad_input(
        where_,
        fmt::format(
            "{} rows are more than the limit of {} bytes", count, file_->limits.column_bytes));
  }
  return {};
}

Expected<void> ColumnReader::read_raw(hid_t type,
                                      void* values,
                                      std::uint64_t first,
                                      std::uint64_t count) const {
  if (count == 0) return {};
  const hsize_t start = first;
  const hsize_t extent = count;
  const Handle memory(H5Screate_simple(1, &extent, nullptr));
  const Handle rows(H5Dget_space(dataset_.get()));
  if (H5Sselect_hyperslab(rows.get(), H5S_SELECT_SET, &start, nullptr, &extent, nullptr) < 0 ||
      H5Dread(dataset_.get(), type, memory.get(), rows.get(), H5P_DEFAULT, values) < 0) {
    return file_->read_error(where_, "the values cannot be read");
  }
  return {};
}

Expected<void> ColumnReader::read(ValueType type,
                                  void* values,
                                  std::uint64_t first,
                                  std::uint64_t count) const {
  EVEIL_CHECK(check_rows(first, count, size_of(type)));
  if (!widens(stored_.type, type) || type == ValueType::text || type == ValueType::enumeration) {
    return bad_input(where_, fmt::format("holds {}, not {}", name_of(stored_.type), name_of(type)));
  }
  if (stored_.type != ValueType::boolean) return read_raw(memory_type(type), values, first, count);
  EVEIL_CHECK(read_raw(type_.get(), values, first, count));
  const auto* bytes = static_cast<const std::uint8_t*>(values);
  const auto* bad = std::find_if(bytes, bytes + count, [](std::uint8_t byte) { return byte > 1; });
  if (bad == bytes + count) return {};
  return bad_input(fmt::format("{}:{}", where_, first + static_cast<std::uint64_t>(bad - bytes)),
                   fmt::format("is {}, neither FALSE (0) nor TRUE (1)", *bad));
}

Expected<std::vector<std::uint8_t>> ColumnReader::read_words(std::uint64_t first,
                                                             std::uint64_t count) const {
  EVEIL_CHECK(check_rows(first, count, 1));
  if (stored_.type != ValueType::enumeration) {
    return bad_input(where_,
                     fmt::format("holds {}, not words of an enumeration", name_of(stored_.type)));
  }
  std::vector<std::uint8_t> values(count);
  EVEIL_CHECK(read_raw(type_.get(), values.data(), first, count));
  std::array<int, 256> position{};
  position.fill(-1);
  for (std::size_t i = 0; i < stored_.word_values.size(); ++i) {
    position[stored_.word_values[i]] = static_cast<int>(i);
  }
  for (std::size_t row = 0; row < values.size(); ++row) {
    const int word = position[values[row]];
    if (word < 0) {
      return bad_input(
          fmt::format("{}:{}", where_, first + row),
          fmt::format(
              "is {}, which is none of the column's {} words", values[row], stored_.words.size()));
    }
    values[row] = static_cast<std::uint8_t>(word);
  }
  return values;
}

Expected<std::vector<std::string>> ColumnReader::read_texts(std::uint64_t first,
                                                            std::uint64_t count) const {
  EVEIL_CHECK(check_rows(first, count, sizeof(std::string)));
  if (stored_.type != ValueType::text) {
    return bad_input(where_, fmt::format("holds {}, not text", name_of(stored_.type)));
  }
  const std::size_t width = stored_.width;
  std::vector<char> bytes(count * width);
  EVEIL_CHECK(read_raw(type_.get(), bytes.data(), first, count));
  const bool spaces = H5Tget_strpad(type_.get()) == H5T_STR_SPACEPAD;
  std::vector<std::string> texts;
  texts.reserve(count);
  for (std::uint64_t row = 0; row < count; ++row) {
    const char* start = bytes.data() + row * width;
    std::size_t length = ::strnlen(start, width);
    while (spaces && length > 0 && start[length - 1] == ' ') --length;
    texts.emplace_back(start, length);
    if (!is_plain_utf8(texts.back())) {
      return bad_input(fmt::format("{}:{}", where_, first + row), "is not UTF-8");
    }
  }
  return texts;
}

}  // namespace eveil::store

// SPDX-License-Identifier: Apache-2.0
#include "geo/store/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "geo/store/column_writer.hpp"
#include "geo/store/open_file.hpp"

namespace eveil::store {
namespace {

/// What has come in for one column and is not on disk yet.
struct Waiting {
  std::vector<std::byte> bytes;    ///< less than a chunk between two calls
  std::vector<std::string> texts;  ///< all of a text column
  std::optional<ColumnWriter> writer;
};

}  // namespace

struct TableWriter::Parts {
  Group group;
  std::vector<ColumnSpec> schema;
  Layout layout;
  std::vector<Waiting> waiting;
  std::uint64_t rows = 0;
  bool closed = false;

  Parts(Group where, std::vector<ColumnSpec> columns, Layout laid)
      : group(std::move(where)), schema(std::move(columns)), layout(laid), waiting(schema.size()) {
    layout.chunk_rows = std::max(layout.chunk_rows, 1U);
    ++file().open_tables;
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (closed) return;
    --file().open_tables;
    file().table_lost = true;
  }

  OpenFile& file() const { return group.file(); }

  /// Creates the columns' datasets, in the schema's order: with their final size if `final`.
  Expected<void> create_columns(bool final) {
    for (std::size_t i = 0; i < schema.size(); ++i) {
      if (waiting[i].writer || (schema[i].type == ValueType::text && !final)) continue;
      const bool text = schema[i].type == ValueType::text;
      const std::size_t width = text ? text_width(waiting[i].texts) : size_of(schema[i].type);
      const std::uint64_t size = final ? rows : ColumnWriter::unknown;
      EVEIL_TRY(
          waiting[i].writer,
          ColumnWriter::create(
              file(), group.path(), schema[i], {width, layout.chunk_rows, size, layout.deflate}));
      if (text) waiting[i].bytes = padded(waiting[i].texts, width);
    }
    return {};
  }

  /// Stores the full chunks that wait, and the rest too if `final`: those of all columns are packed
  /// side by side and appended chunk by chunk, so that their order isn't that of the batches.
  Expected<void> store(bool final) {
    std::vector<ColumnChunk> chunks;
    std::vector<std::size_t> stored(schema.size());
    bool more = true;
    while (more) {
      more = false;
      for (std::size_t i = 0; i < schema.size(); ++i) {
        if (!waiting[i].writer || rows_waiting(i) == 0) continue;
        const std::span<const std::byte> bytes = waiting[i].bytes;
        const std::size_t chunk = layout.chunk_rows * (bytes.size() / rows_waiting(i));
        const std::size_t size = std::min(chunk, bytes.size() - stored[i]);
        if (size == 0 || (size < chunk && !final)) continue;
        chunks.push_back({&*waiting[i].writer, bytes.subspan(stored[i], size)});
        stored[i] += size;
        more = true;
      }
    }
    EVEIL_CHECK(append_all(file().packer, chunks));
    for (std::size_t i = 0; i < schema.size(); ++i) {
      auto& bytes = waiting[i].bytes;
      bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(stored[i]));
    }
    return {};
  }

  std::size_t rows_waiting(std::size_t i) const {
    if (schema[i].type == ValueType::text) return waiting[i].texts.size();
    return waiting[i].bytes.size() / size_of(schema[i].type);
  }
};

TableWriter::TableWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
TableWriter::TableWriter(TableWriter&&) noexcept = default;
TableWriter& TableWriter::operator=(TableWriter&&) noexcept = default;
TableWriter::~TableWriter() = default;

Expected<TableWriter> TableWriter::create(const Group& parent,
                                          std::string_view path,
                                          std::vector<ColumnSpec> schema,
                                          Layout layout) {
  std::set<std::string_view> names;
  for (const auto& spec : schema) {
    const std::string where = parent.where(path) + "/" + spec.name;
    EVEIL_CHECK(check_spec(spec, where));
    if (!names.insert(spec.name).second) return failed(where, "is twice in the schema");
  }
  if (schema.empty()) return failed(parent.where(path), "a table needs a column");
  EVEIL_TRY(Group group, parent.create(path));
  return TableWriter(std::make_unique<Parts>(std::move(group), std::move(schema), layout));
}

Expected<void> TableWriter::append(std::initializer_list<Values> columns) {
  return append(std::span<const Values>(columns.begin(), columns.size()));
}

Expected<void> TableWriter::append(std::span<const Values> columns) {
  Parts& parts = *parts_;
  const std::string where = parts.group.where();
  if (parts.closed) return failed(where, "rows after close");
  if (columns.size() != parts.schema.size()) {
    return failed(
        where,
        fmt::format(
            "a batch of {} columns for a table of {}", columns.size(), parts.schema.size()));
  }
  const std::size_t count = columns.front().count;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string place = parts.group.where(parts.schema[i].name);
    if (columns[i].count != count) {
      return failed(
          place,
          fmt::format(
              "a batch with {} rows here and {} in the first column", columns[i].count, count));
    }
    EVEIL_CHECK(check_values(parts.schema[i], columns[i], place));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (parts.schema[i].type == ValueType::text) {
      const auto* texts = static_cast<const std::string*>(columns[i].data);
      parts.waiting[i].texts.insert(parts.waiting[i].texts.end(), texts, texts + count);
    } else {
      const auto* bytes = static_cast<const std::byte*>(columns[i].data);
      auto& waiting = parts.waiting[i].bytes;
      waiting.insert(waiting.end(), bytes, bytes + count * size_of(parts.schema[i].type));
    }
  }
  parts.rows += count;
  // A table that stays within one chunk is created at close, with its final size.
  if (parts.rows <= parts.layout.chunk_rows) return {};
  EVEIL_CHECK(parts.create_columns(false));
  return parts.store(false);
}

std::uint64_t TableWriter::rows() const { return parts_->rows; }
const Group& TableWriter::group() const { return parts_->group; }

Expected<std::uint64_t> TableWriter::close() {
  Parts& parts = *parts_;
  if (parts.closed) return parts.rows;
  EVEIL_CHECK(parts.create_columns(true));
  EVEIL_CHECK(parts.store(true));
  EVEIL_TRY(const std::uint64_t stored, parts.group.table_rows());
  if (stored != parts.rows) {
    return failed(parts.group.where(),
                  fmt::format("{} rows were stored of {}", stored, parts.rows));
  }
  parts.closed = true;
  --parts.file().open_tables;
  return parts.rows;
}

}  // namespace eveil::store

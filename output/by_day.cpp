// SPDX-License-Identifier: Apache-2.0
#include "output/by_day.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include "geo/store/file.hpp"
#include "geo/store/table.hpp"
#include "output/column_specs.hpp"
#include "output/columns.hpp"

namespace eveil::output {
namespace {

constexpr std::string_view below = "/by_day";

/// Rows copied at a time.
constexpr std::uint64_t piece = 262'144;

std::string table_of(const TableSpec& by_day) {
  return by_day.path.substr(0, by_day.path.size() - below.size());
}

TableSpec by_day(const TableSpec& table) {
  TableSpec made{table.path + std::string(below),
                 "Rows of every recorded day, day after day, texts left out. " + table.description,
                 {}};
  made.columns.reserve(table.columns.size() + 1);
  made.columns.push_back(
      whole("day", store::ValueType::int32, "1", "day of the row, as in /convergence"));
  for (const store::ColumnSpec& column : table.columns) {
    if (column.type != store::ValueType::text) made.columns.push_back(column);
  }
  return made;
}

/// Some rows of a table, column by column.
class Rows {
 public:
  template <class T>
  void add(std::vector<T> column) {
    auto values = std::make_shared<std::vector<T>>(std::move(column));
    views_.emplace_back(std::span<const T>(*values));
    kept_.push_back(std::move(values));
  }
  Expected<void> append_to(store::TableWriter& writer) const { return writer.append(views_); }

 private:
  std::vector<store::Values> views_;
  std::vector<std::shared_ptr<void>> kept_;
};

struct Range {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

template <class T>
Expected<void> read_as(const store::Group& from, const std::string& name, Range range, Rows& rows) {
  EVEIL_TRY(std::vector<T> values, from.read<T>(name, range.first, range.count));
  rows.add(std::move(values));
  return {};
}

Expected<void> read_column(const store::Group& from,
                           const store::ColumnSpec& column,
                           Range range,
                           Rows& rows) {
  using store::ValueType;
  switch (column.type) {
    case ValueType::float64:
      return read_as<double>(from, column.name, range, rows);
    case ValueType::int32:
      return read_as<std::int32_t>(from, column.name, range, rows);
    case ValueType::uint64:
      return read_as<std::uint64_t>(from, column.name, range, rows);
    case ValueType::uint32:
      return read_as<std::uint32_t>(from, column.name, range, rows);
    case ValueType::uint16:
      return read_as<std::uint16_t>(from, column.name, range, rows);
    case ValueType::uint8:
    case ValueType::boolean:
      return read_as<std::uint8_t>(from, column.name, range, rows);
    case ValueType::enumeration: {
      // The words are the schema's own: this program has written them.
      EVEIL_TRY(std::vector<std::uint8_t> words,
                from.read_words(column.name, range.first, range.count));
      rows.add(std::move(words));
      return {};
    }
    default:
      return failed(from.where(column.name),
                    "is of a type that no table has by day: a fault of the program, please report "
                    "it");
  }
}

Expected<void> append_day(const store::Group& from,
                          const TableSpec& table,
                          std::int32_t day,
                          store::TableWriter& writer) {
  EVEIL_TRY(const std::uint64_t count, from.table_rows());
  for (Range range; range.first < count; range.first += range.count) {
    range.count = std::min(piece, count - range.first);
    Rows rows;
    rows.add(std::vector<std::int32_t>(range.count, day));
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
      EVEIL_CHECK(read_column(from, table.columns[i], range, rows));
    }
    EVEIL_CHECK(rows.append_to(writer));
  }
  return {};
}

}  // namespace

std::vector<TableSpec> by_day_tables(const std::vector<std::string>& modes, bool events) {
  std::vector<TableSpec> tables;
  for (const TableSpec& table : day_tables(modes)) {
    if (table.path != "events" || events) tables.push_back(by_day(table));
  }
  return tables;
}

Expected<void> write_by_day(const store::Group& root,
                            std::span<const DayFile> days,
                            const std::vector<TableSpec>& tables) {
  std::vector<std::int64_t> recorded;
  recorded.reserve(days.size());
  for (const DayFile& day : days) recorded.push_back(day.day);
  for (const TableSpec& table : tables) {
    EVEIL_TRY(store::TableWriter writer, open_table(root, table));
    std::vector<std::int64_t> offsets = {0};
    offsets.reserve(days.size() + 1);
    for (const DayFile& day : days) {
      EVEIL_TRY(const store::File segment, store::File::open(day.segment));
      EVEIL_TRY(const store::Group from, segment.root().open(table_of(table)));
      EVEIL_CHECK(append_day(from, table, static_cast<std::int32_t>(day.day), writer));
      offsets.push_back(static_cast<std::int64_t>(writer.rows()));
    }
    EVEIL_CHECK(writer.group().set("recorded_days", recorded));
    EVEIL_CHECK(writer.group().set("day_offsets", offsets));
    EVEIL_CHECK(writer.close());
  }
  return {};
}

}  // namespace eveil::output

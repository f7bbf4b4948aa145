// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/index.hpp"
#include "geo/store/group.hpp"
#include "geo/store/table.hpp"
#include "output/schema.hpp"

namespace eveil::output {

/// Some rows of a table, filled column by column in the order of its schema.
class Columns {
 public:
  Columns(const TableSpec& table, std::size_t rows) : table_(&table), rows_(rows) {}

  /// Column `name` is `value_of(row)` of every row: a double, an integer of the column's width, a
  /// text, or a byte for words and flags. \pre `name` is the next column of the schema.
  template <class ValueOf>
  void add(std::string_view name, const ValueOf& value_of) {
    EVEIL_ASSERT(views_.size() < table_->columns.size() &&
                 table_->columns[views_.size()].name == name);
    static_cast<void>(name);
    using Value = decltype(value_of(std::size_t{0}));
    auto values = std::make_shared<std::vector<Value>>();
    values->reserve(rows_);
    for (std::size_t row = 0; row < rows_; ++row) values->push_back(value_of(row));
    views_.emplace_back(std::span<const Value>(*values));
    kept_.push_back(std::move(values));
  }

  Expected<void> append_to(store::TableWriter& writer) const { return writer.append(views_); }
  /// The whole table at once, with its description.
  Expected<void> write(const store::Group& root) const;

 private:
  const TableSpec* table_;
  std::size_t rows_;
  std::vector<store::Values> views_;
  std::vector<std::shared_ptr<void>> kept_;
};

/// A writer of the table with its description as attribute of the group.
Expected<store::TableWriter> open_table(const store::Group& root, const TableSpec& table);

/// A row number as the file writes it: -1 is none.
template <class Tag>
std::int32_t row_or_none(Index<Tag> id) {
  return id.valid() ? static_cast<std::int32_t>(id.value) : -1;
}

inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace eveil::output

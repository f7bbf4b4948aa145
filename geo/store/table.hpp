// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/column.hpp"
#include "geo/store/group.hpp"

namespace eveil::store {

/// Appends batches to a table: a group of columns of equal length.
///
/// Rows gather in memory until a chunk is full; the full chunks of all columns are then shuffled
/// and compressed in parallel, outside HDF5, and stored in the order of the schema: the file's
/// bytes depend neither on the threads nor on how the rows came in batches. Text columns gather
/// until `close`, because their width is that of the longest value.
///
/// A writer that is destroyed without `close` makes the file's `commit` fail.
class TableWriter {
 public:
  /// Creates the group `path` below `parent` with the columns of `schema`.
  /// \errors failed: a schema that is not one (no units, no words, a name twice).
  static Expected<TableWriter> create(const Group& parent,
                                      std::string_view path,
                                      std::vector<ColumnSpec> schema,
                                      Layout layout = {});

  /// Appends one batch: a range a column, in the schema's order, all of one length and of the type
  /// declared (enumerations and booleans as bytes).
  Expected<void> append(std::span<const Values> columns);
  Expected<void> append(std::initializer_list<Values> columns);

  std::uint64_t rows() const;
  /// The table's group, for attributes.
  const Group& group() const;

  /// Stores what is left. \return the number of rows.
  Expected<std::uint64_t> close();

  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;
  ~TableWriter();

 private:
  struct Parts;
  explicit TableWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace eveil::store

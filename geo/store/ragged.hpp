// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"

namespace eveil::store {

/// A variable number of values a row, as stored: a group with `offsets` (rows + 1) and `values`.
///
///     offsets  0    2  2      5        row 0 = values[0,2), row 1 is empty, row 2 = values[2,5)
///     values   a b     c d e
template <class T>
struct RaggedValues {
  std::vector<std::uint64_t> offsets;
  std::vector<T> values;
};

/// Writes the column `offsets` of `group`; the columns it cuts into rows are written beside it.
Expected<void> write_offsets(const Group& group, std::span<const std::uint64_t> offsets);

/// Reads the column `offsets` and checks it: starts at 0, never falls, ends at `values`.
Expected<std::vector<std::uint64_t>> read_offsets(const Group& group, std::uint64_t values);

/// Writes the group `name` with `offsets` and `values`; `spec` describes the values, its name is
/// not used.
Expected<void> write_ragged(const Group& parent,
                            std::string_view name,
                            ColumnSpec spec,
                            std::span<const std::uint64_t> offsets,
                            Values values);

/// Reads what `write_ragged` wrote, with its offsets checked.
template <class T>
Expected<RaggedValues<T>> read_ragged(const Group& parent, std::string_view name) {
  EVEIL_TRY(const Group group, parent.open(name));
  RaggedValues<T> ragged;
  EVEIL_TRY(ragged.values, group.read<T>("values"));
  EVEIL_TRY(ragged.offsets, read_offsets(group, ragged.values.size()));
  return ragged;
}

}  // namespace eveil::store

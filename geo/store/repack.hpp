// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/store/column_reader.hpp"
#include "geo/store/group.hpp"

namespace eveil::store {

/// Writes a column of another file anew into `to`, packed: the same values, words, units and
/// description, in chunks of `Layout`.
/// \errors bad_input: the source can't be read; failed: the disk.
Expected<void> repack(const ColumnReader& source,
                      const ColumnInfo& info,
                      const Group& to,
                      std::string_view name);

}  // namespace eveil::store

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/error.hpp"
#include "geo/base/json.hpp"

namespace eveil::output {

/// What an HDF5 file holds, without reading its values.
///
///     {"file", "bytes", "format", "format_version", "versions_read", "complete", "recorded_days",
///      "attributes": {name: value},
///      "tables": [{"path", "rows", "attributes", "columns": [{"name", "type", "rows", "units",
///                                                             "description"}]}]}
///
/// A table is a group with columns; `rows` is null where its columns differ in length. Of a ragged
/// group (`offsets` cut its other columns into rows) `rows` counts those rows. `format` and
/// `format_version` are null in files of other programs, and so is `versions_read`, the oldest and
/// the newest version that this program reads. `recorded_days` are those whose rows a run, or a day
/// of one, holds; null in other files. Bytes are given by their number.
/// \errors bad_input: missing, not HDF5, damaged, of a later version.
Expected<Json> info_of(const std::filesystem::path& path);

/// The same for people: one line a fact, one a table.
std::string listing(const Json& info);

}  // namespace eveil::output

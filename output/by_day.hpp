// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "output/schema.hpp"

/// The rows of more recorded days than the last one: `TABLE/by_day` beside the last day's `TABLE`.
namespace eveil::output {

/// A recorded day and where its rows are.
struct DayFile {
  std::uint32_t day = 0;
  std::filesystem::path segment;
};

/// The tables that a run with these modes has by day: `day`, and what TABLE has but for its texts,
/// which are the same on every day and would have to be in memory all at once.
std::vector<TableSpec> by_day_tables(const std::vector<std::string>& modes, bool events);

/// Copies the rows of all days, a piece at a time, whatever the number of days. Each table has the
/// attributes `recorded_days` and `day_offsets`: the rows of the day of place k are those from
/// `day_offsets[k]` to before `day_offsets[k + 1]`.
/// \errors bad_input: a segment that can't be read; failed: the disk.
Expected<void> write_by_day(const store::Group& root,
                            std::span<const DayFile> days,
                            const std::vector<TableSpec>& tables);

}  // namespace eveil::output

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/export/matsim.hpp"
#include "analysis/export/matsim_ids.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// `/events` in memory, column by column.
struct RunEvents {
  std::vector<std::int64_t> time_ms;
  output::EnumColumn type;
  std::vector<std::int64_t> person;
  std::vector<std::int64_t> vehicle;
  std::vector<std::int64_t> link;
  output::EnumColumn mode;

  std::size_t size() const { return time_ms.size(); }
};

/// Links driven from `enters_traffic` to `leaves_traffic`, in the order in which ways ended.
struct DrivenWays {
  std::vector<std::int64_t> vehicle;
  std::vector<std::int64_t> departure_ms;
  std::vector<std::vector<std::int64_t>> links;  ///< rows
};
DrivenWays driven_ways(const RunEvents& events, std::size_t vehicles);

Expected<void> write_matsim_network(const output::RunFile& run,
                                    const MatsimIds& ids,
                                    const std::string& path,
                                    MatsimExport& done);
Expected<void> write_matsim_plans(const output::RunFile& run,
                                  const MatsimIds& ids,
                                  const RunEvents& events,
                                  const std::string& path,
                                  MatsimExport& done);
Expected<void> write_matsim_events(const output::RunFile& run,
                                   const MatsimIds& ids,
                                   const RunEvents& events,
                                   const std::string& path,
                                   MatsimExport& done);

}  // namespace eveil::analysis

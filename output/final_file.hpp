// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "geo/base/error.hpp"
#include "geo/store/file.hpp"
#include "output/indicator_row.hpp"
#include "output/run_facts.hpp"
#include "sim/records.hpp"
#include "sim/world.hpp"

namespace eveil::output {

/// What the finished file holds besides its last day.
struct RunSummary {
  const sim::World& world;
  const RunFacts& facts;
  std::uint32_t day = 0;  ///< of the segment
  std::span<const IndicatorRow> indicators;
  std::span<const sim::ConvergenceRow> convergence;
};

/// The result file from the last day's segment: its tables, /indicators, /convergence, /provenance,
/// put under its name when all is on the disk.
Expected<void> write_final_file(const std::filesystem::path& segment,
                                const RunSummary& summary,
                                const std::filesystem::path& path,
                                store::Existing existing);

}  // namespace eveil::output

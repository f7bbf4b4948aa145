// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

#include "geo/base/error.hpp"
#include "geo/store/file.hpp"
#include "output/by_day.hpp"
#include "output/indicator_row.hpp"
#include "output/run_facts.hpp"
#include "sim/records.hpp"
#include "sim/world.hpp"

namespace eveil::output {

/// What the finished file is made of.
struct RunSummary {
  const sim::World& world;
  const RunFacts& facts;
  std::span<const DayFile> days;  ///< that are recorded, at least one
  std::span<const IndicatorRow> indicators;
  std::span<const sim::ConvergenceRow> convergence;
};

/// The result file: the last day's tables, those by day where more days are recorded, /indicators,
/// /convergence, /provenance; put under its name when all is on the disk.
Expected<void> write_final_file(const RunSummary& summary,
                                const std::filesystem::path& path,
                                store::Existing existing);

}  // namespace eveil::output

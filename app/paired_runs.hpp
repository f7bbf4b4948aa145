// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "app/comparison_job.hpp"
#include "app/progress.hpp"
#include "app/simulate.hpp"
#include "geo/base/error.hpp"
#include "output/state_file.hpp"
#include "sim/world.hpp"

namespace eveil::app {

/// One run that a comparison needs.
struct PairedRun {
  const sim::World* world;
  std::uint64_t replication;
  std::string path;
};

/// One scenario of a comparison: its world, and where its runs go: `PREFIX-K.h5`.
struct PairedScenario {
  const sim::World* world;
  std::string prefix;
};

/// The runs of so many replications, and their files by scenario.
struct Pairs {
  std::vector<PairedRun> runs;
  std::vector<std::vector<std::string>> files;  ///< base first, as the scenarios
};
Pairs pairs_of(const std::vector<PairedScenario>& scenarios, std::uint32_t replications);

/// What runs share: from what they fork, and how they are made.
struct PairedMaking {
  const output::StoredState& learnt;
  const ComparisonJob& job;
  const RunSetting& setting;
  Progress& progress;
};

/// Makes the runs that aren't there, side by side; those that are there and fit are used again.
/// \errors bad_input: a file of that name is another's, unless `force`; see `simulate`.
Expected<void> make_missing(const Pairs& pairs, const PairedMaking& making);

/// Every variant against the base, once all runs are there.
Expected<std::vector<analysis::Comparison>> compared(const Pairs& pairs,
                                                     const analysis::Method& method);

}  // namespace eveil::app

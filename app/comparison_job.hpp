// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "app/commands.hpp"
#include "app/session.hpp"
#include "geo/base/error.hpp"
#include "scenarios/needs.hpp"

namespace eveil::app {

/// Base and variants from scenario files to a comparison in a folder.
struct ComparisonJob {
  ScenarioRequest base;
  std::vector<ScenarioRequest> variants;
  std::uint32_t replications = 5;
  std::string output;    ///< a folder
  std::string compiled;  ///< where the compiled territory is kept; empty: beside its file
  bool force = false;
  bool resume = false;  ///< unfinished runs go on from their checkpoints
  Duration checkpoint_every = default_checkpoint_every;  ///< as RunJob
  const scenarios::Need* need = nullptr;  ///< checked before anything runs; may be null
  /// With looks `replications` doesn't count: the last look is the most, and the first at which
  /// more pairs would change no answer to the need, and no precision waits for them, ends it.
  analysis::Method method = {};
  bool sensitivity = false;  ///< the variants once more with the service's constant moved
};

/// Learns the base once, forks base and variants from it in pairs, compares, and leaves in
/// `output`:
///
///     base.state                 what the base learnt
///     runs/base-1.h5 …           one a scenario and replication
///     runs/constant-minus-1/ …   with `sensitivity`: see app/sensitivity.hpp
///
/// A state and runs that are there and fit (same scenario, seed, replication, state and version of
/// the program) are used again; others are refused unless `force`. Runs go side by side, one a
/// thread.
Expected<std::vector<analysis::Comparison>> compare_scenarios(const ComparisonJob& job,
                                                              const Context& context,
                                                              Progress& progress);

}  // namespace eveil::app

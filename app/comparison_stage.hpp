// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/comparison_job.hpp"
#include "app/progress.hpp"
#include "app/session.hpp"
#include "geo/base/error.hpp"
#include "geo/base/stop.hpp"

namespace eveil::app {

/// The scenarios of a comparison on their common ground; worlds refer to it, so it doesn't move.
struct ComparisonStage {
  Ground ground;
  scenarios::Population people;
  std::vector<std::string> names;                               ///< stems of files, base first
  std::vector<std::unique_ptr<scenarios::Scenario>> scenarios;  ///< base first
  std::vector<Scene> scenes;                                    ///< one a scenario

  ComparisonStage() = default;
  ComparisonStage(const ComparisonStage&) = delete;
  ComparisonStage& operator=(const ComparisonStage&) = delete;

  /// \errors bad_input: two scenarios of one name; a variant that can't pair with the base; what
  ///         reading them finds. interrupted.
  Expected<void> open(const ComparisonJob& job, StopFlag stop, Progress& progress);
  std::vector<const sim::World*> worlds() const;
};

/// A folder with all above it. \errors failed: the disk.
Expected<void> make_folder(const std::string& folder);

}  // namespace eveil::app

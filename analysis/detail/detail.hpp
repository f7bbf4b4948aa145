// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/detail/demand.hpp"
#include "analysis/detail/distributions.hpp"
#include "analysis/detail/flows.hpp"
#include "analysis/detail/geography.hpp"
#include "analysis/detail/learning.hpp"
#include "analysis/detail/replay.hpp"
#include "analysis/detail/sites.hpp"
#include "analysis/detail/winners.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// How a run came about, as its file states it.
struct RunRecord {
  std::string scenario_digest;
  std::string git_commit;
  std::string crs_name;
  std::vector<std::string> libraries;
  std::vector<std::string> command_line;
};

/// What run files tell beyond their indicators: by place, by hour, by day.
struct Detail {
  Geography places;
  std::vector<RoadFlow> flows;
  std::vector<ServiceDetail> services;
  Learning learning;
  Winners winners;
  std::vector<Distribution> distributions;
  std::vector<SiteDetail> sites;
  std::vector<Replay> replays;  ///< of the first replication, one a service
  RunRecord base;
  RunRecord variant;
};

/// Reads the run files of a comparison; nothing where it names none.
///
/// Tables hold the last recorded day of each run, so that these numbers are means over
/// replications of that one day, other than the indicators, which are of several days.
/// \errors bad_input: a file is gone or damaged.
Expected<Detail> read_detail(const Source& source);
/// The same of each comparison, in their order.
Expected<std::vector<Detail>> read_details(const std::vector<Comparison>& comparisons);

}  // namespace eveil::analysis

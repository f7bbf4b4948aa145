// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// What an export wrote.
struct MatsimExport {
  std::uint64_t nodes = 0;
  std::uint64_t links = 0;
  std::uint64_t persons = 0;
  std::uint64_t events = 0;
  std::uint64_t events_left_out =
      0;  ///< for which MATSim has no event: rides asked for and offered
};

/// Writes a run as MATSim has it, into a folder that is there:
///
///     network.xml.gz    network_v2: links with the ids of their source where it has some
///     plans.xml.gz      population_v6: the day as it was lived, car routes as driven
///     events.xml.gz     in the order of time, in seconds
///
/// Existing files are replaced: whether they may is the caller's question.
///
/// \errors bad_input: the run has no events. failed: can't be written.
Expected<MatsimExport> export_matsim(const output::RunFile& run, const std::string& folder);

}  // namespace eveil::analysis

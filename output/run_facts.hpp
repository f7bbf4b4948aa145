// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "geo/base/error.hpp"
#include "geo/store/group.hpp"
#include "output/provenance.hpp"
#include "sim/world.hpp"

namespace eveil::output {

/// What a run file says about itself that the simulated world doesn't know.
struct RunFacts {
  std::uint64_t replication = 0;
  std::string learnt_from;  ///< digest of the state that it forked from; empty: it learnt itself
  Provenance provenance;    ///< no digest covers it; `ended` is set when all is written
};

/// The root's attributes, but for `complete`: who wrote what, from which inputs, for which days.
///
/// \param format  run_format or segment_format.
/// \param day     the day in the tables.
Expected<void> write_facts(const store::Group& root,
                           const sim::World& world,
                           const RunFacts& facts,
                           std::string_view format,
                           std::uint32_t day);

/// /parameters: every coefficient as used, with unit, default, trust and source.
Expected<void> write_parameters(const store::Group& root, const scenarios::Scenario& scenario);

}  // namespace eveil::output

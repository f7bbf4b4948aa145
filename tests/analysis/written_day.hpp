// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "tests/output/small_run.hpp"

namespace eveil::tests {

/// Writes a finished run of one recorded day, the fourth, whose rows `fill` hands to the sink.
template <class Fill>
std::string written_day(const SmallRun& run,
                        const output::RunWriterOptions& options,
                        const Fill& fill) {
  auto writer = output::RunWriter::create(*run.world, options);
  REQUIRE(writer);
  sim::Sink& sink = **writer;
  sink.convergence(run.convergence(4));
  sink.begin_day(4);
  fill(sink);
  sink.end_day({});
  const auto finished = (*writer)->finish();
  INFO((finished ? "" : describe(finished.error())));
  REQUIRE(finished);
  return options.path.string();
}

}  // namespace eveil::tests

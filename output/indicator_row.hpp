// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace eveil::output {

/// One number of /indicators: an indicator in a scope on one recorded day.
struct IndicatorRow {
  std::string indicator;   ///< key, as `service.wait.p95`
  std::string scope;       ///< `territory`, `zone:ID`, `service:NAME` …
  std::string definition;  ///< key of its definition in the documents
  double value = 0.0;      ///< NaN where there is nothing to take it of
  std::string units;
  std::uint64_t count = 0;  ///< trips, requests … that it was taken of
  std::uint32_t day = 0;
};

}  // namespace eveil::output

// SPDX-License-Identifier: Apache-2.0
#include "analysis/indicators.hpp"

#include "analysis/service_indicators.hpp"
#include "analysis/trip_indicators.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

Expected<std::vector<output::IndicatorRow>> indicators_of(const std::string& segment,
                                                          std::uint32_t day) {
  EVEIL_TRY(const output::RunFile run, output::open_run(segment, true));
  IndicatorList list;
  EVEIL_CHECK(add_trip_indicators(run, list));
  for (const std::string& service : run.services())
    EVEIL_CHECK(add_service_indicators(run, service, list));
  for (output::IndicatorRow& row : list.rows) row.day = day;
  return std::move(list.rows);
}

}  // namespace eveil::analysis

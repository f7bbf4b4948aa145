// SPDX-License-Identifier: Apache-2.0
#include <cstddef>

#include "output/schema.hpp"
#include "sim/records.hpp"

namespace eveil::output {

std::vector<TableSpec> day_tables(const std::vector<std::string>& modes) {
  std::vector<TableSpec> tables = {persons_table(),
                                   trips_table(modes),
                                   legs_table(modes),
                                   link_times_table(),
                                   stops_table(),
                                   line_hours_table(),
                                   generators_table(modes),
                                   events_table(modes)};
  for (std::size_t mode = sim::first_service_mode; mode < modes.size(); ++mode) {
    tables.push_back(requests_table(modes[mode]));
    tables.push_back(service_vehicles_table(modes[mode]));
  }
  return tables;
}

}  // namespace eveil::output

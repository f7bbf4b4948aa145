// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/store/column.hpp"
#include "output/formats.hpp"

namespace eveil::output {

/// A table of the result file: a group of columns of equal length.
struct TableSpec {
  std::string path;  ///< below the root: `links/by_time`
  std::string description;
  std::vector<store::ColumnSpec> columns;
};

// What the file holds, in its own words. `modes` are the names behind the columns of modes:
// car_driver, walk, bicycle, car_passenger, transit, then the services. A row number of another
// table is -1 where there is none; times are seconds after midnight of the simulated day and pass
// 86400 after midnight.

TableSpec persons_table();
TableSpec trips_table(const std::vector<std::string>& modes);
TableSpec legs_table(const std::vector<std::string>& modes);
TableSpec links_table();
/// Points along each link; its `offsets` cut them into links: links + 1 of them.
TableSpec link_shapes_table();
TableSpec lines_table();
TableSpec line_shapes_table();
TableSpec link_times_table();
TableSpec zones_table();
TableSpec reach_table(const std::vector<std::string>& modes);
TableSpec stops_table();
TableSpec line_hours_table();
TableSpec patterns_table();
/// Its `offsets` cut it into patterns: patterns + 1 of them.
TableSpec pattern_stops_table();
TableSpec requests_table(std::string_view service);
TableSpec service_vehicles_table(std::string_view service);
TableSpec generators_table(const std::vector<std::string>& modes);
/// What not all days have: only then its columns are there.
struct DaysWith {
  bool buses = false;       ///< on the road
  bool background = false;  ///< vehicles with a route
};
TableSpec convergence_table(const std::vector<std::string>& modes, DaysWith with);
TableSpec indicators_table();
TableSpec parameters_table();
TableSpec emission_curves_table();
/// Only where `output.events` asks for them.
TableSpec events_table(const std::vector<std::string>& modes);
TableSpec event_vehicles_table();
/// Only where the network or the people are kept as their source names them.
TableSpec link_names_table();
TableSpec person_names_table();

/// Those whose rows are of one day; /zones/accessibility, which is taken once a run, isn't.
std::vector<TableSpec> day_tables(const std::vector<std::string>& modes);

/// All of the above for a run with these modes, in the order of the documents.
std::vector<TableSpec> all_tables(const std::vector<std::string>& modes);

/// `services/NAME`.
std::string service_group(std::string_view service);

}  // namespace eveil::output

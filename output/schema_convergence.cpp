// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "output/column_specs.hpp"
#include "output/schema.hpp"

namespace eveil::output {

using store::ValueType;

TableSpec convergence_table(const std::vector<std::string>& modes, DaysWith with) {
  const auto counted = [](const char* name, const char* description) {
    return whole(name, ValueType::int64, "1", description);
  };
  TableSpec table{
      "convergence",
      "One row a simulated day, recorded or not.",
      {
          whole("day", ValueType::int32, "1", "day, from 1; goes on counting after the fork"),
          flag("forked", "a day after the replication's fork"),
          number("route_gap", "1", "gap of routes: sum of (experienced - best) over sum of best"),
          number("choice_gap", "1", "gap of mode choices, in utility"),
          number("mean_travel_time_s", "s", "mean over trips done"),
          number("changed_share", "1", "share of people who changed the mode of any tour"),
          counted("unfinished", "trips still under way when the day ended"),
          counted("link_entries", "entries of vehicles into links"),
          counted("forced_moves", "vehicles pushed into a full link after a long standstill"),
          counted("raised_gap_links", "links whose gap speed was raised to carry their capacity"),
          counted("turned_away", "times that a vehicle before a full link took another way"),
          counted("departed", "vehicles that set out"),
          counted("arrived", "vehicles that arrived"),
          counted("transit_boardings", "boardings of public transport, as simulated"),
          counted("transit_left_behind", "times that a full vehicle left somebody at a stop"),
          counted("transit_gave_up", "times that nothing more came for who waited"),
          counted("transit_searches",
                  "journeys sought during the day, since the known one was gone"),
      }};
  if (with.buses) {
    table.columns.push_back(counted("buses", "runs of buses that set out on the road"));
    table.columns.push_back(counted("bus_stops", "their arrivals at stops after the first"));
    table.columns.push_back(
        number("bus_late_s", "s", "mean lateness of those arrivals; NaN where there is none"));
    table.columns.push_back(number("bus_latest_s", "s", "the greatest of them"));
  }
  if (with.background) {
    table.columns.push_back(
        number("background_route_gap",
               "1",
               "gap of routes of background vehicles, on the day's link times"));
  }
  for (const std::string& mode : modes) {
    table.columns.push_back(
        number("mode_share_" + mode, "1", fmt::format("share of {} among trips done", mode)));
  }
  return table;
}

}  // namespace eveil::output

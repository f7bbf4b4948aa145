// SPDX-License-Identifier: Apache-2.0
#include "output/convergence.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "output/columns.hpp"
#include "output/schema.hpp"

namespace eveil::output {

namespace {

double in_seconds(std::uint64_t ms) { return static_cast<double>(ms) / 1000.0; }

}  // namespace

Expected<void> write_convergence(const store::Group& root,
                                 std::span<const sim::ConvergenceRow> days,
                                 const std::vector<std::string>& modes) {
  const auto any = [&](const auto& holds) { return std::any_of(days.begin(), days.end(), holds); };
  const DaysWith with{any([](const auto& day) { return day.transit.buses > 0; }),
                      any([](const auto& day) { return !std::isnan(day.background_route_gap); })};
  const TableSpec table = convergence_table(modes, with);
  Columns rows(table, days.size());
  const auto counted = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
  rows.add("day", [&](auto i) { return static_cast<std::int32_t>(days[i].day); });
  rows.add("forked", [&](auto i) { return static_cast<std::uint8_t>(days[i].forked ? 1 : 0); });
  rows.add("route_gap", [&](auto i) { return days[i].route_gap; });
  rows.add("choice_gap", [&](auto i) { return days[i].choice_gap; });
  rows.add("mean_travel_time_s", [&](auto i) { return days[i].mean_travel_time_s; });
  rows.add("changed_share", [&](auto i) { return days[i].changed_share; });
  rows.add("unfinished", [&](auto i) { return counted(days[i].unfinished); });
  rows.add("link_entries", [&](auto i) { return counted(days[i].quality.link_entries); });
  rows.add("forced_moves", [&](auto i) { return counted(days[i].quality.forced_moves); });
  rows.add("raised_gap_links", [&](auto i) { return counted(days[i].quality.raised_gap_links); });
  rows.add("turned_away", [&](auto i) { return counted(days[i].quality.turned_away); });
  rows.add("departed", [&](auto i) { return counted(days[i].quality.departed); });
  rows.add("arrived", [&](auto i) { return counted(days[i].quality.arrived); });
  rows.add("transit_boardings", [&](auto i) { return counted(days[i].transit.boardings); });
  rows.add("transit_left_behind", [&](auto i) { return counted(days[i].transit.left_behind); });
  rows.add("transit_gave_up", [&](auto i) { return counted(days[i].transit.gave_up); });
  rows.add("transit_searches", [&](auto i) { return counted(days[i].transit.searched); });
  if (with.buses) {
    rows.add("buses", [&](auto i) { return counted(days[i].transit.buses); });
    rows.add("bus_stops", [&](auto i) { return counted(days[i].transit.bus_stops); });
    rows.add("bus_late_s", [&](auto i) { return days[i].transit.mean_late_s(); });
    rows.add("bus_latest_s", [&](auto i) { return in_seconds(days[i].transit.bus_latest_ms); });
  }
  if (with.background) {
    rows.add("background_route_gap", [&](auto i) { return days[i].background_route_gap; });
  }
  for (std::size_t mode = 0; mode < modes.size(); ++mode) {
    rows.add("mode_share_" + modes[mode], [&](auto i) {
      const std::vector<double>& share = days[i].mode_share;
      return mode < share.size() ? share[mode] : 0.0;
    });
  }
  return rows.write(root);
}

namespace {

/// Reads column `name` and gives each day its value.
template <class T, class Put>
Expected<void> read_column(const store::Group& group,
                           const std::string& name,
                           std::vector<sim::ConvergenceRow>& days,
                           const Put& put) {
  EVEIL_TRY(const std::vector<T> values, group.read<T>(name));
  for (std::size_t i = 0; i < days.size(); ++i) put(days[i], values.at(i));
  return {};
}

Expected<void> read_counts(const store::Group& group, std::vector<sim::ConvergenceRow>& days) {
  using Row = sim::ConvergenceRow;
  const auto count = [&](const char* name, auto&& field) {
    return read_column<std::int64_t>(group, name, days, [&](Row& row, std::int64_t value) {
      field(row) = static_cast<std::uint64_t>(value);
    });
  };
  using Count = std::uint64_t;
  EVEIL_CHECK(count("unfinished", [](Row& row) -> Count& { return row.unfinished; }));
  EVEIL_CHECK(count("link_entries", [](Row& row) -> Count& { return row.quality.link_entries; }));
  EVEIL_CHECK(count("forced_moves", [](Row& row) -> Count& { return row.quality.forced_moves; }));
  EVEIL_CHECK(
      count("raised_gap_links", [](Row& row) -> Count& { return row.quality.raised_gap_links; }));
  // States of before cars turned away don't have it.
  if (group.has("turned_away")) {
    EVEIL_CHECK(count("turned_away", [](Row& row) -> Count& { return row.quality.turned_away; }));
  }
  EVEIL_CHECK(count("departed", [](Row& row) -> Count& { return row.quality.departed; }));
  EVEIL_CHECK(count("arrived", [](Row& row) -> Count& { return row.quality.arrived; }));
  EVEIL_CHECK(count("transit_boardings", [](Row& row) -> Count& { return row.transit.boardings; }));
  EVEIL_CHECK(
      count("transit_left_behind", [](Row& row) -> Count& { return row.transit.left_behind; }));
  EVEIL_CHECK(count("transit_gave_up", [](Row& row) -> Count& { return row.transit.gave_up; }));
  EVEIL_CHECK(count("transit_searches", [](Row& row) -> Count& { return row.transit.searched; }));
  if (!group.has("buses")) return {};
  EVEIL_CHECK(count("buses", [](Row& row) -> Count& { return row.transit.buses; }));
  return count("bus_stops", [](Row& row) -> Count& { return row.transit.bus_stops; });
}

/// Whole milliseconds of seconds; nothing of NaN.
std::uint64_t in_ms(double seconds) {
  return seconds > 0.0 ? static_cast<std::uint64_t>(std::llround(seconds * 1000.0)) : 0;
}

Expected<void> read_shares(const store::Group& group, std::vector<sim::ConvergenceRow>& days) {
  using Row = sim::ConvergenceRow;
  const auto number = [&](const char* name, auto&& field) {
    return read_column<double>(
        group, name, days, [&](Row& row, double value) { field(row) = value; });
  };
  EVEIL_CHECK(number("route_gap", [](Row& row) -> double& { return row.route_gap; }));
  if (group.has("background_route_gap")) {
    EVEIL_CHECK(number("background_route_gap",
                       [](Row& row) -> double& { return row.background_route_gap; }));
  }
  EVEIL_CHECK(number("choice_gap", [](Row& row) -> double& { return row.choice_gap; }));
  EVEIL_CHECK(
      number("mean_travel_time_s", [](Row& row) -> double& { return row.mean_travel_time_s; }));
  return number("changed_share", [](Row& row) -> double& { return row.changed_share; });
}

/// Sums of lateness, of the means that are written; \pre the counts are read.
Expected<void> read_lateness(const store::Group& group, std::vector<sim::ConvergenceRow>& days) {
  if (!group.has("buses")) return {};
  EVEIL_CHECK(read_column<double>(group, "bus_late_s", days, [](auto& row, double seconds) {
    row.transit.bus_late_ms = in_ms(seconds * static_cast<double>(row.transit.bus_stops));
  }));
  return read_column<double>(group, "bus_latest_s", days, [](auto& row, double seconds) {
    row.transit.bus_latest_ms = in_ms(seconds);
  });
}

}  // namespace

Expected<std::vector<sim::ConvergenceRow>> read_convergence(const store::Group& root,
                                                            const std::vector<std::string>& modes) {
  EVEIL_TRY(const store::Group group, root.open("convergence"));
  EVEIL_TRY(const std::uint64_t count, group.table_rows());
  std::vector<sim::ConvergenceRow> days(count);
  EVEIL_CHECK(read_column<std::int32_t>(group, "day", days, [](auto& row, std::int32_t value) {
    row.day = static_cast<std::uint32_t>(value);
  }));
  EVEIL_CHECK(read_column<std::uint8_t>(
      group, "forked", days, [](auto& row, std::uint8_t value) { row.forked = value != 0; }));
  EVEIL_CHECK(read_shares(group, days));
  EVEIL_CHECK(read_counts(group, days));
  EVEIL_CHECK(read_lateness(group, days));
  for (const std::string& mode : modes) {
    EVEIL_CHECK(read_column<double>(group, "mode_share_" + mode, days, [](auto& row, double value) {
      row.mode_share.push_back(value);
    }));
  }
  return days;
}

}  // namespace eveil::output

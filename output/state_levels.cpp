// SPDX-License-Identifier: Apache-2.0
#include "output/state_levels.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "output/column_specs.hpp"
#include "output/columns.hpp"

namespace eveil::output {
namespace {

using sim::Observed;
using sim::ParkingLevel;
using sim::ServiceLevel;
using store::ValueType;

TableSpec levels_table() {
  return {"levels",
          "One row a service, zone of the origin and hour of request, from 03:00, with requests.",
          {
              row("service", "place in @services"),
              row("cell", "zone * 27 + hour; the zone after the last one: outside all"),
              number("requests", "1", "weight of the requests observed"),
              number("wait_s", "s", "sum of their waits; a refusal counts as the longest wait"),
              number("refusals", "1", "weight of the refusals among them"),
              number("rides", "1", "weight of the rides that ended"),
              number("detour", "1", "sum over rides of ride time over direct time"),
          }};
}

TableSpec parking_table() {
  return {"parking",
          "One row a generator and hour of arrival, from 03:00, 27 hours.",
          {
              number("cars", "1", "weight of the cars that came"),
              number("lost_s", "s", "sum of their search and walks"),
          }};
}

struct Cell {
  std::size_t service;
  std::size_t cell;
  Observed seen;
};

std::vector<Cell> filled_cells(const std::vector<ServiceLevel>& levels) {
  std::vector<Cell> filled;
  for (std::size_t service = 0; service < levels.size(); ++service) {
    const std::vector<Observed>& cells = levels[service].cells();
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (cells[cell].requests > 0.0) filled.push_back({service, cell, cells[cell]});
    }
  }
  return filled;
}

}  // namespace

Expected<void> write_levels(const store::Group& root, const std::vector<ServiceLevel>& levels) {
  const std::vector<Cell> filled = filled_cells(levels);
  const TableSpec table = levels_table();
  Columns rows(table, filled.size());
  const auto seen = [&](std::size_t i) -> const Observed& { return filled[i].seen; };
  rows.add("service", [&](auto i) { return static_cast<std::int32_t>(filled[i].service); });
  rows.add("cell", [&](auto i) { return static_cast<std::int32_t>(filled[i].cell); });
  rows.add("requests", [&](auto i) { return seen(i).requests; });
  rows.add("wait_s", [&](auto i) { return seen(i).wait_s; });
  rows.add("refusals", [&](auto i) { return seen(i).refusals; });
  rows.add("rides", [&](auto i) { return seen(i).rides; });
  rows.add("detour", [&](auto i) { return seen(i).detour; });
  EVEIL_CHECK(rows.write(root));
  EVEIL_TRY(const store::Group group, root.open(table.path));
  std::vector<std::string> names;
  names.reserve(levels.size());
  for (const ServiceLevel& level : levels) names.push_back(level.service);
  const std::size_t zones = levels.empty() ? 0 : levels.front().zones();
  EVEIL_CHECK(group.set("zones", static_cast<std::int64_t>(zones)));
  return group.set("services", names);
}

Expected<std::vector<ServiceLevel>> read_levels(const store::Group& root) {
  EVEIL_TRY(const store::Group group, root.open("levels"));
  EVEIL_TRY(const std::uint64_t count, group.table_rows());
  EVEIL_TRY(const std::vector<std::string> names, group.texts("services"));
  EVEIL_TRY(const std::int64_t zones, group.integer("zones"));
  EVEIL_TRY(const std::vector<std::int32_t> service, group.read<std::int32_t>("service"));
  EVEIL_TRY(const std::vector<std::int32_t> cell, group.read<std::int32_t>("cell"));
  EVEIL_TRY(const std::vector<double> requests, group.read<double>("requests"));
  EVEIL_TRY(const std::vector<double> wait_s, group.read<double>("wait_s"));
  EVEIL_TRY(const std::vector<double> refusals, group.read<double>("refusals"));
  EVEIL_TRY(const std::vector<double> rides, group.read<double>("rides"));
  EVEIL_TRY(const std::vector<double> detour, group.read<double>("detour"));
  constexpr std::int64_t most_zones = 10'000'000;
  if (zones < 0 || zones > most_zones) {
    return bad_input(group.where(), fmt::format("has {} zones: the file is damaged", zones));
  }
  std::vector<ServiceLevel> levels;
  levels.reserve(names.size());
  for (const std::string& name : names) {
    levels.emplace_back(name, static_cast<std::size_t>(zones));
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto place = static_cast<std::size_t>(service[i]);
    const auto row = static_cast<std::size_t>(cell[i]);
    if (service[i] < 0 || cell[i] < 0 || place >= levels.size() ||
        row >= levels[place].cells().size()) {
      return bad_input(fmt::format("{}:{}", group.where("cell"), i),
                       "names a service, zone or hour that isn't there: the file is damaged");
    }
    levels[place].restore(row, {requests[i], wait_s[i], refusals[i], rides[i], detour[i]});
  }
  for (ServiceLevel& level : levels) level.sum_up();
  return levels;
}

Expected<void> write_parking(const store::Group& root, const ParkingLevel& parking) {
  const TableSpec table = parking_table();
  Columns rows(table, parking.hours().size());
  rows.add("cars", [&](auto i) { return parking.hours()[i].cars; });
  rows.add("lost_s", [&](auto i) { return parking.hours()[i].lost_s; });
  return rows.write(root);
}

Expected<ParkingLevel> read_parking(const store::Group& root) {
  EVEIL_TRY(const store::Group group, root.open("parking"));
  EVEIL_TRY(const std::vector<double> cars, group.read<double>("cars"));
  EVEIL_TRY(const std::vector<double> lost_s, group.read<double>("lost_s"));
  if (cars.size() != lost_s.size() || cars.size() % sim::level_hours != 0) {
    return bad_input(group.where(), "has a generator without all its hours: the file is damaged");
  }
  ParkingLevel parking(cars.size() / sim::level_hours);
  for (std::size_t i = 0; i < cars.size(); ++i) parking.hours()[i] = {cars[i], lost_s[i]};
  return parking;
}

}  // namespace eveil::output

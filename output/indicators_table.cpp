// SPDX-License-Identifier: Apache-2.0
#include "output/indicators_table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

#include "output/columns.hpp"
#include "output/schema.hpp"

namespace eveil::output {

Expected<void> write_indicators(const store::Group& root, std::span<const IndicatorRow> all) {
  const TableSpec table = indicators_table();
  Columns rows(table, all.size());
  rows.add("indicator", [&](auto i) { return all[i].indicator; });
  rows.add("scope", [&](auto i) { return all[i].scope; });
  rows.add("definition", [&](auto i) { return all[i].definition; });
  rows.add("value", [&](auto i) { return all[i].value; });
  rows.add("units", [&](auto i) { return all[i].units; });
  rows.add("count", [&](auto i) { return static_cast<std::int64_t>(all[i].count); });
  rows.add("day", [&](auto i) { return static_cast<std::int32_t>(all[i].day); });
  return rows.write(root);
}

Expected<std::vector<IndicatorRow>> read_indicators(const store::Group& root) {
  EVEIL_TRY(const store::Group table, root.open("indicators"));
  EVEIL_TRY(const std::uint64_t count, table.table_rows());
  EVEIL_TRY(const auto indicator, table.read<std::string>("indicator"));
  EVEIL_TRY(const auto scope, table.read<std::string>("scope"));
  EVEIL_TRY(const auto definition, table.read<std::string>("definition"));
  EVEIL_TRY(const auto value, table.read<double>("value"));
  EVEIL_TRY(const auto units, table.read<std::string>("units"));
  EVEIL_TRY(const auto taken_of, table.read<std::int64_t>("count"));
  EVEIL_TRY(const auto day, table.read<std::int64_t>("day"));
  std::vector<IndicatorRow> all(count);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = {indicator[i],
              scope[i],
              definition[i],
              value[i],
              units[i],
              static_cast<std::uint64_t>(taken_of[i]),
              static_cast<std::uint32_t>(day[i])};
  }
  return all;
}

}  // namespace eveil::output

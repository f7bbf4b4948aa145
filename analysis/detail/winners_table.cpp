// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/winners_table.hpp"

#include <fmt/format.h>

#include <cmath>

#include "analysis/csv.hpp"

namespace eveil::analysis {

namespace {

std::string cells(const Interval& value) {
  std::string text;
  for (const double one : {value.mean, value.low, value.high})
    text += std::isfinite(one) ? fmt::format(",{:.6g}", one) : ",";
  return text;
}

}  // namespace

std::string winners_csv(const std::vector<Comparison>& comparisons,
                        const std::vector<Detail>& details) {
  std::string text = "scope,base_name,variant_name,people,persons";
  for (const char* column : {"gain", "lose", "net", "minutes", "travel_time_min", "cost_eur"})
    text += fmt::format(",{0},{0}.low,{0}.high", column);
  text += "\n";
  for (std::size_t row = 0; row < comparisons.size(); ++row) {
    for (const GroupChange& group : details[row].winners.groups) {
      text += fmt::format("{},{},{},{:.6g},{:.6g}",
                          csv_cell(group.scope),
                          csv_cell(comparisons[row].source.base_scenario),
                          csv_cell(comparisons[row].source.variant_scenario),
                          group.people,
                          group.persons);
      for (const Interval& value :
           {group.gain, group.lose, group.net, group.minutes, group.travel_min, group.cost_eur})
        text += cells(value);
      text += "\n";
    }
  }
  return text;
}

}  // namespace eveil::analysis

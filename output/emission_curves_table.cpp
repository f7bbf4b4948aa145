// SPDX-License-Identifier: Apache-2.0
#include "output/emission_curves_table.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "output/columns.hpp"
#include "output/schema.hpp"
#include "scenarios/emission_curves.hpp"

namespace eveil::output {

namespace {

using scenarios::EmissionCurve;

struct Row {
  const EmissionCurve* curve;
  double speed_km_h;
  double value;
};

// A standstill is speed 0, in g/h; only of curves that have one.
std::vector<Row> all_rows() {
  std::vector<Row> rows;
  for (const EmissionCurve& curve : scenarios::emission_curves()) {
    if (curve.steady) rows.push_back({&curve, 0.0, curve.idle_g_per_h});
    for (std::size_t place = 0; place < curve.g_per_km.size(); ++place) {
      const double speed_km_h = 10.0 * static_cast<double>(place + 1);
      rows.push_back({&curve, speed_km_h, curve.g_per_km[place]});
    }
  }
  return rows;
}

}  // namespace

Expected<void> write_emission_curves(const store::Group& root) {
  const std::vector<Row> all = all_rows();
  const TableSpec table = emission_curves_table();
  Columns rows(table, all.size());
  rows.add("vehicle", [&](auto i) { return std::string(name_of(all[i].curve->vehicle)); });
  rows.add("emission", [&](auto i) { return std::string(name_of(all[i].curve->emission)); });
  rows.add("speed_km_h", [&](auto i) { return all[i].speed_km_h; });
  rows.add("value", [&](auto i) { return all[i].value; });
  rows.add("units",
           [&](auto i) { return std::string(all[i].speed_km_h == 0.0 ? "g h-1" : "g km-1"); });
  rows.add("steady", [&](auto i) { return static_cast<std::uint8_t>(all[i].curve->steady); });
  rows.add("tag", [&](auto i) { return std::string(all[i].curve->tag); });
  rows.add("source", [&](auto i) { return std::string(all[i].curve->source); });
  return rows.write(root);
}

}  // namespace eveil::output

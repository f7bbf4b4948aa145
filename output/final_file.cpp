// SPDX-License-Identifier: Apache-2.0
#include "output/final_file.hpp"

#include <cstddef>
#include <string>

#include "output/columns.hpp"
#include "output/copy.hpp"
#include "output/schema.hpp"

namespace eveil::output {
namespace {

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

Expected<void> write_convergence(const store::Group& root,
                                 std::span<const sim::ConvergenceRow> days,
                                 const std::vector<std::string>& modes) {
  const TableSpec table = convergence_table(modes);
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
  rows.add("departed", [&](auto i) { return counted(days[i].quality.departed); });
  rows.add("arrived", [&](auto i) { return counted(days[i].quality.arrived); });
  for (std::size_t mode = 0; mode < modes.size(); ++mode) {
    rows.add("mode_share_" + modes[mode], [&](auto i) {
      const std::vector<double>& share = days[i].mode_share;
      return mode < share.size() ? share[mode] : 0.0;
    });
  }
  return rows.write(root);
}

}  // namespace

Expected<void> write_final_file(const std::filesystem::path& segment,
                                const RunSummary& summary,
                                const std::filesystem::path& path,
                                store::Existing existing) {
  EVEIL_TRY(store::File file, store::File::create(path, existing));
  const store::Group root = file.root();
  EVEIL_CHECK(write_facts(root, summary.world, summary.facts, run_format, summary.day));
  {
    EVEIL_TRY(const store::File day, store::File::open(segment));
    EVEIL_CHECK(copy_content(day.root(), root));
  }
  EVEIL_CHECK(write_indicators(root, summary.indicators));
  EVEIL_CHECK(write_convergence(root, summary.convergence, summary.world.modes));
  EVEIL_TRY(const store::Group provenance, root.create("provenance"));
  if (summary.facts.provenance) EVEIL_CHECK(summary.facts.provenance(provenance));
  return file.commit();
}

}  // namespace eveil::output

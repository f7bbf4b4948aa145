// SPDX-License-Identifier: Apache-2.0
#include "output/final_file.hpp"

#include <cstddef>
#include <string>

#include "output/columns.hpp"
#include "output/convergence.hpp"
#include "output/copy.hpp"
#include "output/provenance.hpp"
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
  EVEIL_CHECK(write_provenance(provenance, summary.facts.provenance));
  return file.commit();
}

}  // namespace eveil::output

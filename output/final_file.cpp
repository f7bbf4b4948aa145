// SPDX-License-Identifier: Apache-2.0
#include "output/final_file.hpp"

#include <cstdint>
#include <vector>

#include "output/convergence.hpp"
#include "output/copy.hpp"
#include "output/indicators_table.hpp"
#include "output/provenance.hpp"
#include "output/schema.hpp"

namespace eveil::output {
namespace {

Expected<void> write_recorded_days(const store::Group& root, const RunSummary& summary) {
  std::vector<std::int64_t> days;
  days.reserve(summary.days.size());
  for (const DayFile& day : summary.days) days.push_back(day.day);
  EVEIL_CHECK(root.set("recorded_days", days));
  const bool events = summary.world.scenario.output.events;
  return write_by_day(root, summary.days, by_day_tables(summary.world.modes, events));
}

}  // namespace

Expected<void> write_final_file(const RunSummary& summary,
                                const std::filesystem::path& path,
                                store::Existing existing) {
  EVEIL_TRY(store::File file, store::File::create(path, existing));
  const store::Group root = file.root();
  const DayFile& last = summary.days.back();
  EVEIL_CHECK(write_facts(root, summary.world, summary.facts, run_format, last.day));
  {
    EVEIL_TRY(const store::File day, store::File::open(last.segment));
    EVEIL_CHECK(copy_content(day.root(), root));
  }
  if (summary.days.size() > 1) EVEIL_CHECK(write_recorded_days(root, summary));
  EVEIL_CHECK(write_indicators(root, summary.indicators));
  EVEIL_CHECK(write_convergence(root, summary.convergence, summary.world.modes));
  EVEIL_TRY(const store::Group provenance, root.create("provenance"));
  EVEIL_CHECK(write_provenance(provenance, summary.facts.provenance));
  return file.commit();
}

}  // namespace eveil::output

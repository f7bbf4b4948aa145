// SPDX-License-Identifier: Apache-2.0
#include "output/final_file.hpp"

#include "output/convergence.hpp"
#include "output/copy.hpp"
#include "output/indicators_table.hpp"
#include "output/provenance.hpp"
#include "output/schema.hpp"

namespace eveil::output {
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

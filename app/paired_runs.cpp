// SPDX-License-Identifier: Apache-2.0
#include "app/paired_runs.hpp"

#include <filesystem>
#include <utility>

#include "app/days.hpp"
#include "app/finished_run.hpp"
#include "app/side_by_side.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

Expected<std::vector<PairedRun>> missing_runs(const std::vector<PairedRun>& wanted,
                                              const output::StoredState& learnt,
                                              bool force,
                                              StopFlag stop) {
  std::vector<PairedRun> missing;
  std::vector<Error> errors;
  for (const PairedRun& run : wanted) {
    const bool exists = fs::exists(run.path);
    if (exists) {
      EVEIL_TRY(const bool wanted_one,
                is_result_of(run.path, {*run.world, run.replication, learnt.digest}, stop));
      if (wanted_one) continue;
    }
    if (exists && !force) {
      errors.push_back(
          {ErrorKind::bad_input,
           run.path,
           "exists, but isn't of this comparison; give another folder with -o, or --force",
           {}});
    }
    missing.push_back(run);
  }
  if (!errors.empty()) return joined(std::move(errors));
  return missing;
}

Expected<void> make_runs(const std::vector<PairedRun>& runs, const PairedMaking& making) {
  if (runs.empty()) return {};
  const ComparisonJob& comparison = making.job;
  const std::uint32_t days = runs.front().world->scenario.simulation.fork_days;
  making.progress.start(fmt::format("{} runs of {} days, side by side", runs.size(), days),
                        runs.size() * days);
  const auto make = [&](std::size_t row) -> Expected<void> {
    const PairedRun& run = runs[row];
    // Where nothing was begun there is nothing to say about going on.
    const bool begun = comparison.resume && output::Checkpoints::any(run.path);
    const RunJob job{run.path,
                     true,
                     run.replication,
                     &making.learnt.state,
                     making.learnt.digest,
                     std::string(),
                     begun,
                     comparison.checkpoint_every};
    EVEIL_CHECK(simulate(*run.world, job, making.setting));
    return {};
  };
  EVEIL_CHECK(side_by_side(runs.size(), make));
  making.progress.finish();
  return {};
}

}  // namespace

Pairs pairs_of(const std::vector<PairedScenario>& scenarios, std::uint32_t replications) {
  Pairs pairs;
  pairs.files.resize(scenarios.size());
  for (std::uint64_t replication = 1; replication <= replications; ++replication) {
    for (std::size_t row = 0; row < scenarios.size(); ++row) {
      const std::string path = fmt::format("{}-{}.h5", scenarios[row].prefix, replication);
      pairs.runs.push_back({scenarios[row].world, replication, path});
      pairs.files[row].push_back(path);
    }
  }
  return pairs;
}

Expected<void> make_missing(const Pairs& pairs, const PairedMaking& making) {
  EVEIL_TRY(const auto missing,
            missing_runs(pairs.runs, making.learnt, making.job.force, making.setting.stop));
  return make_runs(missing, making);
}

Expected<std::vector<analysis::Comparison>> compared(const Pairs& pairs,
                                                     const analysis::Method& method) {
  std::vector<analysis::Comparison> comparisons;
  for (std::size_t row = 1; row < pairs.files.size(); ++row) {
    EVEIL_TRY(analysis::Comparison comparison,
              analysis::compare_runs(pairs.files[0], pairs.files[row], method));
    comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

}  // namespace eveil::app

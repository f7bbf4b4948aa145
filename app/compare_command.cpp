// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <utility>

#include "app/apart.hpp"
#include "app/commands.hpp"
#include "app/comparison_files.hpp"
#include "app/comparison_job.hpp"
#include "app/need.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

bool is_run(const std::string& file) { return fs::path(file).extension() == ".h5"; }

Expected<std::vector<analysis::Comparison>> compare_files(const CompareCommand& command,
                                                          const scenarios::Need* need,
                                                          StopFlag stop) {
  for (const std::string& file : command.variants) {
    if (!is_run(file))
      return usage(fmt::format("{}: expected a run file (.h5), as the base's", file));
  }
  for (const auto* files : {&command.base, &command.variants}) {
    for (const std::string& file : *files) EVEIL_CHECK(survives(file, stop));
  }
  analysis::Method method = command.method;
  const auto targets = std::exchange(method.precision, {});
  EVEIL_TRY(analysis::Comparison comparison,
            analysis::compare_runs(command.base, command.variants, method));
  if (need != nullptr) EVEIL_CHECK(check_need_of(*need, comparison.source.territory));
  std::vector<analysis::Comparison> comparisons = {std::move(comparison)};
  EVEIL_CHECK(check_precision_on(targets, comparisons));
  EVEIL_TRY(comparisons.front().precisions, analysis::precisions_of(targets, comparisons.front()));
  std::error_code error;
  fs::create_directories(command.output, error);
  if (error) return failed(command.output, fmt::format("cannot be made: {}", error.message()));
  return comparisons;
}

Expected<std::vector<analysis::Comparison>> compare(const CompareCommand& command,
                                                    const scenarios::Need* need,
                                                    const Context& context,
                                                    Progress& progress) {
  if (is_run(command.base.front())) return compare_files(command, need, &context.stop);
  if (command.base.size() != 1) {
    return usage(fmt::format("one base scenario expected, {} given", command.base.size()));
  }
  for (const std::string& variant : command.variants) {
    if (is_run(variant))
      return usage(fmt::format("{}: expected a scenario (.toml), as the base's", variant));
  }
  ComparisonJob job;
  job.base = {command.base.front(), command.settings, {}};
  for (const std::string& variant : command.variants)
    job.variants.push_back({variant, command.settings, {}});
  job.replications = command.replications;
  job.output = command.output;
  job.method = command.method;
  job.force = command.force;
  job.resume = command.resume;
  job.checkpoint_every = command.checkpoint_every;
  job.need = need;
  job.sensitivity = command.sensitivity;
  return compare_scenarios(job, context, progress);
}

}  // namespace

Expected<void> compare_command(const CompareCommand& command, const Context& context) {
  Progress progress(context.common.quiet);
  EVEIL_CHECK(check_outputs(command.output, command.force || command.resume));
  EVEIL_TRY(const auto need, open_need(command.need));
  EVEIL_TRY(auto comparisons, compare(command, need ? &*need : nullptr, context, progress));
  EVEIL_TRY(const Compared compared, judged(std::move(comparisons), need));
  EVEIL_CHECK(write_comparison(compared, command.output));
  tell_comparison(compared, command.output, context.common.json);
  return command.fail_if_unmet ? fail_if_unmet(compared, *need) : Expected<void>();
}

}  // namespace eveil::app

// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <utility>

#include "app/commands.hpp"
#include "app/comparison_files.hpp"
#include "app/comparison_job.hpp"
#include "app/library.hpp"
#include "app/need.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

ComparisonJob demo_job(const fs::path& library, const DemoCommand& command) {
  std::vector<std::string> settings;
  if (command.quick) {
    settings = {"simulation.days=4", "simulation.fork_days=3", "simulation.average_days=2"};
  }
  ComparisonJob job;
  job.base = {(library / "coquimbo" / "base.toml").string(), settings, {}};
  job.variants = {{(library / "coquimbo" / "variant.toml").string(), settings, {}}};
  job.replications = command.quick ? 2 : 5;
  job.output = command.output;
  job.compiled = (fs::path(command.output) / "coquimbo.territory").string();
  job.force = command.force;
  job.resume = command.resume;
  job.checkpoint_every = command.checkpoint_every;
  return job;
}

}  // namespace

Expected<void> demo_command(const DemoCommand& command, const Context& context) {
  EVEIL_TRY(const std::string library, library_folder());
  EVEIL_CHECK(check_outputs(command.output, command.force || command.resume));
  Progress progress(context.common.quiet);
  progress.say(
      "Coquimbo-La Serena, Chile: a sample of 0.1 of the people, with and without an on-demand "
      "service");
  ComparisonJob job = demo_job(library, command);
  EVEIL_TRY(const auto need, open_need((fs::path(library) / "coquimbo" / "need.toml").string()));
  job.need = &*need;
  EVEIL_TRY(auto comparisons, compare_scenarios(job, context, progress));
  EVEIL_TRY(const Compared compared, judged(std::move(comparisons), need));
  EVEIL_CHECK(write_comparison(compared, command.output));
  tell_comparison(compared, command.output, context.common.json);
  return {};
}

}  // namespace eveil::app

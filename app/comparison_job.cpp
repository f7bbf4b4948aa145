// SPDX-License-Identifier: Apache-2.0
#include "app/comparison_job.hpp"

#include <algorithm>
#include <filesystem>

#include "app/apart.hpp"
#include "app/comparison_stage.hpp"
#include "app/days.hpp"
#include "app/need.hpp"
#include "app/paired_runs.hpp"
#include "app/sensitivity.hpp"
#include "app/simulate.hpp"
#include "output/build_facts.hpp"
#include "output/digest.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

using Learnt = output::StoredState;

// A state that is there and fits; none where it must be learnt.
Expected<std::optional<Learnt>> known_base(const sim::World& world,
                                           const std::string& path,
                                           bool force,
                                           StopFlag stop) {
  if (!fs::exists(path)) return std::optional<Learnt>();
  if (const auto harmless = survives(path, stop); !harmless) {
    if (force && harmless.error().kind == ErrorKind::bad_input) return std::optional<Learnt>();
    return Unexpected(harmless.error());
  }
  auto known = output::load_state(path, world.network());
  if (known && sim::check_state(world, known->state) &&
      known->program_version == output::program_version() &&
      known->state.scenario_digest == scenarios::digest_of(world.scenario)) {
    return std::optional<Learnt>(std::move(*known));
  }
  if (force) return std::optional<Learnt>();
  return bad_input(path,
                   "exists, but isn't what this base learns; give another folder with -o, or "
                   "--force to learn it again");
}

Expected<Learnt> learn_base(const sim::World& world,
                            const RunJob& job,
                            const RunSetting& setting,
                            Progress& progress) {
  EVEIL_TRY(std::optional<Learnt> known, known_base(world, job.output, job.replace, setting.stop));
  if (known) {
    progress.say("the base was learnt before: its state is used again");
    return std::move(*known);
  }
  const std::uint32_t days = world.scenario.simulation.days;
  progress.start(
      fmt::format("learning the base: {} days of {} people", days, world.population.person_count()),
      days);
  Learnt learnt;
  EVEIL_TRY(learnt.state, learn_alone(world, job, setting, [&](const sim::LearntState& state) {
              return output::save_state(
                  state, job.output, store::Existing::replace, provenance_of(setting));
            }));
  progress.finish();
  EVEIL_TRY(learnt.digest, output::digest_of(job.output));
  return learnt;
}

// Whether no criterion waits for replications: it is decided, or what keeps it open stays.
Expected<bool> need_settled(const scenarios::Need* need, const analysis::Comparison& comparison) {
  if (need == nullptr) return true;
  EVEIL_TRY(const analysis::Verdict verdict, analysis::judge(*need, comparison));
  return std::none_of(verdict.criteria.begin(), verdict.criteria.end(), [](const auto& one) {
    return one.doubt == analysis::Doubt::interval;
  });
}

// Whether more pairs are of no use to what was asked, of any variant.
Expected<bool> settled(const ComparisonJob& job,
                       const std::vector<analysis::Comparison>& comparisons) {
  for (const analysis::Comparison& comparison : comparisons) {
    const auto& precisions = comparison.precisions;
    const bool waits = std::any_of(
        precisions.begin(), precisions.end(), [](const auto& one) { return one.waits(); });
    EVEIL_TRY(const bool decided, need_settled(job.need, comparison));
    if (waits || !decided) return false;
  }
  return true;
}

}  // namespace

Expected<std::vector<analysis::Comparison>> compare_scenarios(const ComparisonJob& job,
                                                              const Context& context,
                                                              Progress& progress) {
  ComparisonStage stage;
  EVEIL_CHECK(stage.open(job, &context.stop, progress));
  if (job.need != nullptr) EVEIL_CHECK(check_need_on(*job.need, stage.worlds()));
  EVEIL_CHECK(check_precision_on(job.method.precision, stage.worlds()));
  if (job.sensitivity) EVEIL_CHECK(check_sensitivity(job, stage));
  const fs::path folder(job.output);
  const fs::path runs = folder / "runs";
  EVEIL_CHECK(make_folder(runs.string()));
  const RunSetting setting = setting_of(context, progress);
  const std::string state = (folder / "base.state").string();
  RunJob base;
  base.output = state;
  base.replace = job.force;
  base.checkpoint_every = job.checkpoint_every;
  base.resume = job.resume && output::Checkpoints::any(state);
  EVEIL_TRY(const Learnt learnt, learn_base(*stage.scenes.front().world, base, setting, progress));

  const PairedMaking making{learnt, job, setting, progress};
  std::vector<PairedScenario> scenarios;
  for (std::size_t row = 0; row < stage.scenes.size(); ++row)
    scenarios.push_back({stage.scenes[row].world.get(), (runs / stage.names[row]).string()});
  std::vector<std::uint32_t> looks = job.method.looks.at;
  if (looks.empty()) looks = {job.replications};
  std::vector<analysis::Comparison> comparisons;
  for (const std::uint32_t pairs : looks) {
    const Pairs wanted = pairs_of(scenarios, pairs);
    EVEIL_CHECK(make_missing(wanted, making));
    EVEIL_TRY(comparisons, compared(wanted, job.method));
    if (pairs == looks.back()) break;
    EVEIL_TRY(const bool enough, settled(job, comparisons));
    if (!enough) continue;
    progress.say(fmt::format("after {} pairs {}: no more are made",
                             pairs,
                             job.need != nullptr ? "more would change no answer"
                                                 : "the precision asked for is reached"));
    break;
  }
  if (job.sensitivity) EVEIL_CHECK(add_sensitivity(stage, scenarios, making, comparisons));
  return comparisons;
}

}  // namespace eveil::app

// SPDX-License-Identifier: Apache-2.0
#include "app/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "analysis/sensitivity.hpp"
#include "analysis/verdict.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

bool has_service(const scenarios::Scenario& scenario) { return scenario.services.size() > 0; }

// The scenarios with their constant moved, on the comparison's ground; worlds refer to it.
struct MovedStage {
  std::vector<std::unique_ptr<scenarios::Scenario>> scenarios;
  std::vector<Scene> scenes;

  Expected<const sim::World*> add(const ComparisonStage& stage, std::size_t row, double shift) {
    scenarios.push_back(std::make_unique<scenarios::Scenario>(*stage.scenarios[row]));
    double& constant = scenarios.back()->choice.service_constant;
    constant = analysis::moved_constant(constant, shift);
    // What there is to say of the scenario was said before.
    Progress silent(true);
    EVEIL_TRY(Scene scene, open_scene(*scenarios.back(), stage.ground, stage.people, silent));
    scenes.push_back(std::move(scene));
    return scenes.back().world.get();
  }
};

std::string folder_of(const ComparisonJob& job, double shift) {
  const char* side = shift < 0.0 ? "minus" : "plus";
  const std::string name = fmt::format("constant-{}-{:g}", side, std::fabs(shift));
  return (fs::path(job.output) / "runs" / name).string();
}

Expected<void> add_shift(const ComparisonStage& stage,
                         const std::vector<PairedScenario>& paired,
                         const PairedMaking& making,
                         double shift,
                         std::vector<analysis::Comparison>& comparisons) {
  const fs::path folder = folder_of(making.job, shift);
  EVEIL_CHECK(make_folder(folder.string()));
  MovedStage moved;
  std::vector<PairedScenario> scenarios = {paired.front()};
  std::vector<std::size_t> of;  // the comparison of each variant here
  for (std::size_t row = 0; row < paired.size(); ++row) {
    if (!has_service(*stage.scenarios[row])) continue;
    EVEIL_TRY(const sim::World* world, moved.add(stage, row, shift));
    const PairedScenario scenario{world, (folder / stage.names[row]).string()};
    if (row == 0) {
      scenarios.front() = scenario;
    } else {
      scenarios.push_back(scenario);
      of.push_back(row - 1);
    }
  }
  const std::size_t pairs = comparisons.front().source.replications.size();
  const Pairs wanted = pairs_of(scenarios, static_cast<std::uint32_t>(pairs));
  making.progress.say(fmt::format("the same with choice.service_constant {:+g}", shift));
  EVEIL_CHECK(make_missing(wanted, making));
  analysis::Method method = making.job.method;
  method.precision.clear();
  EVEIL_TRY(const auto found, compared(wanted, method));
  for (std::size_t row = 0; row < of.size(); ++row) {
    analysis::Comparison& comparison = comparisons[of[row]];
    const double constant = stage.scenarios[of[row] + 1]->choice.service_constant;
    analysis::Shifted shifted =
        analysis::shifted_of(found[row], shift, analysis::moved_constant(constant, shift));
    if (making.job.need != nullptr) {
      EVEIL_TRY(const analysis::Verdict verdict, analysis::judge(*making.job.need, found[row]));
      shifted.verdict = analysis::name_of(verdict.answer);
    }
    comparison.sensitivity.push_back(std::move(shifted));
  }
  return {};
}

}  // namespace

Expected<void> check_sensitivity(const ComparisonJob& job, const ComparisonStage& stage) {
  const auto& all = stage.scenarios;
  if (std::any_of(all.begin() + 1, all.end(), [](const auto& one) { return has_service(*one); }))
    return {};
  return bad_input(job.variants.front().file,
                   "has no service, so that --sensitivity has no constant to move; remove it");
}

Expected<void> add_sensitivity(const ComparisonStage& stage,
                               const std::vector<PairedScenario>& paired,
                               const PairedMaking& making,
                               std::vector<analysis::Comparison>& comparisons) {
  for (const double shift : analysis::constant_shifts)
    EVEIL_CHECK(add_shift(stage, paired, making, shift, comparisons));
  return {};
}

}  // namespace eveil::app

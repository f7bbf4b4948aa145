// SPDX-License-Identifier: Apache-2.0
#include "app/need.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "analysis/generator_indicators.hpp"
#include "analysis/need_check.hpp"
#include "analysis/people_groups.hpp"
#include "analysis/trip_groups.hpp"
#include "output/words.hpp"
#include "scenarios/read/read.hpp"

namespace eveil::app {

namespace {

namespace fs = std::filesystem;

void add_new(const std::string& name, std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
}

analysis::KnownNames names_of(const std::vector<const sim::World*>& worlds) {
  analysis::KnownNames known;
  for (const sim::World* const world : worlds) {
    for (const std::string& mode : world->modes) add_new(mode, known.modes);
    for (const scenarios::Service& service : world->scenario.services)
      add_new(service.name, known.services);
  }
  const geo::Territory& territory = worlds.front()->territory;
  for (const std::string& name : territory.sites.name) add_new(name, known.generators);
  for (const std::string& name : territory.sites.name) {
    for (const std::string& role : output::role_words()) {
      if (role != "none") add_new(analysis::role_at(name, role), known.generators);
    }
  }
  for (const std::string& code : territory.zones.code) known.zones.push_back(code);
  known.classes = analysis::class_names();
  for (const std::string& name : analysis::trip_class_names()) known.classes.push_back(name);
  return known;
}

Expected<void> check_territory(const scenarios::Need& need, const std::string& territory) {
  if (need.territories.empty()) return {};
  const fs::path here = fs::weakly_canonical(territory);
  for (const std::string& asked : need.territories) {
    if (fs::weakly_canonical(asked) == here) return {};
  }
  return bad_input(need.file + ": territories",
                   fmt::format("it is asked on {}, but these scenarios are on {}; add that "
                               "territory, or give the need that is asked there",
                               fmt::join(need.territories, ", "),
                               territory));
}

Expected<std::string> name_in(const std::string& territory) {
  if (fs::path(territory).extension() == ".territory") {
    EVEIL_TRY(const geo::Territory compiled, geo::load_territory(territory));
    return compiled.name;
  }
  EVEIL_TRY(const geo::TerritorySources sources, scenarios::read_territory(territory));
  return sources.name;
}

scenarios::Need as_need(const std::vector<scenarios::Criterion>& targets) {
  scenarios::Need need;
  need.criteria = targets;
  return need;
}

}  // namespace

Expected<std::optional<scenarios::Need>> open_need(const std::string& file) {
  if (file.empty()) return std::optional<scenarios::Need>();
  EVEIL_TRY(scenarios::Need need, scenarios::read_need(file));
  return std::optional<scenarios::Need>(std::move(need));
}

Expected<std::vector<std::string>> territory_names(const scenarios::Need& need) {
  std::vector<std::string> names;
  for (const std::string& file : need.territories) {
    EVEIL_TRY(std::string name, name_in(file));
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      return bad_input(need.file + ": territories",
                       fmt::format("two are called {}, so that their results can't be told apart; "
                                   "give one another name",
                                   name));
    }
    names.push_back(std::move(name));
  }
  return names;
}

Expected<void> check_need_on(const scenarios::Need& need,
                             const std::vector<const sim::World*>& worlds) {
  EVEIL_CHECK(check_territory(need, worlds.front()->scenario.territory_file));
  return analysis::check_need(need, names_of(worlds));
}

Expected<void> check_need_of(const scenarios::Need& need, const std::string& territory) {
  if (need.territories.empty()) return {};
  std::vector<std::string> names;
  for (const std::string& file : need.territories) {
    // A partner's territory need not be at hand to judge one's own.
    auto name = name_in(file);
    if (name && *name == territory) return {};
    names.push_back(name ? *name : file);
  }
  return bad_input(need.file + ": territories",
                   fmt::format("it is asked on {}, but these runs are of {}; add that territory, "
                               "or give the need that is asked there",
                               fmt::join(names, ", "),
                               territory));
}

Expected<void> check_precision_on(const std::vector<scenarios::Criterion>& targets,
                                  const std::vector<const sim::World*>& worlds) {
  return analysis::check_need(as_need(targets), names_of(worlds));
}

Expected<void> check_precision_on(const std::vector<scenarios::Criterion>& targets,
                                  const std::vector<analysis::Comparison>& comparisons) {
  return analysis::check_need(as_need(targets), analysis::names_in(comparisons));
}

Expected<Compared> judged(std::vector<analysis::Comparison> comparisons,
                          const std::optional<scenarios::Need>& need) {
  Compared compared{std::move(comparisons), {}, need};
  if (!need) return compared;
  EVEIL_CHECK(analysis::check_need(*need, analysis::names_in(compared.comparisons)));
  for (analysis::Comparison& comparison : compared.comparisons) {
    EVEIL_TRY(analysis::Verdict verdict, analysis::judge(*need, comparison));
    analysis::note_verdict(verdict, comparison);
    compared.verdicts.push_back(std::move(verdict));
  }
  return compared;
}

Expected<void> fail_if_unmet(const Compared& compared, const scenarios::Need& need) {
  for (const analysis::Verdict& verdict : compared.verdicts) {
    if (verdict.answer == analysis::Answer::met) continue;
    return Unexpected(Error{
        ErrorKind::need_not_met,
        need.file,
        fmt::format("{} by {}, and --fail-if-unmet was given; need.csv says why",
                    verdict.answer == analysis::Answer::not_met ? "not met" : "not shown to be met",
                    verdict.variant_name),
        {}});
  }
  return {};
}

}  // namespace eveil::app

// SPDX-License-Identifier: Apache-2.0
#include "analysis/pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

Expected<Source> read_source(const output::RunFile& run) {
  Source source;
  EVEIL_TRY(source.territory, run.text_attribute("", "territory"));
  EVEIL_TRY(source.territory_digest, run.text_attribute("", "territory_digest"));
  EVEIL_TRY(source.variant_scenario, run.text_attribute("", "scenario"));
  EVEIL_TRY(source.scenario_digest, run.text_attribute("", "scenario_digest"));
  EVEIL_TRY(source.sample, run.number_attribute("", "sample"));
  EVEIL_TRY(source.seed, run.integer_attribute("", "seed"));
  EVEIL_TRY(source.fork_days, run.integer_attribute("", "fork_days"));
  EVEIL_TRY(source.average_days, run.integer_attribute("", "average_days"));
  EVEIL_TRY(source.learnt_from, run.text_attribute("", "learnt_from"));
  EVEIL_TRY(source.program_version, run.text_attribute("", "program_version"));
  EVEIL_TRY(source.licences, run.texts_attribute("", "licences"));
  EVEIL_TRY(source.data_years, run.texts_attribute("", "data_years"));
  source.modes = run.modes();
  EVEIL_TRY(source.changes, run.texts_attribute("", "changes"));
  if (run.has_attribute("", "fleet_not_scaled")) {
    EVEIL_TRY(source.fleet_not_scaled, run.text_attribute("", "fleet_not_scaled"));
  }
  return source;
}

Expected<Observation> read_observation(const output::RunFile& run, Runs& runs) {
  Observation observation;
  observation.file = run.path().string();
  observation.format_version = run.version();
  EVEIL_TRY(observation.replication, run.integer_attribute("", "replication"));
  EVEIL_TRY(const auto rows, run.indicators());
  if (rows.empty()) {
    return bad_input(observation.file + ":/indicators",
                     "has no rows: there is nothing to compare; run it again");
  }
  std::set<std::int64_t> days;
  for (const output::IndicatorRow& row : rows) days.insert(row.day);
  observation.days.assign(days.begin(), days.end());
  for (const output::IndicatorRow& row : rows) {
    const auto day =
        std::lower_bound(observation.days.begin(), observation.days.end(), std::int64_t{row.day});
    observation.set(
        runs.keys.add(row), static_cast<std::size_t>(day - observation.days.begin()), row.value);
  }
  return observation;
}

std::string to_text(const std::vector<std::int64_t>& days) {
  return days.size() == 1
             ? fmt::format("day {}", days.front())
             : fmt::format("{} days from {} to {}", days.size(), days.front(), days.back());
}

// Indicators may mean something else in another version of the format.
void check_version(const Observation& run, const Observation& other, std::vector<Error>& errors) {
  if (run.format_version == other.format_version) return;
  errors.push_back({ErrorKind::bad_input,
                    run.file,
                    fmt::format("is of version {} of the result format, but {} is of version {}; "
                                "such runs don't pair: make both with one program",
                                run.format_version,
                                other.file,
                                other.format_version),
                    {}});
}

// The run's own days must be those of `other`, or a day would pair with another.
void check_days(const Observation& run, const Observation& other, std::vector<Error>& errors) {
  if (run.days == other.days) return;
  errors.push_back({ErrorKind::bad_input,
                    run.file,
                    fmt::format("observes {}, but {} observes {}; such runs don't pair: make both "
                                "with the same days",
                                to_text(run.days),
                                other.file,
                                to_text(other.days)),
                    {}});
}

// What must be equal between two runs that are to be averaged or paired.
std::vector<Error> differences(const std::string& file,
                               const Source& a,
                               const std::string& other,
                               const Source& b) {
  std::vector<Error> errors;
  const auto check = [&](const char* what, const std::string& here, const std::string& there) {
    if (here == there) return;
    errors.push_back(
        {ErrorKind::bad_input,
         file,
         fmt::format("{} is {}, but {} in {}; such runs don't pair: make both with the same",
                     what,
                     here.empty() ? "(none)" : here,
                     there.empty() ? "(none)" : there,
                     other),
         {}});
  };
  check("territory", a.territory, b.territory);
  check("territory_digest", a.territory_digest, b.territory_digest);
  check("seed", fmt::to_string(a.seed), fmt::to_string(b.seed));
  check("sample", fmt::to_string(a.sample), fmt::to_string(b.sample));
  check("learnt_from", a.learnt_from, b.learnt_from);
  if (a.learnt_from != b.learnt_from) {
    errors.back().message +=
        " (one started from another learnt state, or learnt by itself: what it learnt for longer "
        "would look like an effect; fork base and variant from one state, as eveil compare does)";
  }
  check("fork_days", fmt::to_string(a.fork_days), fmt::to_string(b.fork_days));
  check("average_days", fmt::to_string(a.average_days), fmt::to_string(b.average_days));
  check("program_version", a.program_version, b.program_version);
  return errors;
}

}  // namespace

std::size_t KeyList::add(const output::IndicatorRow& row) {
  if (const auto found = find(row.scope, row.indicator)) return *found;
  facts_.push_back({row.scope, row.indicator, row.units, row.definition});
  const KeyFact& fact = facts_.back();
  places_.emplace(Key{fact.scope, fact.indicator}, facts_.size() - 1);
  return facts_.size() - 1;
}

std::optional<std::size_t> KeyList::find(std::string_view scope, std::string_view indicator) const {
  // Files list the same keys in the same order, day after day.
  const bool in_order =
      next_ < facts_.size() && facts_[next_].scope == scope && facts_[next_].indicator == indicator;
  if (!in_order) {
    const auto found = places_.find(Key{scope, indicator});
    if (found == places_.end()) return {};
    next_ = found->second;
  }
  return next_++;
}

void Observation::set(std::size_t key, std::size_t day, double value) {
  if (key >= known_.size()) {
    known_.resize(key + 1, false);
    values_.resize((key + 1) * days.size(), nothing);
  }
  // A day that lacks a key which others have keeps NaN, so that days keep pairing with days.
  known_[key] = true;
  values_[key * days.size() + day] = value;
}

Expected<Runs> read_runs(const std::vector<std::string>& files) {
  if (files.empty())
    return usage("a comparison needs at least one run of the base and one of each variant");
  Runs runs;
  std::vector<Error> errors;
  for (const std::string& file : files) {
    EVEIL_TRY(const output::RunFile run, output::open_run(file));
    EVEIL_TRY(Source source, read_source(run));
    EVEIL_TRY(Observation observation, read_observation(run, runs));
    if (runs.observations.empty()) {
      runs.source = source;
    } else {
      const std::string& first = runs.observations.front().file;
      check_version(observation, runs.observations.front(), errors);
      check_days(observation, runs.observations.front(), errors);
      for (Error& error : differences(file, source, first, runs.source))
        errors.push_back(std::move(error));
      if (source.scenario_digest != runs.source.scenario_digest) {
        errors.push_back(
            {ErrorKind::bad_input,
             file,
             fmt::format("is of the scenario {}, but {} is of {}; give one scenario's runs a side",
                         source.variant_scenario,
                         first,
                         runs.source.variant_scenario),
             {}});
      }
    }
    runs.observations.push_back(std::move(observation));
  }
  std::sort(
      runs.observations.begin(),
      runs.observations.end(),
      [](const Observation& a, const Observation& b) { return a.replication < b.replication; });
  for (std::size_t row = 1; row < runs.observations.size(); ++row) {
    if (runs.observations[row].replication != runs.observations[row - 1].replication) continue;
    errors.push_back({ErrorKind::bad_input,
                      runs.observations[row].file,
                      fmt::format("is replication {}, as {} is; each may come once",
                                  runs.observations[row].replication,
                                  runs.observations[row - 1].file),
                      {}});
  }
  if (!errors.empty()) return joined(std::move(errors));
  return runs;
}

Expected<void> check_pairing(const Runs& base, const Runs& variant) {
  std::vector<Error> errors = differences(variant.observations.front().file,
                                          variant.source,
                                          base.observations.front().file,
                                          base.source);
  check_version(variant.observations.front(), base.observations.front(), errors);
  check_days(variant.observations.front(), base.observations.front(), errors);
  const auto lonely = [&](const Runs& here, const Runs& there, const char* side) {
    for (const Observation& one : here.observations) {
      const bool paired = std::any_of(
          there.observations.begin(), there.observations.end(), [&](const Observation& other) {
            return other.replication == one.replication;
          });
      if (paired) continue;
      errors.push_back(
          {ErrorKind::bad_input,
           one.file,
           fmt::format(
               "replication {} has no run of the {} to pair with; make it, or leave this out",
               one.replication,
               side),
           {}});
    }
  };
  lonely(base, variant, "variant");
  lonely(variant, base, "base");
  if (!errors.empty()) return joined(std::move(errors));
  return {};
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include "output/run_facts.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include "output/build_facts.hpp"
#include "output/columns.hpp"
#include "output/schema.hpp"
#include "scenarios/parameters.hpp"
#include "scenarios/population/tables.hpp"

namespace eveil::output {
namespace {

using Attribute = std::pair<const char*, store::AttributeValue>;

Expected<void> set_all(const store::Group& group, std::initializer_list<Attribute> attributes) {
  for (const auto& [name, value] : attributes) EVEIL_CHECK(group.set(name, value));
  return {};
}

std::int64_t whole(std::uint64_t value) { return static_cast<std::int64_t>(value); }

/// First and last day of each source that says so; roads and zones state no year.
std::vector<std::string> data_years(const geo::Territory& territory) {
  std::vector<std::string> years;
  years.reserve(territory.feeds.size());
  for (const geo::FeedAudit& feed : territory.feeds) {
    years.push_back(fmt::format("{}: {} to {}",
                                std::filesystem::path(feed.file).filename().string(),
                                geo::iso(feed.first),
                                geo::iso(feed.last)));
  }
  return years;
}

}  // namespace

Expected<void> write_facts(const store::Group& root,
                           const sim::World& world,
                           const RunFacts& facts,
                           std::string_view format,
                           std::uint32_t day) {
  const scenarios::Simulation& simulation = world.scenario.simulation;
  EVEIL_CHECK(set_all(root,
                      {{"format", std::string(format)},
                       {"format_version", run_format_version},
                       {"program_version", std::string(program_version())},
                       {"git_commit", std::string(git_commit())},
                       {"scenario", world.scenario.name},
                       {"scenario_digest", scenarios::digest_of(world.scenario)},
                       {"territory", world.territory.name},
                       {"territory_digest", world.territory.digest},
                       {"crs_wkt", world.territory.crs_wkt},
                       {"crs_name", world.territory.crs_name},
                       {"data_years", data_years(world.territory)},
                       {"licences", world.territory.licences}}));
  EVEIL_CHECK(set_all(root,
                      {{"seed", whole(simulation.seed)},
                       {"replication", whole(facts.replication)},
                       {"learnt_from", facts.learnt_from},
                       {"sample", simulation.sample},
                       {"days", whole(simulation.days)},
                       {"fork_days", whole(simulation.fork_days)},
                       {"replan_share", simulation.replan_share},
                       {"flow_factor", simulation.flow_factor},
                       {"storage_factor", simulation.storage_factor},
                       {"storage_exponent", simulation.storage_exponent},
                       {"average_days", whole(simulation.average_days)},
                       {"day", whole(day)},
                       {"modes", world.modes}}));
  std::vector<std::string> changes;
  changes.reserve(world.scenario.changes.size());
  for (const scenarios::Change& change : world.scenario.changes) {
    changes.push_back(scenarios::sentence_of(change));
  }
  EVEIL_CHECK(root.set("changes", changes));
  if (simulation.sample < 1.0 && !world.scenario.services.empty()) {
    EVEIL_CHECK(root.set("fleet_not_scaled",
                         fmt::format("services run with their whole fleet for {} of the "
                                     "population: their indicators are flattering",
                                     simulation.sample)));
  }
  return {};
}

Expected<void> write_parameters(const store::Group& root, const scenarios::Scenario& scenario) {
  const std::span<const scenarios::ParameterFact> facts = scenarios::parameter_facts();
  const scenarios::Scenario defaults;
  const TableSpec table = parameters_table();
  // After the coefficients that a scenario can change, those of the population, fixed in this
  // version.
  const auto people = scenarios::population_facts();
  const std::size_t first = facts.size();
  Columns rows(table, first + people.size());
  const auto fact = [&](auto i) -> const scenarios::PopulationFact& { return people[i - first]; };
  rows.add("key", [&](auto i) {
    return i < first ? fmt::format("{}.{}", facts[i].section, facts[i].key)
                     : fmt::format("population.{}", fact(i).key);
  });
  rows.add("value", [&](auto i) {
    return i < first ? scenarios::value_of(scenario, facts[i]) : fact(i).value;
  });
  rows.add("units", [&](auto i) { return std::string(i < first ? facts[i].unit : fact(i).unit); });
  rows.add("meaning",
           [&](auto i) { return std::string(i < first ? facts[i].meaning : fact(i).meaning); });
  rows.add("default", [&](auto i) {
    return i < first ? scenarios::value_of(defaults, facts[i]) : fact(i).value;
  });
  rows.add("tag", [&](auto i) { return std::string(i < first ? facts[i].tag : fact(i).tag); });
  rows.add("source",
           [&](auto i) { return std::string(i < first ? facts[i].source : fact(i).source); });
  return rows.write(root);
}

}  // namespace eveil::output

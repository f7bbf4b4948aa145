// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/read/read.hpp"
#include "scenarios/read/section.hpp"

namespace eveil::scenarios {

namespace {

constexpr TomlFile file = TomlFile::need;
constexpr std::array<Demand, 7> demands = {Demand::at_most,
                                           Demand::at_least,
                                           Demand::decreases_by_at_least,
                                           Demand::increases_by_at_least,
                                           Demand::decreases_by_at_most,
                                           Demand::increases_by_at_most,
                                           Demand::changes_by_at_most};

void read_threshold(Section& section, Criterion& criterion) {
  std::vector<Demand> given;
  std::string names;
  for (const Demand demand : demands) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name_of(demand));
    if (section.has(name_of(demand))) given.push_back(demand);
  }
  if (given.empty()) {
    return section.fail("", fmt::format("no threshold; give one of {}", names));
  }
  if (given.size() > 1) {
    return section.fail(name_of(given[1]),
                        fmt::format("{} is given too; a criterion has one threshold: write another "
                                    "[[criterion]] for the other",
                                    name_of(given[0])));
  }
  criterion.demand = given.front();
  const std::string_view key = name_of(criterion.demand);
  section.read_quantity(key, criterion.number, criterion.unit);
  criterion.where_threshold = section.where(key);
}

Criterion read_criterion(const Value& table, std::vector<Error>& errors) {
  Section section(table, file, "criterion", errors);
  Criterion criterion;
  criterion.scope = "territory";
  section.read("indicator", criterion.indicator);
  section.read("scope", criterion.scope);
  read_threshold(section, criterion);
  section.read("confidence", criterion.confidence);
  criterion.where_indicator = section.where("indicator");
  criterion.where_scope = section.where("scope");
  return criterion;
}

}  // namespace

Expected<Need> read_need(const std::string& path) {
  if (path.empty()) return bad_input("need", "its name is empty; name a file");
  EVEIL_TRY(const Value root, read_toml(path));
  std::vector<Error> errors;
  Need need;
  need.file = path;
  Section section(root, file, "", errors);
  section.read("name", need.name);
  section.read_texts("territories", need.territories);
  for (std::string& territory : need.territories) {
    Value place;
    place.text = territory;
    place.folder = root.folder;
    territory = resolved_path(place);
  }
  section.read("minimum_territories", need.minimum_territories);
  if (need.minimum_territories > need.territories.size()) {
    section.fail("minimum_territories",
                 fmt::format("found {}, but territories lists {}; list those that share the need, "
                             "or ask fewer of them",
                             need.minimum_territories,
                             need.territories.size()));
  }
  for (const Value* entry : section.sections("criterion")) {
    need.criteria.push_back(read_criterion(*entry, errors));
  }
  if (section.has("criterion") && need.criteria.empty() && errors.empty()) {
    section.fail("criterion", "the list is empty: a need has at least one [[criterion]]; write it");
  }
  if (!errors.empty()) return joined(std::move(errors));
  return need;
}

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#include "analysis/generator_indicators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace eveil::analysis {

namespace {

// Names of the generators by their number; a number without rows has none.
Expected<std::vector<std::string>> generator_names(const output::RunFile& run) {
  EVEIL_CHECK(run.rows("generators"));
  EVEIL_TRY(const auto site, run.integers("generators", "site"));
  EVEIL_TRY(const auto names, run.texts("generators", "name"));
  std::vector<std::string> by_site;
  for (std::size_t row = 0; row < site.size(); ++row) {
    // Sites come by number, at least a row each.
    if (site[row] < 0 || static_cast<std::size_t>(site[row]) > row) {
      return bad_input(run.path().string() + ":/generators/site",
                       fmt::format("{} is no number of a generator", site[row]));
    }
    const auto number = static_cast<std::size_t>(site[row]);
    if (number >= by_site.size()) by_site.resize(number + 1);
    by_site[number] = names[row];
  }
  return by_site;
}

// Generators by name, in the order of the sites: sites of one name are one generator.
struct Generators {
  std::vector<std::string> names;
  std::vector<std::size_t> of_site;

  std::size_t of(std::int64_t site) const {
    const bool there = site >= 0 && static_cast<std::size_t>(site) < of_site.size();
    return there ? of_site[static_cast<std::size_t>(site)] : names.size();
  }
};

Generators by_name(const std::vector<std::string>& name_of_site) {
  Generators generators;
  for (const std::string& name : name_of_site) {
    auto& names = generators.names;
    const auto found = std::find(names.begin(), names.end(), name);
    generators.of_site.push_back(static_cast<std::size_t>(found - names.begin()));
    if (found == names.end()) names.push_back(name);
  }
  return generators;
}

// Trips of one generator, and of those its attendees by role.
struct Arrivals {
  Arrivals(std::size_t modes, std::size_t roles)
      : all(modes), of_role(roles, ModeSums(modes)), has_role(roles, false) {}

  ModeSums all;
  std::vector<ModeSums> of_role;
  std::vector<bool> has_role;  // somebody has it there
};

void add_arrivals(const ModeSums& sums,
                  const std::vector<std::string>& modes,
                  IndicatorList& list) {
  const TripSums& all = sums.all;
  list.add("arrivals", all.trips, "1", all.count);
  add_shares(sums, modes, "mode_share", &TripSums::trips, list);
  list.add("travel_time.mean", ratio(all.seconds, all.trips), "s", all.count);
  list.add("co2e", all.co2_g / 1000.0, "kg", all.count);
  list.add("co2e.life_cycle", all.life_cycle_g / 1000.0, "kg", all.count);
}

}  // namespace

std::string role_at(const std::string& generator, const std::string& role) {
  return fmt::format("{}/role={}", generator, role);
}

Expected<void> add_generator_indicators(const output::RunFile& run,
                                        const Trips& trips,
                                        IndicatorList& list) {
  EVEIL_TRY(const std::vector<std::string> name_of_site, generator_names(run));
  EVEIL_TRY(const output::EnumColumn role, run.words("persons", "role"));
  EVEIL_TRY(const auto site_of_person, run.integers("persons", "generator"));
  const Generators generators = by_name(name_of_site);
  const std::size_t none = generators.names.size();
  std::vector<Arrivals> arrivals(none, Arrivals(run.modes().size(), role.names.size()));
  for (std::size_t person = 0; person < site_of_person.size(); ++person) {
    const std::size_t place = generators.of(site_of_person[person]);
    if (place < none) arrivals[place].has_role[role.codes[person]] = true;
  }
  for (std::size_t row = 0; row < trips.size(); ++row) {
    const std::size_t place = generators.of(trips.generator[row]);
    if (!trips.is_done(row) || place == none) continue;
    arrivals[place].all.add(trips, row);
    const std::size_t person = trips.person[row];
    if (generators.of(site_of_person[person]) == place)
      arrivals[place].of_role[role.codes[person]].add(trips, row);
  }
  for (std::size_t place = 0; place < none; ++place) {
    if (generators.names[place].empty()) continue;
    list.scope = "generator:" + generators.names[place];
    add_arrivals(arrivals[place].all, run.modes(), list);
    for (std::size_t code = 0; code < role.names.size(); ++code) {
      if (!arrivals[place].has_role[code] || role.names[code] == "none") continue;
      list.scope = "generator:" + role_at(generators.names[place], role.names[code]);
      add_arrivals(arrivals[place].of_role[code], run.modes(), list);
    }
  }
  return {};
}

}  // namespace eveil::analysis

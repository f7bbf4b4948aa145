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

}  // namespace

Expected<void> add_generator_indicators(const output::RunFile& run,
                                        const Trips& trips,
                                        IndicatorList& list) {
  const std::vector<std::string>& modes = run.modes();
  EVEIL_TRY(const std::vector<std::string> by_site, generator_names(run));
  // One scope a name, in the order of the sites: sites of one name are one generator.
  std::vector<std::string> names;
  std::vector<std::size_t> place_of;
  for (const std::string& name : by_site) {
    const auto found = std::find(names.begin(), names.end(), name);
    place_of.push_back(static_cast<std::size_t>(found - names.begin()));
    if (found == names.end()) names.push_back(name);
  }
  std::vector<ModeSums> sums(names.size(), ModeSums(modes.size()));
  for (std::size_t row = 0; row < trips.size(); ++row) {
    const std::int64_t site = trips.generator[row];
    if (!trips.is_done(row) || site < 0) continue;
    if (static_cast<std::size_t>(site) >= by_site.size()) continue;
    sums[place_of[static_cast<std::size_t>(site)]].add(trips, row);
  }
  for (std::size_t place = 0; place < names.size(); ++place) {
    if (names[place].empty()) continue;
    list.scope = "generator:" + names[place];
    list.add("arrivals", sums[place].all.trips, "1", sums[place].all.count);
    add_shares(sums[place], modes, "mode_share", &TripSums::trips, list);
    const TripSums& all = sums[place].all;
    list.add("travel_time.mean", ratio(all.seconds, all.trips), "s", all.count);
    list.add("co2e", all.co2_g / 1000.0, "kg", all.count);
  }
  return {};
}

}  // namespace eveil::analysis

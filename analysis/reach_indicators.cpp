// SPDX-License-Identifier: Apache-2.0
#include "analysis/reach_indicators.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

namespace eveil::analysis {

namespace {

// Jobs by zone and mode, NaN where the table has none.
struct Reach {
  std::vector<std::string> modes;
  std::vector<std::size_t> there;  // modes that the table has
  std::vector<double> jobs;        // zone by zone, a number a mode
  std::vector<std::int64_t> zone_of_person;

  double of(std::size_t zone, std::size_t mode) const { return jobs[zone * modes.size() + mode]; }
};

Expected<Reach> read_reach(const output::RunFile& run) {
  Reach reach;
  EVEIL_CHECK(run.rows("zones/accessibility"));
  EVEIL_TRY(const std::uint64_t zones, run.rows("zones"));
  EVEIL_TRY(const auto zone, run.integers("zones/accessibility", "zone"));
  EVEIL_TRY(const auto mode, run.words("zones/accessibility", "mode"));
  EVEIL_TRY(const auto jobs, run.numbers("zones/accessibility", "jobs"));
  EVEIL_TRY(reach.zone_of_person, run.integers("persons", "zone"));
  reach.modes = mode.names;
  reach.jobs.assign(zones * reach.modes.size(), std::nan(""));
  std::vector<bool> there(reach.modes.size(), false);
  for (std::size_t row = 0; row < zone.size(); ++row) {
    if (zone[row] < 0 || static_cast<std::uint64_t>(zone[row]) >= zones) {
      return bad_input(run.path().string() + ":/zones/accessibility/zone",
                       fmt::format("{} is no row of /zones", zone[row]));
    }
    there[mode.codes[row]] = true;
    reach.jobs[static_cast<std::size_t>(zone[row]) * reach.modes.size() + mode.codes[row]] =
        jobs[row];
  }
  for (std::size_t code = 0; code < there.size(); ++code) {
    if (there[code]) reach.there.push_back(code);
  }
  return reach;
}

struct Mean {
  double sum = 0.0;
  double people = 0.0;
  std::uint64_t count = 0;
};

}  // namespace

Expected<void> add_reach_indicators(const output::RunFile& run,
                                    const Trips& trips,
                                    const std::vector<PeopleGroups>& kinds,
                                    IndicatorList& list) {
  EVEIL_TRY(const Reach reach, read_reach(run));
  for (const PeopleGroups& groups : kinds) {
    std::vector<Mean> means(groups.scopes.size() * reach.modes.size());
    for (std::size_t person = 0; person < reach.zone_of_person.size(); ++person) {
      const std::size_t group = groups.of_person[person];
      const auto zone = static_cast<std::size_t>(reach.zone_of_person[person]);
      if (group >= groups.scopes.size() || zone * reach.modes.size() >= reach.jobs.size()) continue;
      for (const std::size_t mode : reach.there) {
        Mean& mean = means[group * reach.modes.size() + mode];
        if (std::isnan(reach.of(zone, mode))) continue;
        mean.sum += trips.person_weight[person] * reach.of(zone, mode);
        mean.people += trips.person_weight[person];
        ++mean.count;
      }
    }
    for (std::size_t group = 0; group < groups.scopes.size(); ++group) {
      list.scope = groups.scopes[group];
      for (const std::size_t mode : reach.there) {
        const Mean& mean = means[group * reach.modes.size() + mode];
        list.add("accessibility.jobs_30min." + reach.modes[mode],
                 ratio(mean.sum, mean.people),
                 "1",
                 mean.count,
                 "accessibility.jobs_30min");
      }
    }
  }
  return {};
}

}  // namespace eveil::analysis

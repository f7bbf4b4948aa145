// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/indicator_list.hpp"
#include "analysis/trips.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// Groups of people, each a scope; everybody is in at most one.
struct PeopleGroups {
  std::vector<std::string> scopes;
  std::vector<std::size_t> of_person;  ///< scopes.size(): in none
};

/// All people as the one group `territory`.
PeopleGroups everybody(std::size_t people);
/// Residents by zone, `zone:ID`, in the order of /zones.
Expected<PeopleGroups> residents_by_zone(const output::RunFile& run);
/// People by age, sex, car, employment and, where it is modelled, income, `class:KIND=VALUE`.
Expected<std::vector<PeopleGroups>> people_by_class(const output::RunFile& run);
/// `class:KIND=VALUE` for each value.
std::vector<std::string> class_scopes(std::string_view kind,
                                      const std::vector<std::string>& values);
/// The classes that there may be: `age=15-29`, `sex=female`, `car=yes` …
std::vector<std::string> class_names();

/// Trips, times and emissions of each group's people, over trips done and expanded; a group without
/// people or trips has no rates and levels, rather than zeros.
void add_people_indicators(const Trips& trips,
                           const PeopleGroups& groups,
                           const std::vector<std::string>& modes,
                           IndicatorList& list);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include "analysis/people_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "analysis/statistics.hpp"
#include "output/words.hpp"

namespace eveil::analysis {

namespace {

// First year of each band, the last one open.
// \source INSEE, census, the six large groups of age.
constexpr std::array<std::int64_t, 6> age_bands = {0, 15, 30, 45, 60, 75};
constexpr std::array<const char*, 2> yes_no = {"no", "yes"};

std::vector<std::string> age_words() {
  std::vector<std::string> words;
  for (std::size_t band = 0; band < age_bands.size(); ++band) {
    words.push_back(band + 1 < age_bands.size()
                        ? fmt::format("{}-{}", age_bands[band], age_bands[band + 1] - 1)
                        : fmt::format("{}+", age_bands[band]));
  }
  return words;
}

Expected<PeopleGroups> by_age(const output::RunFile& run) {
  EVEIL_TRY(const auto ages, run.integers("persons", "age"));
  PeopleGroups groups{class_scopes("age", age_words()), {}};
  for (const std::int64_t age : ages) {
    const auto above = std::upper_bound(age_bands.begin(), age_bands.end(), age);
    const std::size_t band = above == age_bands.begin()
                                 ? age_bands.size()
                                 : static_cast<std::size_t>(above - age_bands.begin()) - 1;
    groups.of_person.push_back(band);
  }
  return groups;
}

Expected<PeopleGroups> by_flag(const output::RunFile& run, const char* column) {
  EVEIL_TRY(const auto flags, run.flags("persons", column));
  PeopleGroups groups{class_scopes(column, {yes_no.begin(), yes_no.end()}), {}};
  for (const std::uint8_t flag : flags) groups.of_person.push_back(flag);
  return groups;
}

bool is_none(const std::string& word) { return word == "unknown" || word == "none"; }

// People by a column of words; nobody of the words "unknown" and "none" is in any group.
Expected<PeopleGroups> by_word(const output::RunFile& run, const char* kind, const char* column) {
  EVEIL_TRY(const output::EnumColumn words, run.words("persons", column));
  std::vector<std::string> values;
  std::vector<std::size_t> group_of;
  for (const std::string& word : words.names) {
    group_of.push_back(is_none(word) ? words.names.size() : values.size());
    if (!is_none(word)) values.push_back(word);
  }
  PeopleGroups groups{class_scopes(kind, values), {}};
  for (const std::uint8_t code : words.codes)
    groups.of_person.push_back(std::min(group_of[code], groups.scopes.size()));
  return groups;
}

bool empty(const PeopleGroups& groups) {
  return std::all_of(groups.of_person.begin(), groups.of_person.end(), [&](std::size_t group) {
    return group == groups.scopes.size();
  });
}

// The groups that have people, in their order.
PeopleGroups without_empty(const PeopleGroups& groups) {
  std::vector<bool> there(groups.scopes.size() + 1, false);
  for (const std::size_t group : groups.of_person) there[group] = true;
  PeopleGroups kept;
  std::vector<std::size_t> place_of(groups.scopes.size() + 1, groups.scopes.size());
  for (std::size_t group = 0; group < groups.scopes.size(); ++group) {
    if (!there[group]) continue;
    place_of[group] = kept.scopes.size();
    kept.scopes.push_back(groups.scopes[group]);
  }
  for (const std::size_t group : groups.of_person)
    kept.of_person.push_back(std::min(place_of[group], kept.scopes.size()));
  return kept;
}

// What is gathered of a group's trips in one pass over all.
struct Gathered {
  explicit Gathered(std::size_t modes) : sums(modes) {}

  double people = 0.0;
  ModeSums sums;
  std::vector<double> seconds;
  std::vector<double> weights;
};

void add_group(const Gathered& group, const std::vector<std::string>& modes, IndicatorList& list) {
  const TripSums& all = group.sums.all;
  const std::uint64_t count = all.count;
  list.add("trip_rate", ratio(all.trips, group.people), "1", count);
  add_shares(group.sums, modes, "mode_share", &TripSums::trips, list);
  list.add("travel_time.mean", ratio(all.seconds, all.trips), "s", count);
  list.add("travel_time.median", weighted_quantile(group.seconds, group.weights, 0.5), "s", count);
  list.add("co2e", all.co2_g / 1000.0, "kg", count);
  list.add("co2e.life_cycle", all.life_cycle_g / 1000.0, "kg", count);
  list.add("cost.per_person", ratio(all.cost_eur, group.people), "EUR", count);
}

}  // namespace

std::vector<std::string> class_scopes(std::string_view kind,
                                      const std::vector<std::string>& values) {
  std::vector<std::string> scopes;
  scopes.reserve(values.size());
  for (const std::string& value : values) scopes.push_back(fmt::format("class:{}={}", kind, value));
  return scopes;
}

PeopleGroups everybody(std::size_t people) {
  return {{"territory"}, std::vector<std::size_t>(people, 0)};
}

Expected<PeopleGroups> residents_by_zone(const output::RunFile& run) {
  EVEIL_TRY(const auto codes, run.texts("zones", "id"));
  EVEIL_TRY(const auto zones, run.integers("persons", "zone"));
  PeopleGroups groups;
  for (const std::string& code : codes) groups.scopes.push_back("zone:" + code);
  for (const std::int64_t zone : zones) {
    const auto row = static_cast<std::size_t>(zone);
    groups.of_person.push_back(zone < 0 || row >= codes.size() ? codes.size() : row);
  }
  return groups;
}

Expected<std::vector<PeopleGroups>> people_by_class(const output::RunFile& run) {
  std::vector<PeopleGroups> kinds(6);
  EVEIL_TRY(kinds[0], by_age(run));
  EVEIL_TRY(kinds[1], by_word(run, "sex", "sex"));
  EVEIL_TRY(kinds[2], by_flag(run, "car"));
  EVEIL_TRY(kinds[3], by_flag(run, "employed"));
  EVEIL_TRY(kinds[4], by_word(run, "income", "income_class"));
  EVEIL_TRY(kinds[5], by_word(run, "role", "role"));
  kinds[5] = without_empty(kinds[5]);
  // A population whose incomes nobody knows has no classes of them, nor one without attendees of
  // roles.
  kinds.erase(std::remove_if(kinds.begin(), kinds.end(), empty), kinds.end());
  return kinds;
}

std::vector<std::string> class_names() {
  std::vector<std::string> income = output::income_words();
  income.erase(std::remove(income.begin(), income.end(), "unknown"), income.end());
  std::vector<std::string> roles = output::role_words();
  roles.erase(std::remove(roles.begin(), roles.end(), "none"), roles.end());
  const std::vector<std::string> flags(yes_no.begin(), yes_no.end());
  const std::vector<std::pair<const char*, std::vector<std::string>>> kinds = {
      {"age", age_words()},
      {"sex", output::sex_words()},
      {"car", flags},
      {"employed", flags},
      {"income", income},
      {"role", roles}};
  std::vector<std::string> names;
  for (const auto& [kind, values] : kinds) {
    for (const std::string& value : values) names.push_back(fmt::format("{}={}", kind, value));
  }
  return names;
}

void add_people_indicators(const Trips& trips,
                           const PeopleGroups& groups,
                           const std::vector<std::string>& modes,
                           IndicatorList& list) {
  std::vector<Gathered> gathered(groups.scopes.size(), Gathered(modes.size()));
  for (std::size_t person = 0; person < trips.person_weight.size(); ++person) {
    const std::size_t group = groups.of_person[person];
    if (group < gathered.size()) gathered[group].people += trips.person_weight[person];
  }
  for (std::size_t row = 0; row < trips.size(); ++row) {
    const std::size_t group = groups.of_person[trips.person[row]];
    if (!trips.is_done(row) || group >= gathered.size()) continue;
    gathered[group].sums.add(trips, row);
    gathered[group].seconds.push_back(trips.travel_s[row]);
    gathered[group].weights.push_back(trips.weight[row]);
  }
  for (std::size_t group = 0; group < gathered.size(); ++group) {
    list.scope = groups.scopes[group];
    add_group(gathered[group], modes, list);
  }
}

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/winners.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/detail/person_changes.hpp"
#include "analysis/detail/quantiles.hpp"
#include "analysis/people_groups.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

constexpr std::size_t parade_steps = 100;

// One replication's sums of a group.
struct Sums {
  double people = 0.0;
  double persons = 0.0;
  double gain = 0.0;
  double lose = 0.0;
  double minutes = 0.0;
  double timed_people = 0.0;
  double travel_min = 0.0;
  double cost_eur = 0.0;
};

// One replication.
struct Replication {
  std::vector<std::string> scopes;
  std::vector<Sums> sums;
  std::vector<double> parade;
  double not_paired = 0.0;
};

void add(const PersonChanges& changes, std::size_t person, Sums& sums) {
  const double weight = changes.weight[person];
  const double minutes = changes.minutes[person];
  sums.people += weight;
  sums.persons += 1.0;
  sums.minutes += weight * minutes;
  if (minutes > small_change_min) sums.gain += weight;
  if (minutes < -small_change_min) sums.lose += weight;
  if (!std::isfinite(changes.travel_min[person]) || !std::isfinite(changes.cost_eur[person]))
    return;
  sums.timed_people += weight;
  sums.travel_min += weight * changes.travel_min[person];
  sums.cost_eur += weight * changes.cost_eur[person];
}

void add_groups(const PersonChanges& changes, const PeopleGroups& groups, Replication& to) {
  const std::size_t first = to.sums.size();
  to.scopes.insert(to.scopes.end(), groups.scopes.begin(), groups.scopes.end());
  to.sums.resize(first + groups.scopes.size());
  for (std::size_t person = 0; person < changes.minutes.size(); ++person) {
    if (!std::isfinite(changes.minutes[person])) continue;
    const std::size_t group = groups.of_person[person];
    if (group < groups.scopes.size()) add(changes, person, to.sums[first + group]);
  }
}

std::vector<double> parade_of(const PersonChanges& changes) {
  std::vector<Weighted> moved;
  for (std::size_t person = 0; person < changes.minutes.size(); ++person) {
    if (std::fabs(changes.minutes[person]) > small_change_min)
      moved.push_back({changes.minutes[person], changes.weight[person]});
  }
  return quantiles_of(std::move(moved), parade_steps);
}

Expected<Replication> read_replication(const std::string& base, const std::string& variant) {
  EVEIL_TRY(const output::RunFile without, output::open_run(base));
  EVEIL_TRY(const output::RunFile with, output::open_run(variant));
  EVEIL_TRY(const PersonChanges changes, read_person_changes(without, with));
  Replication one;
  if (changes.minutes.empty()) return one;
  add_groups(changes, everybody(changes.minutes.size()), one);
  EVEIL_TRY(const auto classes, people_by_class(with));
  for (const PeopleGroups& groups : classes) add_groups(changes, groups, one);
  if (with.has("zones/id")) {
    EVEIL_TRY(const PeopleGroups zones, residents_by_zone(with));
    add_groups(changes, zones, one);
  }
  one.parade = parade_of(changes);
  for (const double minutes : changes.minutes) one.not_paired += std::isfinite(minutes) ? 0.0 : 1.0;
  return one;
}

// A group over the replications that have anybody in it.
GroupChange group_of(const std::vector<Replication>& replications, std::size_t row) {
  GroupChange group;
  group.scope = replications.front().scopes[row];
  const auto interval = [&](double Sums::*part, double Sums::*of) {
    std::vector<double> values;
    for (const Replication& one : replications) {
      if (one.sums[row].*of > 0.0) values.push_back(one.sums[row].*part / one.sums[row].*of);
    }
    return t_interval(values);
  };
  std::vector<double> net;
  for (const Replication& one : replications) {
    const Sums& sums = one.sums[row];
    const auto runs = static_cast<double>(replications.size());
    group.people += sums.people / runs;
    group.persons += sums.persons / runs;
    if (sums.people > 0.0) net.push_back((sums.gain - sums.lose) / sums.people);
  }
  group.gain = interval(&Sums::gain, &Sums::people);
  group.lose = interval(&Sums::lose, &Sums::people);
  group.net = t_interval(net);
  group.minutes = interval(&Sums::minutes, &Sums::people);
  group.travel_min = interval(&Sums::travel_min, &Sums::timed_people);
  group.cost_eur = interval(&Sums::cost_eur, &Sums::timed_people);
  return group;
}

}  // namespace

const GroupChange* Winners::find(std::string_view scope) const {
  const auto found = std::find_if(
      groups.begin(), groups.end(), [&](const GroupChange& one) { return one.scope == scope; });
  return found == groups.end() ? nullptr : &*found;
}

Expected<Winners> read_winners(const PairedFiles& files) {
  std::vector<Replication> replications;
  for (std::size_t pair = 0; pair < files.variant.size(); ++pair) {
    EVEIL_TRY(Replication one, read_replication(files.base[pair], files.variant[pair]));
    if (one.scopes.empty()) return Winners();
    // Other people in another file: their groups can't be added up.
    if (pair > 0 && one.scopes != replications.front().scopes) return Winners();
    replications.push_back(std::move(one));
  }
  Winners winners;
  if (replications.empty()) return winners;
  for (std::size_t row = 0; row < replications.front().scopes.size(); ++row) {
    GroupChange group = group_of(replications, row);
    if (group.persons > 0.0) winners.groups.push_back(std::move(group));
  }
  std::vector<std::vector<double>> parades;
  for (Replication& one : replications) {
    winners.not_paired += one.not_paired / static_cast<double>(replications.size());
    if (!one.parade.empty()) parades.push_back(std::move(one.parade));
  }
  winners.parade = mean_curve(parades);
  return winners;
}

}  // namespace eveil::analysis

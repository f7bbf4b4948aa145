// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/detail/flows.hpp"
#include "analysis/statistics.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// A day's change below this, in minutes of driving, counts as none. (A)
inline constexpr double small_change_min = 1.0;

/// Who is better and who is worse off in a group of people: means over replications of the recorded
/// day with their 95 % intervals; each person stands for its weight.
struct GroupChange {
  std::string scope;     ///< territory, class:KIND=VALUE or zone:ID
  double people = 0.0;   ///< whom they stand for, mean
  double persons = 0.0;  ///< simulated, mean
  Interval gain;         ///< share better off by more than `small_change_min`
  Interval lose;         ///< share worse off by more
  Interval net;          ///< gain − lose
  Interval minutes;      ///< change of the day's utility, in minutes of driving a person
  Interval travel_min;   ///< change of the day's travel time, of those who made all trips twice
  Interval cost_eur;     ///< change of the day's cost, of the same
};

/// The change of each person's day, variant − base of one replication, the persons paired by id.
struct Winners {
  std::vector<GroupChange> groups;  ///< the territory, classes, zones; empty where files can't tell
  /// Changes in minutes of driving of those beyond `small_change_min`, from the greatest loss to
  /// the greatest gain, at equal steps of people; mean over replications.
  std::vector<double> parade;
  double not_paired = 0.0;  ///< persons without a pair or a utility, mean

  const GroupChange* find(std::string_view scope) const;
};

/// Utility is taken to minutes by what a minute of driving costs (`choice.car_per_min`).
/// \errors bad_input: a table is damaged.
Expected<Winners> read_winners(const PairedFiles& files);

}  // namespace eveil::analysis

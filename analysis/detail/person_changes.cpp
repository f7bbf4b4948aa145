// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/person_changes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace eveil::analysis {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// What one run tells of each person's day.
struct Days {
  std::vector<std::uint64_t> id;
  std::vector<double> utility;
  std::vector<double> travel_min;  // NaN where a trip wasn't made
  std::vector<double> cost_eur;
};

Expected<void> add_trips(const output::RunFile& run, Days& days) {
  EVEIL_CHECK(run.rows("trips"));  // columns of one length
  EVEIL_TRY(const auto person, run.integers("trips", "person"));
  EVEIL_TRY(const auto travel, run.numbers("trips", "travel_time_s"));
  EVEIL_TRY(const auto cost, run.numbers("trips", "cost_eur"));
  EVEIL_TRY(const auto status, run.words("trips", "status"));
  const std::size_t done = status.code_of("done");
  for (std::size_t row = 0; row < person.size(); ++row) {
    const auto of = static_cast<std::size_t>(person[row]);
    if (person[row] < 0 || of >= days.id.size()) continue;
    const bool made = status.codes[row] == done;
    days.travel_min[of] += made ? travel[row] / 60.0 : nothing;
    days.cost_eur[of] += made ? cost[row] : nothing;
  }
  return {};
}

Expected<Days> read_days(const output::RunFile& run) {
  Days days;
  EVEIL_CHECK(run.rows("persons"));
  EVEIL_TRY(days.id, run.identifiers("persons", "id"));
  EVEIL_TRY(days.utility, run.numbers("persons", "utility"));
  days.travel_min.assign(days.id.size(), 0.0);
  days.cost_eur.assign(days.id.size(), 0.0);
  EVEIL_CHECK(add_trips(run, days));
  return days;
}

// The base's row of each person of the variant; base.id.size() where it has none.
std::vector<std::size_t> partners(const Days& base, const Days& variant) {
  std::vector<std::pair<std::uint64_t, std::size_t>> known;
  for (std::size_t row = 0; row < base.id.size(); ++row) known.emplace_back(base.id[row], row);
  std::sort(known.begin(), known.end());
  std::vector<std::size_t> rows;
  for (const std::uint64_t id : variant.id) {
    const auto found = std::lower_bound(known.begin(), known.end(), std::pair(id, std::size_t{0}));
    rows.push_back(found != known.end() && found->first == id ? found->second : base.id.size());
  }
  return rows;
}

}  // namespace

Expected<PersonChanges> read_person_changes(const output::RunFile& base,
                                            const output::RunFile& variant) {
  PersonChanges changes;
  const auto a_minute = variant.parameter("choice.car_per_min");
  const bool told = base.has("persons/utility") && variant.has("persons/utility");
  if (!told || !a_minute || !(*a_minute < 0.0)) return changes;
  EVEIL_TRY(const Days before, read_days(base));
  EVEIL_TRY(const Days after, read_days(variant));
  EVEIL_TRY(changes.weight, variant.numbers("persons", "weight"));
  const std::vector<std::size_t> partner = partners(before, after);
  for (std::size_t row = 0; row < partner.size(); ++row) {
    const std::size_t other = partner[row];
    const bool pairs = other < before.id.size();
    const auto change = [&](const std::vector<double>& was, const std::vector<double>& is) {
      return pairs ? is[row] - was[other] : nothing;
    };
    changes.minutes.push_back(change(before.utility, after.utility) / -*a_minute);
    changes.travel_min.push_back(change(before.travel_min, after.travel_min));
    changes.cost_eur.push_back(change(before.cost_eur, after.cost_eur));
  }
  return changes;
}

}  // namespace eveil::analysis

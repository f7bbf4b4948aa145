// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/rates.hpp"

namespace eveil::scenarios {

namespace {
constexpr std::size_t households_looked_at = 40000;
constexpr std::uint64_t typical_seed = 0;
}  // namespace

AnchorKind anchor_kind_of(const Person& person) {
  if (person.employed()) return AnchorKind::work;
  if (person.group == Group::student) return AnchorKind::university;
  return person.student() ? AnchorKind::school : AnchorKind::none;
}

Rates weekday_rates(const ChainTables& chains) {
  Rates rates;
  double people = 0.0;
  for (const Household& household : typical_households(households_looked_at)) {
    for (const Person& person : household.members) {
      people += 1.0;
      const AnchorKind kind = anchor_kind_of(person);
      const auto column = static_cast<std::size_t>(kind);
      if (kind != AnchorKind::none) rates.anchored[column] += 1.0;
      const std::string day = chains.draw(typical_seed, person, false);
      for (std::size_t i = 0; i < day.size(); ++i) {
        const auto activity = static_cast<std::size_t>(activity_of(day[i]));
        if (day[i] == 'H' || is_main(day[i])) continue;
        if (around(typical_seed, person, day, i) == Around::home) {
          rates.around_home[activity] += 1.0;
        } else {
          rates.around_anchor[column][activity] += 1.0;
        }
      }
    }
  }
  for (double& rate : rates.around_home) rate /= people;
  for (std::size_t kind = 0; kind < anchor_kind_count; ++kind) {
    for (double& rate : rates.around_anchor[kind]) rate /= rates.anchored[kind];
    rates.anchored[kind] /= people;
  }
  return rates;
}

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "scenarios/population/chains.hpp"
#include "scenarios/population/kinds.hpp"

namespace eveil::scenarios {

/// Who has a fixed place of which kind.
enum class AnchorKind : std::uint8_t { work, school, university, none };
inline constexpr std::size_t anchor_kind_count = 3;
AnchorKind anchor_kind_of(const Person& person);

/// How often things happen, an inhabitant, on a weekday.
struct Rates {
  std::array<double, anchor_kind_count> anchored{};  ///< people with a fixed place, by kind
  std::array<double, activity_count> around_home{};  ///< visits looked for around home
  /// Visits looked for around the fixed place, for each person who has one of that kind.
  std::array<std::array<double, activity_count>, anchor_kind_count> around_anchor{};
};

/// From typical households, so with a relative error of about one per cent.
Rates weekday_rates(const ChainTables& chains);

}  // namespace eveil::scenarios

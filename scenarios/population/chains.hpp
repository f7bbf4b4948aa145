// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "scenarios/population/person.hpp"

namespace eveil::scenarios {

inline constexpr std::size_t longest_day = 14;

/// What people do one after the other, drawn from the survey's days by type of person.
/// \threads read from any thread once made.
class ChainTables {
 public:
  /// \pre check_chains(chains)
  explicit ChainTables(std::span<const survey::DayChain> chains = survey::chains());

  /// Letters of the person's day, without `?` and `*`; empty: at home all day.
  /// \param attends  the person is one of a generator's attendees of the day: work or study is in
  /// it.
  std::string draw(std::uint64_t seed, const Person& person, bool attends) const;

 private:
  struct Type {
    std::vector<std::string_view> days;
    std::vector<double> cumulative;       ///< of all days
    std::vector<double> cumulative_main;  ///< days without work or study weigh nothing
    std::array<double, 4> some{};         ///< shares of S, L, O, X behind `?`
    std::array<double, 4> more{};         ///< … and behind `*`
  };
  const Type& type_of(const Person& person) const;

  std::array<Type, 2 * group_count> types_;
};

/// Every chain that cannot be a day: an unknown letter, no way home, home twice in a row, too many
/// trips, no weight; each with its row.
Expected<void> check_chains(std::span<const survey::DayChain> chains);

/// Where a secondary place of a day (shop, leisure, other, escort) is looked for: around work or
/// school, or around home.
enum class Around : std::uint8_t { home, anchor };
Around around(std::uint64_t seed, const Person& person, std::string_view day, std::size_t at);

inline bool is_main(char letter) { return letter == 'W' || letter == 'E'; }

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/detail/sites.hpp"
#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

inline constexpr std::size_t hours_of_a_day = 30;  ///< a day runs past midnight

/// One run's day at one generator.
struct SiteSums {
  std::string name;
  std::string kind;
  double parking = 0.0;
  double arrivals = 0.0;
  double co2e_kg = 0.0;
  std::vector<double> modes;  ///< in the order of the file's modes
  std::vector<double> hours = std::vector<double>(hours_of_a_day, 0.0);
  std::array<double, arrivers.size()> people{};
  double parked_most = 0.0;  ///< NaN where no places are stated
  double parking_refused = 0.0;
  double parking_street = 0.0;
};

/// The generators of a run, one a name, in the order of their numbers.
/// \errors bad_input: a table is damaged.
Expected<std::vector<SiteSums>> read_site_sums(const output::RunFile& run);

}  // namespace eveil::analysis

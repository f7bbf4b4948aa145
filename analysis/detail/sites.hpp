// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "analysis/detail/flows.hpp"
#include "analysis/statistics.hpp"
#include "geo/base/error.hpp"

namespace eveil::analysis {

/// A figure of the recorded day without and with: means over replications with intervals; NaN where
/// the runs don't tell.
struct Both {
  Interval base;
  Interval variant;
  Interval difference;  ///< paired
};

/// Who arrives at a generator: shares of its arrivals, from 0 to 1.
inline constexpr std::array<const char*, 6> arrivers = {
    "employee", "student", "visitor", "without_car", "female", "older"};

/// One mobility generator: trips that arrived there, expanded to all people.
struct SiteDetail {
  std::string name;  ///< sites of one name are one generator
  std::string kind;
  double parking = 0.0;  ///< places as declared; NaN where not stated
  Both arrivals;
  std::vector<std::pair<std::string, Both>> modes;  ///< arrivals by mode, of those used
  std::size_t first_hour = 0;
  std::vector<Both> hours;  ///< arrivals by hour, from `first_hour`
  Both co2e_kg;             ///< of the trips that arrive, tank to wheel
  std::array<Both, arrivers.size()> people;
  // Cars, expanded by the sample as the places are; NaN where no places are stated.
  Both parked_most;
  Both parking_refused;  ///< found the places full
  Both parking_street;   ///< of them, went to the street
};

/// \errors bad_input: a table is damaged.
Expected<std::vector<SiteDetail>> read_sites(const PairedFiles& files);

}  // namespace eveil::analysis

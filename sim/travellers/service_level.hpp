// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "geo/base/units.hpp"
#include "scenarios/services/service.hpp"

namespace eveil::sim {

/// Hours of a day, from 03:00, for which a service's level is kept.
inline constexpr std::size_t level_hours = 27;

/// What was observed of a service, by hour of request; older days fade.
struct ServiceLevel {
  std::string service;  ///< its name: levels are matched by name between scenarios
  struct Hour {
    double requests = 0.0;  ///< weight of the requests observed
    double wait_s = 0.0;    ///< sum; a refusal counts as the longest wait
    double refusals = 0.0;
    double rides = 0.0;   ///< rides that ended
    double detour = 0.0;  ///< sum over them of ride time ÷ direct time
  };
  std::array<Hour, level_hours> hours{};

  Hour& at(TimeOfDay request);
  const Hour& at(TimeOfDay request) const;
  /// Before a new day is added, what is older counts less.
  void fade(double kept);
};

/// What a traveller expects of one ride.
struct ExpectedRide {
  Duration wait;
  double detour = 1.0;  ///< ride time ÷ direct time
  double refusal_share = 0.0;
};

/// The prior from the service's promise, weighing `prior_weight` requests, and what was observed in
/// that hour.
///
/// The prior: half the longest wait, half-way between no detour and the longest, no refusal.
ExpectedRide expected_ride(const ServiceLevel& level,
                           const scenarios::Service& service,
                           TimeOfDay request,
                           double prior_weight);

}  // namespace eveil::sim

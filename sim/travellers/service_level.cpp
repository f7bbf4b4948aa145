// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/service_level.hpp"

#include <algorithm>

namespace eveil::sim {

namespace {

std::size_t hour_of(TimeOfDay request) {
  const auto hour = (request - day_start).ms / minutes(60).ms;
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(hour, 0, static_cast<std::int64_t>(level_hours) - 1));
}

}  // namespace

ServiceLevel::Hour& ServiceLevel::at(TimeOfDay request) { return hours[hour_of(request)]; }

const ServiceLevel::Hour& ServiceLevel::at(TimeOfDay request) const {
  return hours[hour_of(request)];
}

void ServiceLevel::fade(double kept) {
  for (Hour& hour : hours) {
    hour.requests *= kept;
    hour.wait_s *= kept;
    hour.refusals *= kept;
    hour.rides *= kept;
    hour.detour *= kept;
  }
}

ExpectedRide expected_ride(const ServiceLevel& level,
                           const scenarios::Service& service,
                           TimeOfDay request,
                           double prior_weight) {
  const ServiceLevel::Hour& hour = level.at(request);
  const double prior_wait = service.max_wait.seconds() / 2.0;
  const double prior_detour = (1.0 + service.max_detour) / 2.0;
  const double asked = prior_weight + hour.requests;
  const double ridden = prior_weight + hour.rides;
  // A promise without weight is still all that is known where nothing was observed.
  ExpectedRide expected{duration(Seconds(prior_wait)), prior_detour, 0.0};
  if (asked > 0.0) {
    expected.wait = duration(Seconds((prior_weight * prior_wait + hour.wait_s) / asked));
    expected.refusal_share = hour.refusals / asked;
  }
  if (ridden > 0.0) expected.detour = (prior_weight * prior_detour + hour.detour) / ridden;
  return expected;
}

}  // namespace eveil::sim

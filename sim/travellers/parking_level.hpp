// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "geo/places/sites.hpp"
#include "sim/travellers/service_level.hpp"

namespace eveil::sim {

/// What cars that came to a mobility generator lost by looking for a place, by hour of arrival.
class ParkingLevel {
 public:
  struct Hour {
    double cars = 0.0;    ///< weight: older days fade
    double lost_s = 0.0;  ///< sum of search and walks to and from the place
  };
  /// A car that loses nothing is thought to have been seen so often already. [A]
  static constexpr double prior_cars = 1.0;

  ParkingLevel() = default;
  explicit ParkingLevel(std::size_t sites) : hours_(sites * level_hours) {}

  void observe(geo::SiteId site, TimeOfDay arrival, Duration lost) {
    Hour& hour = hours_[row(site, arrival)];
    hour.cars += 1.0;
    hour.lost_s += lost.seconds();
  }
  void fade(double kept) {
    for (Hour& hour : hours_) hour = {hour.cars * kept, hour.lost_s * kept};
  }
  Duration expected(geo::SiteId site, TimeOfDay arrival) const {
    if (!site.valid() || hours_.empty()) return {};
    const Hour& hour = hours_[row(site, arrival)];
    return duration(Seconds(hour.lost_s / (hour.cars + prior_cars)));
  }
  /// [site * level_hours + hour]
  const std::vector<Hour>& hours() const { return hours_; }
  std::vector<Hour>& hours() { return hours_; }

 private:
  static std::size_t row(geo::SiteId site, TimeOfDay arrival) {
    return site.value * level_hours + level_hour_of(arrival);
  }
  std::vector<Hour> hours_;
};

}  // namespace eveil::sim

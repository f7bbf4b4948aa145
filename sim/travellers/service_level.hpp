// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/places/zones.hpp"
#include "scenarios/services/service.hpp"

namespace eveil::sim {

/// Hours of a day, from 03:00, for which a service's level is kept.
inline constexpr std::size_t level_hours = 27;
std::size_t level_hour_of(TimeOfDay time);

/// The zones whose experience stands in for a zone's own, where that is thin: the nearest by
/// centre. \threads parallel over zones; the same answer at any thread count.
Ragged<geo::ZoneId, geo::ZoneId> neighbours_of(const geo::Zones& zones);

/// What was observed of some requests; weights, since older days fade.
struct Observed {
  double requests = 0.0;  ///< weight of the requests
  double wait_s = 0.0;    ///< sum; a refusal counts as the longest wait
  double refusals = 0.0;
  double rides = 0.0;   ///< rides that ended
  double detour = 0.0;  ///< sum over them of ride time ÷ direct time

  /// Adds another's, each request counting `weight`.
  void add(const Observed& other, double weight);
};

/// What was observed of a service, by zone of the request's origin and hour.
class ServiceLevel {
 public:
  ServiceLevel() = default;
  ServiceLevel(std::string name, std::size_t zones)
      : service(std::move(name)), cells_((zones + 1) * level_hours) {}

  std::string service;  ///< its name: levels are matched by name between scenarios

  /// \param zone  none: outside all zones.
  const Observed& at(geo::ZoneId zone, std::size_t hour) const { return cells_[row(zone, hour)]; }
  const Observed& total() const { return total_; }
  std::size_t zones() const { return cells_.size() / level_hours - 1; }
  /// All cells, [zone * level_hours + hour]; those outside all zones last.
  const std::vector<Observed>& cells() const { return cells_; }

  void observe(geo::ZoneId zone, TimeOfDay request, const Observed& what);
  /// Before a new day is added, what is older counts less.
  void fade(double kept);
  /// Puts one cell as it was stored. \pre cell < cells().size()
  void restore(std::size_t cell, const Observed& what);
  /// To be called after observations or restored cells, before anybody asks what to expect: always
  /// in one order, so that a state read back gives the same bits.
  void sum_up();

 private:
  std::size_t row(geo::ZoneId zone, std::size_t hour) const {
    const std::size_t place = zone.valid() ? std::size_t{zone.value} : zones();
    return place * level_hours + hour;
  }

  std::vector<Observed> cells_;
  Observed total_;
};

/// What a traveller expects of one ride.
struct ExpectedRide {
  Duration wait;
  double detour = 1.0;  ///< ride time ÷ direct time
  double refusal_share = 0.0;
};

/// Where and when a request would be made, and who lives near.
struct RequestPlace {
  geo::ZoneId zone;
  TimeOfDay time;
  std::span<const geo::ZoneId> neighbours;
};

/// Less than so many requests in the zone and hour: others' experience fills up. [A]
inline constexpr double borrowed_requests = 10.0;
/// A request of the hour before or after, or of a neighbouring zone, fills up as this much. [A]
inline constexpr double neighbour_weight = 0.5;
/// A request of anywhere and any hour fills up as this much. [A]
inline constexpr double anywhere_weight = 0.1;

/// The prior from the service's promise, weighing `prior_weight` requests, and what was observed in
/// that zone and hour; where that is under `borrowed_requests`, it is filled up from neighbouring
/// hours and zones, then from the whole service.
///
/// The prior: half the longest wait, half-way between no detour and the longest, no refusal.
ExpectedRide expected_ride(const ServiceLevel& level,
                           const scenarios::Service& service,
                           const RequestPlace& request,
                           double prior_weight);

}  // namespace eveil::sim

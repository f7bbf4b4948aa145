// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/places/sites.hpp"
#include "scenarios/population/population.hpp"
#include "sim/records.hpp"
#include "sim/world.hpp"

namespace eveil::sim {

/// The places of mobility generators on one day: they fill, and are free again when a car leaves.
///
/// A site that states no number has places for all, and for its own visitors only. A sample of p
/// has p of the places, at least one where there is any.
class DayParking {
 public:
  explicit DayParking(const World& world);

  /// Where a car is left, and what that takes.
  struct Place {
    Duration search;
    Duration walk;       ///< from the place to the site
    geo::SiteId others;  ///< the site whose places it took instead, or none
  };
  /// A driver to `site` (none: a place at the door) leaves the car. \pre it isn't parked already.
  Place take(scenarios::PersonId person, geo::SiteId site);
  /// The driver goes back to the car. \return the walk to it.
  Duration leave(scenarios::PersonId person);

  std::uint32_t places(geo::SiteId site) const { return places_[site]; }
  const std::vector<ParkingUse>& use() const { return use_; }

  /// Which cars stand where.
  void visit(Archive& archive);

 private:
  struct Near {
    geo::SiteId site;
    Duration walk;
  };
  struct Parked {
    geo::SiteId site;  ///< whose place it has, or none
    Duration walk;
  };
  bool enter(geo::SiteId site);
  void check(Archive& archive) const;

  static constexpr std::uint32_t unlimited = 0xffffffffU;
  Duration street_search_;
  Column<geo::SiteId, std::uint32_t> places_;
  Column<geo::SiteId, std::uint32_t> taken_;
  Column<geo::SiteId, std::vector<Near>> near_;  ///< with places, nearest first
  Column<scenarios::PersonId, Parked> car_;
  std::vector<ParkingUse> use_;
};

}  // namespace eveil::sim

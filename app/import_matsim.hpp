// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/json.hpp"
#include "geo/network/matsim.hpp"
#include "scenarios/population/plans.hpp"

namespace eveil::app {

/// The coordinate system of an import, and what to say about it.
struct ImportCrs {
  std::string name;  ///< EPSG:…
  std::string note;  ///< empty where there is nothing to say
};

/// What is asked for, else what network or plans state; where they state none, or one that is no
/// place on Earth (`Atlantis`), and all places lie within 1000 km of 0, 0: a plane around 0° N 0°
/// E. \errors bad_input: a system whose name isn't known; none, and places far from 0, 0.
Expected<ImportCrs> import_crs(const std::string& asked,
                               const std::vector<std::string>& stated,
                               const std::vector<Point>& places);

/// Square zones over places, as GeoJSON: sides of 1 km, or so much longer that at most 100 cover
/// the extent; with the number of `homes` in each. Squares without places are left out.
std::string zones_over(const std::vector<Point>& places,
                       const std::vector<Point>& homes,
                       const std::string& crs);

/// Where people do things, by their plans; for zones, before there is a territory.
class PlanPlaces : public scenarios::PlanTaker {
 public:
  explicit PlanPlaces(const geo::Network& network);
  void take(scenarios::PlanPerson person) override;
  std::vector<Point> places;
  std::vector<Point> homes;

 private:
  std::optional<Point> place_of(const scenarios::PlanActivity& activity) const;
  std::vector<std::pair<std::string, Point>> links_;  ///< by name
};

/// What an import came to, for programs.
Json to_json(const scenarios::PlannedPeople& plans);

}  // namespace eveil::app

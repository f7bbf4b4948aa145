// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/territory.hpp"
#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

/// Something done at a place, as a plan states it.
struct PlanActivity {
  std::string type;
  std::optional<Point> place;     ///< in the territory's CRS
  std::string link;               ///< the link's name; empty where not stated
  std::optional<Duration> end;    ///< after midnight
  std::optional<Duration> stays;  ///< at most so long
  bool interaction = false;       ///< between the legs of one trip, not an activity of its own
};

/// One way by one mode, as a plan states it.
struct PlanLeg {
  std::string mode;
  std::optional<Duration> departure;  ///< after midnight
  std::optional<Duration> travel;     ///< how long it takes
  std::optional<double> distance_m;
  /// Names of links from the one it starts on to the one it ends on, or of nodes in between.
  std::vector<std::string> route;
  bool by_nodes = false;
  bool fixed = false;  ///< a route is stated, even if it names nothing in between
  std::string start_link;
  std::string end_link;
};

/// One person with the plan that is selected: activities and legs take turns, activities at both
/// ends.
struct PlanPerson {
  std::string id;
  std::optional<std::uint8_t> age;
  std::optional<Sex> sex;
  std::optional<bool> employed;
  std::optional<bool> licence;
  std::optional<bool> car;
  std::vector<PlanActivity> activities;
  std::vector<PlanLeg> legs;  ///< one fewer than activities
};

/// Takes persons one by one, in the order of their file.
class PlanTaker {
 public:
  PlanTaker() = default;
  virtual ~PlanTaker() = default;
  PlanTaker(const PlanTaker&) = delete;
  PlanTaker& operator=(const PlanTaker&) = delete;
  virtual void take(PlanPerson person) = 0;
};

/// Demand that couldn't be kept as it is stated, by cause.
struct PlanLoss {
  std::uint64_t persons = 0;
  std::uint64_t trips = 0;
  std::string example;  ///< id of the first person
};

/// What became of plans on a territory.
struct PlannedPeople {
  Population people;
  std::uint64_t persons_read = 0;
  std::uint64_t trips_read = 0;
  std::map<std::string, PlanLoss> lost;  ///< by cause, in plain words
  std::uint64_t routes_kept = 0;         ///< of trips by car
  std::uint64_t routes_sought = 0;
  std::uint64_t several_modes = 0;  ///< trips that count as their main mode
  std::uint64_t ages_assumed = 0;

  std::uint64_t persons_lost() const;
  std::uint64_t trips_lost() const;
  /// One sentence each: what was lost, why, and its share.
  std::vector<std::string> notes() const;
};

/// Makes the people of a run of stated plans: places, links and zones of the territory, trips
/// between activities, modes and routes as stated.
///
/// - The first activity is at home; a tour ends there, or where the mode changes.
/// - A person whose plan can't be kept is left out with all trips, and counted by cause: a mode
///   that isn't known, a place or link that isn't there, a route with a gap or over a link that
///   cars may not enter, a forbidden turn, a departure before 03:00. From the first departure at
///   30:00 or later on, or from an activity without an end, the rest of a plan is left out.
/// - Where several modes make a trip, public transport counts before the car, the car before
///   riding along, that before the bicycle, that before walking; walks at both ends of a car's way
///   are kept.
/// - \param share  of the population that the plans stand for; nobody is left out for it.
class PlansOnTerritory : public PlanTaker {
 public:
  PlansOnTerritory(const geo::Territory& territory, double share);
  ~PlansOnTerritory() override;
  void take(PlanPerson person) override;
  /// \errors bad_input at `where`: nobody is left.
  Expected<PlannedPeople> finish(const std::string& where);

 private:
  class Maker;
  std::unique_ptr<Maker> maker_;
};

}  // namespace eveil::scenarios

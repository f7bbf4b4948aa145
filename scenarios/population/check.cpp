// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "scenarios/population/population.hpp"

namespace eveil::scenarios {

namespace {

constexpr std::size_t most_errors = 20;

class Laws {
 public:
  Laws(const Population& population, const geo::Territory& territory)
      : people_(population), territory_(territory), zones_(territory.zones) {}

  Expected<void> check() {
    if (!same_lengths()) {
      return failed("population", "columns of one table have different lengths");
    }
    for (const HouseholdId household : people_.household_name.ids()) check_household(household);
    for (const PersonId person : people_.persons()) {
      check_person(person);
      check_trips(person);
      if (errors_.size() >= most_errors) break;
    }
    if (errors_.empty()) return {};
    return joined(std::move(errors_));
  }

 private:
  bool same_lengths() const {
    const std::size_t n = people_.name.size();
    const std::size_t m = people_.person.size();
    for (const std::size_t size : {people_.zone.size(),
                                   people_.home.size(),
                                   people_.home_link.size(),
                                   people_.age.size(),
                                   people_.sex.size(),
                                   people_.employed.size(),
                                   people_.student.size(),
                                   people_.licence.size(),
                                   people_.car.size(),
                                   people_.household.size(),
                                   people_.part_time.size(),
                                   people_.income.size(),
                                   people_.bicycle.size(),
                                   people_.passenger.size(),
                                   people_.site.size(),
                                   people_.role.size()}) {
      if (size != n) return false;
    }
    for (const std::size_t size : {people_.tour.size(),
                                   people_.purpose.size(),
                                   people_.departure.size(),
                                   people_.wanted_arrival.size(),
                                   people_.escorted.size(),
                                   people_.origin.size(),
                                   people_.destination.size(),
                                   people_.origin_link.size(),
                                   people_.destination_link.size(),
                                   people_.origin_zone.size(),
                                   people_.destination_zone.size(),
                                   people_.destination_site.size()}) {
      if (size != m) return false;
    }
    const std::size_t h = people_.household_name.size();
    if (people_.cars.size() != h || people_.bicycles.size() != h) return false;
    if (people_.first_person.size() != h + 1 || people_.first_person[HouseholdId(h)] != n) {
      return false;
    }
    return people_.first_trip.size() == n + 1 && people_.first_trip[PersonId(n)] == m;
  }

  void broken(PersonId person, std::string what) {
    errors_.push_back(
        {ErrorKind::failed, fmt::format("person {}", person.value), std::move(what), {}});
  }
  bool link(geo::LinkId id) const { return id.value < territory_.network.link_count(); }
  bool zone(geo::ZoneId id) const { return id.value < territory_.zones.size(); }

  /// In the zone, or at its centre where it has no road, or at a site that lies by it.
  bool lies_in(Point p, geo::ZoneId id) const {
    if (zones_.zone_at(p) == id || p == territory_.zones.centre[id]) return true;
    for (const Point site : territory_.sites.place) {
      if (p == site && zones_.nearest_zone(p) == id) return true;
    }
    return false;
  }

  void check_household(HouseholdId id) {
    const std::uint32_t first = people_.first_person[id];
    const std::uint32_t last = people_.first_person[HouseholdId(id.value + 1)];
    if (errors_.size() >= most_errors) return;
    if (last <= first || last > people_.person_count()) {
      return broken(PersonId(first), "a household without members");
    }
    const PersonId reference(first);
    bool adult = false;
    std::uint32_t cars = 0;
    std::uint32_t bicycles = 0;
    for (std::uint32_t row = first; row < last; ++row) {
      const PersonId person(row);
      if (people_.household[person] != id) {
        broken(person, "isn't a member of the household whose rows hold it");
      }
      if (people_.home[person] != people_.home[reference] ||
          people_.income[person] != people_.income[reference]) {
        broken(person, "has another home or income than the household");
      }
      adult = adult || people_.age[person] >= 18;
      cars += people_.car[person];
      bicycles += people_.bicycle[person];
    }
    if (people_.stated.any()) return;  // whoever is stated lives alone and has what the plan uses
    if (!adult) broken(reference, "lives in a household of children alone");
    if (cars > people_.cars[id]) broken(reference, "members have more cars than their household");
    if (bicycles > people_.bicycles[id]) {
      broken(reference, "members have more bicycles than their household");
    }
  }

  void check_person(PersonId id) {
    if (!zone(people_.zone[id]) || !link(people_.home_link[id])) {
      return broken(id, "home is in no zone or on no link");
    }
    if (!people_.stated.any() && !lies_in(people_.home[id], people_.zone[id]))
      broken(id, "home lies outside its zone");
    const bool made = !people_.stated.any();
    if (made && people_.car[id] != 0 && people_.licence[id] == 0)
      broken(id, "has a car without a licence");
    if (people_.part_time[id] > people_.employed[id]) broken(id, "works part time without a job");
    if (people_.income[id] < 1 || people_.income[id] > income_class_count) {
      broken(id, "has no class of income");
    }
    if (made && people_.licence[id] != 0 && people_.age[id] < 18)
      broken(id, "has a licence under 18");
    const geo::SiteId site = people_.site[id];
    if (site.valid() && site.value >= territory_.sites.size()) broken(id, "attends no known site");
    if (site.valid() != (people_.role[id] != geo::Role::none)) broken(id, "a role without a site");
    if (people_.first_trip[PersonId(id.value + 1)] < people_.first_trip[id]) {
      broken(id, "trips overlap those of the person before");
    }
  }

  void check_trips(PersonId id) {
    const std::uint32_t first = people_.first_trip[id];
    const std::uint32_t last = people_.first_trip[PersonId(id.value + 1)];
    Point at = people_.home[id];
    TimeOfDay now = day_start;
    std::uint16_t tour = 0;
    for (std::uint32_t row = first; row < last; ++row) {
      const TripId trip(row);
      check_trip(id, trip);
      if (people_.origin[trip] != at) broken(id, "a trip starts where the one before didn't end");
      if (people_.departure[trip] < now) broken(id, "departures fall or precede the day");
      if (people_.wanted_arrival[trip] != no_wanted_arrival &&
          people_.wanted_arrival[trip] < people_.departure[trip]) {
        broken(id, "wants to arrive before leaving");
      }
      if (people_.departure[trip] >= day_end) broken(id, "leaves after the end of the day");
      if (people_.tour[trip] != tour) broken(id, "tours aren't numbered one after the other");
      at = people_.destination[trip];
      now = people_.departure[trip];
      if (people_.stated.any()) {
        if (row + 1 < last && tour_ends(trip)) ++tour;
        continue;
      }
      if (people_.purpose[trip] != Activity::home) continue;
      if (at != people_.home[id]) broken(id, "a tour ends elsewhere than at home");
      ++tour;
    }
    if (!people_.stated.any() && last > first &&
        people_.purpose[TripId(last - 1)] != Activity::home) {
      broken(id, "the day doesn't end at home");
    }
  }

  // At home, or where the stated mode changes.
  bool tour_ends(TripId trip) const {
    const TripId next(trip.value + 1);
    return people_.purpose[trip] == Activity::home ||
           people_.stated.mode[trip] != people_.stated.mode[next];
  }

  void check_trip(PersonId id, TripId trip) {
    if (people_.person[trip] != id) broken(id, "a trip names another person");
    if (!link(people_.origin_link[trip]) || !link(people_.destination_link[trip])) {
      broken(id, "a trip's end is on no link");
    }
    if (!zone(people_.origin_zone[trip]) || !zone(people_.destination_zone[trip])) {
      return broken(id, "a trip's end is in no zone");
    }
    if (!people_.stated.any() &&
        !lies_in(people_.destination[trip], people_.destination_zone[trip])) {
      broken(id, "a destination lies outside its zone");
    }
    const PersonId child = people_.escorted[trip];
    if (child.valid() && (child.value >= people_.person_count() ||
                          people_.household[child] != people_.household[id])) {
      broken(id, "escorts somebody of another household");
    }
    const geo::SiteId site = people_.destination_site[trip];
    if (!site.valid()) return;
    if (site.value >= territory_.sites.size()) return broken(id, "goes to no known site");
    const TimeOfDay wanted = people_.wanted_arrival[trip];
    if (wanted != no_wanted_arrival && wanted < territory_.sites.opens[site]) {
      broken(id, "wants to be at a site before it opens");
    }
  }

  const Population& people_;
  const geo::Territory& territory_;
  geo::ZoneFinder zones_;
  std::vector<Error> errors_;
};

}  // namespace

Expected<void> check_population(const Population& population, const geo::Territory& territory) {
  return Laws(population, territory).check();
}

}  // namespace eveil::scenarios

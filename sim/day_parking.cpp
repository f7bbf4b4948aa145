// SPDX-License-Identifier: Apache-2.0
#include "sim/day_parking.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "geo/base/geometry.hpp"
#include "sim/traffic/state_checks.hpp"

namespace eveil::sim {

using geo::SiteId;
using scenarios::PersonId;

DayParking::DayParking(const World& world)
    : street_search_(duration(Seconds(60.0 * world.scenario.parking.street_search_min))) {
  const geo::Sites& sites = world.territory.sites;
  const scenarios::ChoiceParameters& choice = world.scenario.choice;
  const double sample = world.scenario.simulation.sample;
  for (const SiteId site : sites.name.ids()) {
    const double stated = sites.parking[site];
    const double scaled = std::floor(stated * sample + 0.5);
    places_.push_back(stated < 0.0   ? unlimited
                      : stated < 1.0 ? 0
                                     : static_cast<std::uint32_t>(std::max(1.0, scaled)));
  }
  for (const SiteId site : sites.name.ids()) {
    std::vector<Near> near;
    for (const SiteId other : sites.name.ids()) {
      const Metres straight = distance(sites.place[site], sites.place[other]);
      if (other == site || places_[other] == unlimited || places_[other] == 0) continue;
      if (straight > Metres(world.scenario.parking.walk_m)) continue;
      const Metres walked = straight * choice.walk_detour;
      near.push_back({other, duration(walked / MetresPerSecond(choice.walk_speed_m_s))});
    }
    std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
      return std::tie(a.walk, a.site) < std::tie(b.walk, b.site);
    });
    near_.push_back(std::move(near));
  }
  taken_.resize(sites.size(), 0);
  car_.resize(world.population.person_count());
  use_.resize(sites.size());
}

bool DayParking::enter(SiteId site) {
  if (taken_[site] >= places_[site]) return false;
  ++taken_[site];
  use_[site.value].greatest = std::max(use_[site.value].greatest, taken_[site]);
  return true;
}

DayParking::Place DayParking::take(PersonId person, SiteId site) {
  Place place;
  if (!site.valid()) return place;
  if (enter(site)) {
    car_[person] = {site, {}};
    return place;
  }
  ParkingUse& use = use_[site.value];
  ++use.sent_on;
  place.search = street_search_;
  for (const Near& near : near_[site]) {
    if (!enter(near.site)) continue;
    place = {{}, near.walk, near.site};
    break;
  }
  if (!place.others.valid()) ++use.to_street;
  car_[person] = {place.others, place.walk};
  use.lost = use.lost + place.search + place.walk;
  return place;
}

Duration DayParking::leave(PersonId person) {
  const Parked parked = car_[person];
  car_[person] = {};
  if (parked.site.valid()) --taken_[parked.site];
  return parked.walk;
}

void DayParking::visit(Archive& archive) {
  static_assert(
      sizeof(DayParking) == 128,
      "a field came or went: see visit, then renew the size");  // a field more: made from the
                                                                // world, or of the day?
  const std::size_t people = car_.size();
  archive.part("parking");
  archive(taken_, car_, use_);
  if (!archive.reading()) return;
  archive.require(
      taken_.size() == places_.size() && use_.size() == places_.size() && car_.size() == people,
      "as many sites and people as the world has");
  if (archive.good()) check(archive);
}

void DayParking::check(Archive& archive) const {
  Column<SiteId, std::uint32_t> found(taken_.size(), 0);
  for (const Parked& car : car_) {
    archive.require(may_be(car.site, found.size()) && sane(car.walk) && car.walk >= Duration{},
                    "cars at sites that there are");
    if (archive.good() && car.site.valid()) ++found[car.site];
  }
  for (const SiteId site : found.ids()) {
    archive.require(found[site] == taken_[site] && taken_[site] <= places_[site],
                    "places taken by the cars that stand there");
  }
  for (const ParkingUse& use : use_) archive.require(sane(use.lost), "times of one day");
}

}  // namespace eveil::sim

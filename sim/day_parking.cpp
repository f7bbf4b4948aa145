// SPDX-License-Identifier: Apache-2.0
#include "sim/day_parking.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "geo/base/geometry.hpp"

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

}  // namespace eveil::sim

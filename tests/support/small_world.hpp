// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geo/base/random.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/world.hpp"
#include "tests/support/ascii_network.hpp"

namespace eveil::tests {

/// People added one by one to a drawn network, for tests of what they do.
class PeopleMaker {
 public:
  PeopleMaker() {
    people.first_trip.push_back(0);
    people.first_person.push_back(0);
  }

  /// A household of one who lives at the end of `home` (a link) and makes one tour home → away →
  /// home.
  scenarios::PersonId commuter(const geo::Network& network,
                               geo::LinkId home,
                               geo::LinkId away,
                               TimeOfDay out,
                               TimeOfDay back,
                               bool car) {
    using namespace scenarios;
    const Point home_place = network.place[network.to[home]];
    const Point away_place = network.place[network.to[away]];
    const PersonId person = people.name.push_back(stable_name({people.name.size(), 77}));
    people.zone.push_back(geo::ZoneId(std::size_t{0}));
    people.home.push_back(home_place);
    people.home_link.push_back(home);
    people.age.push_back(40);
    people.sex.push_back(Sex::female);
    people.household.push_back(people.household_name.push_back(people.name[person]));
    people.cars.push_back(car ? 1 : 0);
    people.bicycles.push_back(0);
    people.first_person.push_back(static_cast<std::uint32_t>(people.name.size()));
    people.employed.push_back(1);
    people.part_time.push_back(0);
    people.income.push_back(3);
    people.bicycle.push_back(0);
    people.passenger.push_back(0);
    people.student.push_back(0);
    people.licence.push_back(car ? 1 : 0);
    people.car.push_back(car ? 1 : 0);
    people.site.push_back(geo::SiteId::none());
    people.role.push_back(geo::Role::none);
    add_trip(person, Activity::work, out, {home_place, home}, {away_place, away});
    add_trip(person, Activity::home, back, {away_place, away}, {home_place, home});
    people.first_trip.push_back(static_cast<std::uint32_t>(people.person.size()));
    return person;
  }

  scenarios::Population people;

 private:
  struct End {
    Point place;
    geo::LinkId link;
  };
  void add_trip(scenarios::PersonId person,
                scenarios::Activity purpose,
                TimeOfDay departure,
                End from,
                End to) {
    people.person.push_back(person);
    people.tour.push_back(0);
    people.purpose.push_back(purpose);
    people.departure.push_back(departure);
    people.wanted_arrival.push_back(scenarios::no_wanted_arrival);
    people.escorted.push_back(scenarios::PersonId::none());
    people.origin.push_back(from.place);
    people.destination.push_back(to.place);
    people.origin_link.push_back(from.link);
    people.destination_link.push_back(to.link);
    people.origin_zone.push_back(geo::ZoneId(std::size_t{0}));
    people.destination_zone.push_back(geo::ZoneId(std::size_t{0}));
    people.destination_site.push_back(geo::SiteId::none());
  }
};

/// A territory of one square zone around a drawn network.
inline geo::Territory territory_of(const AsciiNetwork& drawn) {
  geo::Territory territory;
  territory.name = "drawn";
  territory.crs_name = "EPSG:2154";
  territory.digest = "drawn";
  territory.network = drawn.network;
  const double far = 1e5;
  territory.zones.code.push_back("Z");
  territory.zones.name.push_back("Z");
  territory.zones.area.push_back(
      {{{{{{-far, -far}, {far, -far}, {far, far}, {-far, far}, {-far, -far}}}}}});
  territory.zones.centre.push_back({0.0, 0.0});
  territory.zones.population.push_back(1000.0);
  territory.zones.jobs.push_back(-1.0);
  return territory;
}

/// A service for the whole of such a territory, all day.
inline scenarios::Service service_everywhere(const geo::Territory& territory, std::string name) {
  scenarios::Service service;
  service.name = std::move(name);
  service.area = territory.zones.area[geo::ZoneId(std::size_t{0})];
  service.hours = {{time_of_day(3), time_of_day(30)}};
  return service;
}

/// Parts that live as long as the world that looks at them.
struct SmallWorld {
  AsciiNetwork drawn;
  geo::Territory territory;
  scenarios::Population people;
  scenarios::Scenario scenario;
  std::unique_ptr<geo::RoadGraph> graph;

  /// Places are drawn `scale` times as far apart as an AsciiNetwork says: 5 columns are 1 km.
  explicit SmallWorld(const std::string& drawing, double scale = 20.0)
      : drawn(network_of(drawing)), territory(territory_of(drawn)) {
    for (Point& place : territory.network.place) place = {place.x * scale, place.y * scale};
    for (Point& point : territory.network.shape.values()) {
      point = {point.x * scale, point.y * scale};
    }
    graph = std::make_unique<geo::RoadGraph>(territory.network, geo::access_car);
    scenario.territory_file = "drawn";
  }
  SmallWorld(const SmallWorld&) = delete;
  SmallWorld& operator=(const SmallWorld&) = delete;
  /// People who drive from the end of one link to that of another at 8:00 and back at 17:00.
  void settle_commuters(const std::string& from, const std::string& to, std::size_t count) {
    PeopleMaker maker;
    for (std::size_t row = 0; row < count; ++row) {
      maker.commuter(territory.network,
                     drawn.link(from),
                     drawn.link(to),
                     time_of_day(8),
                     time_of_day(17),
                     true);
    }
    people = maker.people;
  }
  sim::World world() const { return sim::World(territory, people, scenario, *graph); }
  /// The same with `count` background vehicles from the end of one link to that of another, `gap`
  /// apart from `first` on.
  sim::World with_background(std::size_t count,
                             const std::string& from,
                             const std::string& to,
                             TimeOfDay first,
                             Duration gap) const {
    sim::World made = world();
    TimeOfDay departure = first;
    for (std::size_t row = 0; row < count; ++row, departure = departure + gap) {
      made.background.push_back(
          {stable_name({99, row}), departure, drawn.link(from), drawn.link(to), 1.0});
    }
    return made;
  }
};

}  // namespace eveil::tests

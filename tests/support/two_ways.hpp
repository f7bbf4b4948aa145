// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "tests/support/drawn_timetable.hpp"
#include "tests/support/small_world.hpp"

namespace eveil::tests {

/// Two ways from B to E: over C (short, narrow) and over D (longer).
inline constexpr const char* two_ways = R"(
     C
A----B----E----F
     D
A-B 500 m 36 km/h
B-C 1000 m 50 km/h 300 veh/h
C-E 1000 m 50 km/h 300 veh/h
B-D 1500 m 50 km/h
D-E 1500 m 50 km/h
E-F 500 m 36 km/h
)";

/// Commuters from A-B to E-F in the hour of eight, three of four with a car.
inline void settle_two_ways(SmallWorld& small, int count) {
  PeopleMaker maker;
  for (int person = 0; person < count; ++person) {
    maker.commuter(small.territory.network,
                   small.drawn.link("AB"),
                   small.drawn.link("EF"),
                   time_of_day(8, person * 40 / count, person % 60),
                   time_of_day(17, person % 50),
                   person % 4 != 0);
  }
  small.people = maker.people;
}

/// The same with five days of learning.
inline void fill_two_ways(SmallWorld& small, int count) {
  settle_two_ways(small, count);
  small.scenario.simulation.days = 5;
  small.scenario.simulation.fork_days = 3;
}

/// A bus of few places beside the road, fixed starts of work, and a car park that fills.
inline void enrich(SmallWorld& small) {
  const geo::Network& network = small.territory.network;
  const Point home = network.place[network.to[small.drawn.link("AB")]];
  const Point work = network.place[network.to[small.drawn.link("EF")]];
  geo::DrawnTimetable timetable;
  const geo::StopId near_home = timetable.stop({home.x + 100.0, home.y});
  const geo::StopId near_work = timetable.stop({work.x, work.y + 100.0});
  const geo::LineId line = timetable.line(20);
  std::vector<std::vector<TimeOfDay>> out;
  std::vector<std::vector<TimeOfDay>> back;
  for (int bus = 0; bus < 20; ++bus) {
    out.push_back({time_of_day(7, 30) + minutes(5 * bus), time_of_day(7, 36) + minutes(5 * bus)});
    back.push_back({time_of_day(17) + minutes(5 * bus), time_of_day(17, 6) + minutes(5 * bus)});
  }
  timetable.pattern_at(line, {near_home, near_work}, out);
  timetable.pattern_at(line, {near_work, near_home}, back);
  small.territory.timetable = timetable.done();
  geo::Sites& sites = small.territory.sites;
  sites.name.push_back("office");
  sites.kind.push_back(geo::SiteKind::office);
  sites.place.push_back(work);
  sites.attendees.push_back({});
  sites.parking.push_back(50.0);
  sites.opens.push_back(time_of_day(7));
  sites.closes.push_back(time_of_day(20));
  sites.group.push_back("");
  for (const scenarios::TripId trip : small.people.person.ids()) {
    if (small.people.purpose[trip] != scenarios::Activity::work) continue;
    small.people.destination_site[trip] = geo::SiteId(std::size_t{0});
    small.people.wanted_arrival[trip] = small.people.departure[trip] + minutes(15);
    small.people.bicycle[small.people.person[trip]] = 1;
  }
  small.scenario.choice.transit_constant = 1.0;
  small.scenario.choice.bicycle_constant = 0.0;
}

}  // namespace eveil::tests

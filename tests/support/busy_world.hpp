// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/base/random.hpp"
#include "sim/run.hpp"
#include "tests/support/drawn_timetable.hpp"
#include "tests/support/two_ways.hpp"

namespace eveil::tests {

/// A small world in which everything happens: commuters over a narrow and a long way, a pooled
/// service, a bus of few places, a car park that fills, and vehicles of nobody's trip.
///
///          C
///     A----B----E----F
///          D
struct BusyWorld {
  SmallWorld small{R"(
     C
A----B----E----F
     D
A-B 500 m 36 km/h
B-C 1000 m 50 km/h 300 veh/h
C-E 1000 m 50 km/h 300 veh/h
B-D 1500 m 50 km/h 400 veh/h
D-E 1500 m 50 km/h
E-F 500 m 36 km/h
)"};

  /// \param buses_on_road  their stops lie by the roads then
  explicit BusyWorld(int people, bool buses_on_road = false) {
    small.scenario.simulation.buses_on_road = buses_on_road;
    settle_two_ways(small, people);
    add_buses();
    add_office(people);
    scenarios::Service service = service_everywhere(small.territory, "shuttle");
    service.vehicles = 3;
    service.constant = 2.0;
    small.scenario.services.push_back(service);
    small.scenario.choice.transit_constant = 1.5;
    small.scenario.simulation.days = 2;
    small.scenario.simulation.average_days = 1;
  }

  sim::World world() const {
    return small.with_background(150, "AB", "EF", time_of_day(7, 45), seconds(12));
  }

 private:
  void add_buses() {
    const geo::Network& network = small.territory.network;
    const Point home = network.place[network.to[small.drawn.link("AB")]];
    const Point work = network.place[network.to[small.drawn.link("EF")]];
    geo::DrawnTimetable timetable;
    const double off = small.scenario.simulation.buses_on_road ? 20.0 : 100.0;
    const geo::StopId near_home = timetable.stop({home.x + off, home.y});
    const geo::StopId near_work = timetable.stop({work.x, work.y + off});
    std::vector<std::vector<TimeOfDay>> out;
    std::vector<std::vector<TimeOfDay>> back;
    // The way takes more than three minutes on an empty road.
    const Duration takes = minutes(small.scenario.simulation.buses_on_road ? 3 : 6);
    for (int bus = 0; bus < 20; ++bus) {
      const TimeOfDay morning = time_of_day(7, 30) + minutes(7 * bus);
      const TimeOfDay evening = time_of_day(17) + minutes(7 * bus);
      out.push_back({morning, morning + takes});
      back.push_back({evening, evening + takes});
    }
    const geo::LineId line = timetable.line(3);
    timetable.pattern_at(line, {near_home, near_work}, out);
    timetable.pattern_at(line, {near_work, near_home}, back);
    small.territory.timetable = timetable.done();
  }
  void add_office(int people) {
    const geo::Network& network = small.territory.network;
    geo::Sites& sites = small.territory.sites;
    sites.name.push_back("office");
    sites.kind.push_back(geo::SiteKind::office);
    sites.place.push_back(network.place[network.to[small.drawn.link("EF")]]);
    sites.attendees.push_back({});
    sites.parking.push_back(people / 10.0);
    sites.opens.push_back(time_of_day(7));
    sites.closes.push_back(time_of_day(20));
    sites.group.push_back("");
    for (const scenarios::TripId trip : small.people.person.ids()) {
      if (small.people.purpose[trip] != scenarios::Activity::work) continue;
      small.people.destination_site[trip] = geo::SiteId(std::size_t{0});
    }
  }
};

}  // namespace eveil::tests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/day.hpp"
#include "sim/learning.hpp"
#include "tests/support/small_world.hpp"

namespace eveil::tests {

/// One day of people who live at B and work at D, on a drawn street where everybody drives 10 m/s.
///
///   A----B----C----D----E      places 1 km apart; roads of 1, 2, 2 and 0.5 km
struct DayTest {
  DayTest() = default;
  explicit DayTest(const char* roads) : small(roads) {}

  static constexpr const char* street = R"(
A----B----C----D----E
A-B 1000 m 36 km/h
B-C 2000 m 36 km/h
C-D 2000 m 36 km/h
D-E 500 m 36 km/h
)";
  SmallWorld small{street};
  PeopleMaker maker;
  std::vector<scenarios::BackgroundVehicle> background;  ///< by departure
  std::vector<std::vector<geo::LinkId>> background_routes;

  void commuter(TimeOfDay out, TimeOfDay back, bool car) {
    maker.commuter(
        small.territory.network, small.drawn.link("AB"), small.drawn.link("CD"), out, back, car);
    small.people = maker.people;
  }
  Point home() const { return small.territory.network.place[end_of("AB")]; }
  Point work() const { return small.territory.network.place[end_of("CD")]; }

  /// One day in which every tour is made by `mode`, and everybody sets out as that mode asks.
  sim::DayOutcome live(sim::Mode mode) {
    sim::World world = small.world();
    for (const scenarios::BackgroundVehicle& vehicle : background) {
      world.background.push_back(vehicle);
    }
    const sim::ModeChoice choice(world.population, world.scenario, world.tours, 0);
    sim::LearntState state;
    state.times = geo::LinkTimes::free_flow(world.network());
    for (const scenarios::Service& service : world.scenario.services) {
      state.levels.emplace_back(service.name, world.territory.zones.size());
    }
    state.departure = world.population.departure;
    state.parking = sim::ParkingLevel(world.territory.sites.size());
    state.routes = sim::RouteBook(world.population.trip_count());
    state.tour_mode.assign(world.tours.size(), mode);
    sim::replan(world, choice, {sim::everybody(world), true}, state);
    state.tour_mode.assign(world.tours.size(), mode);
    const sim::Knowledge known = sim::knowledge_of(world, state, state.times);
    for (const scenarios::TripId trip : world.population.person.ids()) {
      state.departure[trip] = choice.departure(trip, mode, known);
    }
    sim::Traffic traffic(world.network(),
                         world.graph.adjacency(),
                         sim::traffic_parameters(world.scenario.simulation));
    return sim::run_day(world,
                        {choice,
                         state.tour_mode,
                         state.routes,
                         state.departure,
                         state.times,
                         0,
                         1,
                         nullptr,
                         background_routes},
                        traffic)
        .value();
  }

 private:
  geo::NodeId end_of(const char* link) const {
    return small.territory.network.to[small.drawn.link(link)];
  }
};

inline const sim::TripRow& trip(const sim::DayOutcome& outcome, std::size_t row) {
  return outcome.trips[scenarios::TripId(row)];
}

}  // namespace eveil::tests

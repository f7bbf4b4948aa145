// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "geo/places/zones.hpp"
#include "geo/routing/road_router.hpp"
#include "geo/routing/stop_finder.hpp"
#include "geo/territory.hpp"
#include "scenarios/population/population.hpp"
#include "scenarios/scenario.hpp"
#include "sim/traffic/traffic.hpp"
#include "sim/transit/bus_routes.hpp"
#include "sim/travellers/modes.hpp"
#include "sim/travellers/service_level.hpp"
#include "sim/travellers/tours.hpp"
#include "sim/travellers/transit_book.hpp"

namespace eveil::sim {

/// What a run looks at and never changes; base, variants and replications side by side share its
/// parts.
///
/// Holds references: territory, population, scenario and graph must outlive it.
struct World {
  const geo::Territory& territory;
  const scenarios::Population& population;
  const scenarios::Scenario& scenario;
  const geo::RoadGraph& graph;
  Tours tours;
  geo::StopFinder stops;
  TransitBook transit;
  BusRoutes buses;  ///< none on the road unless the scenario asks for it
  Ragged<geo::ZoneId, geo::ZoneId> neighbours;  ///< of zones, by experience of services
  std::vector<std::string> modes;
  std::string population_digest;
  /// Vehicles of nobody's trip, in order of departure; whoever makes the world gives them.
  Column<scenarios::BackgroundId, scenarios::BackgroundVehicle> background;

  World(const geo::Territory& ground,
        const scenarios::Population& people,
        const scenarios::Scenario& plan,
        const geo::RoadGraph& roads)
      : territory(ground),
        population(people),
        scenario(plan),
        graph(roads),
        tours(tours_of(people, plan)),
        stops(ground.timetable),
        transit(transit_book_of(people, plan, ground.timetable, stops)),
        buses(plan.simulation.buses_on_road ? BusRoutes(ground.network, ground.timetable)
                                            : BusRoutes()),
        neighbours(neighbours_of(ground.zones)),
        modes(mode_names(plan)),
        population_digest(scenarios::digest_of(people)) {}

  const geo::Network& network() const { return territory.network; }
};

/// The queue model's numbers for the scenario's sample.
/// \source flow by the sample p, storage by p^0.75: a convention of the field without a source
/// found.
TrafficParameters traffic_parameters(const scenarios::Simulation& simulation);

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/indicators.hpp"
#include "output/reader.hpp"
#include "tests/analysis/written_day.hpp"

namespace eveil::tests {

using Values = std::map<std::pair<std::string, std::string>, output::IndicatorRow>;

/// Three people who stand for ten each; the driver's way out takes 5 min, all others 3.
struct Drawn {
  Drawn() {
    run.small.people.weight = 10.0;
    run.small.scenario.simulation.sample = 0.1;
    scenarios::Service& service = run.small.scenario.services[scenarios::ServiceId(std::size_t{0})];
    service.cost_eur_per_vehicle_hour = 20.0;
    service.cost_eur_per_km = 0.5;
    service.cost_eur_per_vehicle_day = 10.0;
    trips = run.trips();
    trips[0].arrival = trips[0].departure + minutes(5);
    requests = run.requests();
  }

  /// Another zone, Y, where the third person lives from now on; the same square as Z.
  geo::ZoneId second_zone() {
    geo::Zones& zones = run.small.territory.zones;
    zones.code.push_back("Y");
    zones.name.push_back("Y");
    zones.area.push_back(zones.area[geo::ZoneId(std::size_t{0})]);
    zones.centre.push_back({0.0, 0.0});
    zones.population.push_back(10.0);
    zones.jobs.push_back(-1.0);
    const geo::ZoneId y(std::size_t{1});
    run.small.people.zone[scenarios::PersonId(std::size_t{2})] = y;
    return y;
  }

  /// The indicators of one day as the writer takes them of its closed segment.
  Values values(const std::string& name) const {
    const Scratch scratch("analysis-" + name);
    output::RunWriterOptions options = run.options(scratch / "run.h5");
    options.indicators = analysis::indicators_of;
    written_day(run, options, [&](sim::Sink& sink) {
      sink.take(trips);
      if (moving) {
        sink.take(legs());
        sink.take(link_times());
      }
      sink.take(std::vector<sim::GeneratorRow>{{geo::SiteId(std::size_t{0}), 1, 1, 0.0, {}}});
      sink.take(requests);
      sink.take(reach);
      if (moving) sink.take(run.vehicles());
    });
    const auto file = output::open_run(scratch / "run.h5");
    REQUIRE(file);
    const auto rows = file->indicators();
    REQUIRE(rows);
    Values result;
    for (const output::IndicatorRow& row : *rows) {
      CHECK(row.day == 4);
      CHECK(result.emplace(std::make_pair(row.scope, row.indicator), row).second);
    }
    return result;
  }

  std::vector<sim::LegRow> legs() const {
    std::vector<sim::LegRow> rows = run.legs();
    for (sim::LegRow& leg : rows) {
      if (leg.trip == scenarios::TripId(std::size_t{4})) leg.line = line_of_second_walk;
    }
    return rows;
  }

  /// A car for ten and the service's vehicle, 125 s on BC at 08:00; with background also two cars
  /// and a truck of nobody's trip in 100 s.
  std::vector<sim::LinkTimeRow> link_times() const {
    std::vector<sim::LinkTimeRow> rows = run.link_times();
    if (!background) return rows;
    sim::LinkTimeRow row = rows.front();
    row.travel = seconds(100);
    row.volume = 2;
    row.vehicle_class = sim::VehicleClass::background;
    rows.push_back(row);
    row.volume = 1;
    row.vehicle_class = sim::VehicleClass::truck;
    rows.push_back(row);
    return rows;
  }

  SmallRun run;
  bool background = false;
  std::vector<sim::ReachRow> reach;
  geo::LineId line_of_second_walk;
  std::vector<sim::TripRow> trips;
  sim::RequestBatch requests;
  bool moving = true;
};

inline double value(const Values& values, const std::string& scope, const std::string& indicator) {
  const auto found = values.find({scope, indicator});
  CAPTURE(scope, indicator);
  REQUIRE(found != values.end());
  return found->second.value;
}

}  // namespace eveil::tests

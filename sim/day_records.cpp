// SPDX-License-Identifier: Apache-2.0
#include "sim/day_records.hpp"

#include <utility>

#include "geo/base/parallel.hpp"

namespace eveil::sim {

using scenarios::PersonId;
using scenarios::ServiceId;
using scenarios::TripId;

namespace {

double in_kilometres(Metres distance) { return distance.value / 1000.0; }

TripLevel experienced(const TripRow& row) {
  TripLevel level;
  level.wait = row.wait;
  level.travel = row.arrival - row.departure - row.wait;
  if (row.mode == mode_transit) {
    level.walk = row.walk;
    level.travel = level.travel - row.walk;
    level.transfers = row.transfers;
  }
  level.cost_eur = row.cost_eur;
  return level;
}

double person_utility(const World& world,
                      const ModeChoice& choice,
                      const DayOutcome& outcome,
                      PersonId person) {
  double total = 0.0;
  const std::uint32_t last_tour = world.tours.first_tour[PersonId(person.value + 1)];
  for (std::uint32_t tour_row = world.tours.first_tour[person]; tour_row < last_tour; ++tour_row) {
    const TourId tour(tour_row);
    const std::uint32_t first = world.tours.first_trip[tour].value;
    total += choice.taste(tour, outcome.trips[TripId(first)].wanted);
    for (std::uint32_t row = first; row < first + world.tours.trips[tour]; ++row) {
      const TripRow& trip = outcome.trips[TripId(row)];
      total += trip.status == TripStatus::done
                   ? choice.utility(trip.trip, trip.mode, experienced(trip))
                   : world.scenario.choice.stranded_utility;
    }
  }
  return total;
}

std::vector<LegRow> legs_of(const World& world, const DayOutcome& outcome) {
  std::vector<LegRow> legs;
  auto own = outcome.legs.begin();
  for (const TripRow& row : outcome.trips) {
    const auto first = own;
    while (own != outcome.legs.end() && own->trip == row.trip) ++own;
    if (row.status != TripStatus::done) continue;
    if (own != first) {
      legs.insert(legs.end(), first, own);
      continue;
    }
    LegRow leg;
    leg.trip = row.trip;
    leg.mode = row.mode;
    leg.departure = row.departure + row.wait;
    leg.arrival = row.arrival;
    leg.distance = row.distance;
    leg.from_link = world.population.origin_link[row.trip];
    leg.to_link = world.population.destination_link[row.trip];
    if (is_service(row.mode)) {
      const std::size_t service = std::size_t{row.mode} - first_service_mode;
      leg.vehicle = outcome.services[service].requests[outcome.request[row.trip]].vehicle;
    }
    legs.push_back(leg);
  }
  return legs;
}

std::vector<LinkTimeRow> link_times_of(const LinkCounts& counts) {
  std::vector<LinkTimeRow> rows;
  rows.reserve(counts.rows.size());
  for (const LinkCount& count : counts.rows) {
    LinkTimeRow row;
    row.link = count.link;
    row.slice = count.slice;
    row.vehicle_class = count.vehicle_class;
    row.volume = count.volume;
    row.travel = {static_cast<std::int64_t>(count.travel_ms / count.volume)};
    rows.push_back(row);
  }
  return rows;
}

std::vector<GeneratorRow> generators_of(const World& world, const DayOutcome& outcome) {
  const std::size_t modes = world.modes.size();
  std::vector<GeneratorRow> rows(world.territory.sites.size() * modes);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows[row].site = geo::SiteId(row / modes);
    rows[row].mode = static_cast<Mode>(row % modes);
    if (rows[row].mode == mode_car) rows[row].parking = outcome.parking[row / modes];
  }
  for (const TripRow& trip : outcome.trips) {
    const geo::SiteId site = world.population.destination_site[trip.trip];
    if (!site.valid() || trip.status != TripStatus::done) continue;
    GeneratorRow& row = rows[site.value * modes + trip.mode];
    ++row.arrivals;
    row.co2_g += trip.co2_g;
  }
  return rows;
}

double transit_co2e_g_per_km(const scenarios::EmissionParameters& emissions, geo::LineKind kind) {
  switch (kind) {
    case geo::LineKind::tram:
    case geo::LineKind::cable_car:
    case geo::LineKind::gondola:
    case geo::LineKind::funicular:
      return emissions.tram_co2e_g_per_pkm;
    case geo::LineKind::metro:
    case geo::LineKind::monorail:
      return emissions.metro_co2e_g_per_pkm;
    case geo::LineKind::rail:
      return emissions.rail_co2e_g_per_pkm;
    default:
      return emissions.bus_co2e_g_per_pkm;
  }
}

void count_transit_emissions(const World& world, DayOutcome& outcome) {
  for (const LegRow& leg : outcome.legs) {
    if (!leg.line.valid()) continue;
    TripRow& row = outcome.trips[leg.trip];
    const geo::LineKind kind = world.territory.timetable.line_kind[leg.line];
    row.transit_co2e_g +=
        transit_co2e_g_per_km(world.scenario.emissions, kind) * in_kilometres(leg.distance);
  }
}

}  // namespace

void share_emissions(const World& world, DayOutcome& outcome) {
  const scenarios::EmissionParameters& emissions = world.scenario.emissions;
  std::vector<double> per_ridden_km;
  for (const ServiceDay& service : outcome.services) {
    double driven = 0.0;
    double ridden = 0.0;
    for (const ServiceVehicleRecord& vehicle : service.vehicles) {
      driven += in_kilometres(vehicle.loaded + vehicle.empty);
    }
    for (const RequestRecord& request : service.requests) ridden += in_kilometres(request.ridden);
    per_ridden_km.push_back(ridden > 0.0 ? emissions.service_co2_g_per_km * driven / ridden : 0.0);
  }
  count_transit_emissions(world, outcome);
  for (TripRow& row : outcome.trips) {
    if (row.status != TripStatus::done) continue;
    const double kilometres = in_kilometres(row.distance);
    if (row.mode == mode_car) row.co2_g = emissions.car_co2_g_per_km * kilometres;
    if (is_service(row.mode)) {
      row.co2_g = per_ridden_km[std::size_t{row.mode} - first_service_mode] * kilometres;
    }
  }
}

std::vector<PersonDayRow> day_utilities(const World& world,
                                        const ModeChoice& choice,
                                        const DayOutcome& outcome) {
  std::vector<PersonDayRow> rows(world.population.person_count());
  parallel::for_each_row(rows.size(), [&](std::size_t row) {
    const PersonId person(row);
    rows[row] = {person, person_utility(world, choice, outcome, person)};
  });
  return rows;
}

void hand_over(const World& world,
               const ModeChoice& choice,
               const DayOutcome& outcome,
               const LinkCounts& counts,
               Sink& sink) {
  sink.take(day_utilities(world, choice, outcome));
  sink.take(outcome.trips.raw());
  sink.take(legs_of(world, outcome));
  sink.take(link_times_of(counts));
  sink.take(generators_of(world, outcome));
  sink.take(outcome.stops);
  sink.take(outcome.lines);
  for (std::size_t row = 0; row < outcome.services.size(); ++row) {
    const ServiceDay& service = outcome.services[row];
    sink.take(RequestBatch{ServiceId(row), service.requests.raw()});
    sink.take(ServiceVehicleBatch{ServiceId(row), service.vehicles.raw()});
  }
}

}  // namespace eveil::sim

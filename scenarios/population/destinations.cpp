// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/destinations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "scenarios/population/tables.hpp"

namespace eveil::scenarios {

namespace {

/// What one table is made from.
struct Demand {
  std::string_view people;  // for messages: "employees"
  double rate;              // of one inhabitant: workers, pupils, trips a day
  double scale_km;
  std::vector<double> attraction;  // of zones, any unit
  std::vector<std::pair<geo::SiteId, double>> sites;
};

std::vector<std::pair<geo::SiteId, double>> sites_of(const geo::Sites& sites,
                                                     std::initializer_list<geo::Role> roles,
                                                     int schools) {
  std::vector<std::pair<geo::SiteId, double>> found;
  for (const geo::SiteId site : sites.name.ids()) {
    const bool school = sites.kind[site] == geo::SiteKind::school;
    if (schools >= 0 && school != (schools == 1)) continue;
    double people = 0.0;
    for (const geo::Role role : roles)
      people += sites.attendees[site][static_cast<std::size_t>(role)];
    if (people > 0.0) found.emplace_back(site, people);
  }
  return found;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

std::vector<double> distances(const geo::Territory& territory,
                              const std::vector<std::pair<geo::SiteId, double>>& sites) {
  const geo::Zones& zones = territory.zones;
  std::vector<double> metres;
  metres.reserve(zones.size() * (zones.size() + sites.size()));
  for (const geo::ZoneId from : zones.code.ids()) {
    // 0.51 × root of the surface: the mean distance of two places in a disc.
    const double inside = std::sqrt(std::fabs(surface(zones.area[from])));
    for (const geo::ZoneId to : zones.code.ids()) {
      metres.push_back(from == to ? 0.51 * inside
                                  : distance(zones.centre[from], zones.centre[to]).value);
    }
    for (const auto& [site, people] : sites) {
      const double d = distance(zones.centre[from], territory.sites.place[site]).value;
      metres.push_back(std::max(d, 0.25 * inside));
    }
  }
  return metres;
}

Expected<Destinations> table_of(const geo::Territory& territory, const Demand& demand) {
  GravityInput input;
  for (const double people : territory.zones.population) {
    input.origins.push_back(std::max(0.0, people) * demand.rate);
  }
  const double total = sum_of(input.origins);
  double at_sites = 0.0;
  Destinations made;
  for (const auto& [site, people] : demand.sites) {
    at_sites += people;
    made.sites.push_back(site);
  }
  if (at_sites > total) {
    return bad_input("generator.attendees",
                     fmt::format("the generators declare {:.0f} {}, but the zones' inhabitants are "
                                 "{:.0f} on a weekday; lower the attendees or add the zones they "
                                 "come from",
                                 at_sites,
                                 demand.people,
                                 total));
  }
  std::vector<double> attraction = demand.attraction;
  if (sum_of(attraction) <= 0.0) attraction = input.origins;
  const double factor = (total - at_sites) / sum_of(attraction);
  for (const double weight : attraction) input.destinations.push_back(weight * factor);
  for (const auto& [site, people] : demand.sites) input.destinations.push_back(people);
  input.distance_m = distances(territory, demand.sites);
  input.scale_m = demand.scale_km * 1000.0;
  made.shares = balanced_gravity(input);
  return made;
}

/// Jobs where the source has them, without those of the sites; else the length of local roads.
std::vector<double> job_attraction(const geo::Territory& territory, const ZonePlaces& places) {
  const geo::Zones& zones = territory.zones;
  if (!zones.has_jobs) return places.road_length().raw();
  std::vector<double> jobs;
  for (const double stated : zones.jobs) jobs.push_back(std::max(0.0, stated));
  for (const auto& [site, people] : sites_of(territory.sites, {geo::Role::employee}, -1)) {
    double& left = jobs[places.spot_of(site).zone.value];
    left = std::max(0.0, left - people);
  }
  return jobs;
}

}  // namespace

Spot Destinations::draw(geo::ZoneId from, const ZonePlaces& places, Draw& draw) const {
  const std::size_t column = shares.column_at(from.value, draw.uniform());
  const std::size_t zones = shares.columns() - sites.size();
  if (column >= zones) return places.spot_of(sites[column - zones]);
  return places.spot_in(geo::ZoneId(column), draw);
}

Expected<DestinationTables> destination_tables(const geo::Territory& territory,
                                               const ZonePlaces& places,
                                               const DistanceScales& scales) {
  using geo::Role;
  const MeanPerson mean = mean_person();
  const geo::Sites& sites = territory.sites;
  const std::vector<double> jobs = job_attraction(territory, places);
  const std::vector<double>& residents = territory.zones.population.raw();
  DestinationTables tables;
  EVEIL_TRY(tables.work,
            table_of(territory,
                     {"employees",
                      mean.employed,
                      scales.work_km,
                      jobs,
                      sites_of(sites, {Role::employee}, -1)}));
  EVEIL_TRY(
      tables.pupil,
      table_of(
          territory,
          {"pupils", mean.pupil, scales.pupil_km, residents, sites_of(sites, {Role::student}, 1)}));
  EVEIL_TRY(tables.adult_student,
            table_of(territory,
                     {"students",
                      mean.adult_student,
                      scales.adult_student_km,
                      jobs,
                      sites_of(sites, {Role::student}, 0)}));
  EVEIL_TRY(tables.shop,
            table_of(territory,
                     {"customers",
                      mean.shop_trips,
                      scales.shop_km,
                      jobs,
                      sites_of(sites, {Role::customer}, -1)}));
  EVEIL_TRY(tables.leisure,
            table_of(territory,
                     {"patients and visitors",
                      mean.leisure_trips,
                      scales.leisure_km,
                      jobs,
                      sites_of(sites, {Role::patient, Role::visitor}, -1)}));
  return tables;
}

}  // namespace eveil::scenarios

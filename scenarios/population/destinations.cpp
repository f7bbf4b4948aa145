// SPDX-License-Identifier: Apache-2.0
#include "scenarios/population/destinations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace eveil::scenarios {

namespace {

/// What one table is made from.
struct Demand {
  std::string_view people;  // for messages: "employees"
  double scale_km;
  std::vector<double> origins;     // by zone: workers, pupils, trips a day looked for around it
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

Expected<Destinations> table_of(const geo::Territory& territory,
                                const ZonePlaces& places,
                                const Demand& demand) {
  GravityInput input;
  input.origins = demand.origins;
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
  const std::size_t zones = territory.zones.size();
  made.arrivals.assign(input.destinations.begin(),
                       input.destinations.begin() + static_cast<std::ptrdiff_t>(zones));
  for (std::size_t i = 0; i < demand.sites.size(); ++i) {
    made.arrivals[places.spot_of(made.sites[i]).zone.value] += demand.sites[i].second;
  }
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

/// Visits looked for around each zone: by its inhabitants, and by those who work or study there.
std::vector<double> looked_for(const geo::Territory& territory,
                               const DestinationTables& tables,
                               const Rates& rates,
                               Activity activity) {
  const auto column = static_cast<std::size_t>(activity);
  std::vector<double> visits;
  for (const geo::ZoneId zone : territory.zones.code.ids()) {
    double sum = std::max(0.0, territory.zones.population[zone]) * rates.around_home[column];
    for (std::size_t kind = 0; kind < anchor_kind_count; ++kind) {
      sum += tables.fixed[kind].arrivals[zone.value] * rates.around_anchor[kind][column];
    }
    visits.push_back(sum);
  }
  return visits;
}

std::vector<double> inhabitants(const geo::Territory& territory, double rate) {
  std::vector<double> people;
  for (const double in_zone : territory.zones.population) {
    people.push_back(std::max(0.0, in_zone) * rate);
  }
  return people;
}

}  // namespace

Spot Destinations::draw(geo::ZoneId around, const ZonePlaces& places, Draw& draw) const {
  const std::size_t column = shares.column_at(around.value, draw.uniform());
  const std::size_t zones = shares.columns() - sites.size();
  if (column >= zones) return places.spot_of(sites[column - zones]);
  return places.spot_in(geo::ZoneId(column), draw);
}

Expected<DestinationTables> destination_tables(const geo::Territory& territory,
                                               const ZonePlaces& places,
                                               const DistanceScales& scales,
                                               const Rates& rates) {
  using geo::Role;
  const geo::Sites& sites = territory.sites;
  const std::vector<double> jobs = job_attraction(territory, places);
  const std::vector<double> residents = inhabitants(territory, 1.0);
  DestinationTables tables;
  const auto fill = [&](Destinations& table, const Demand& demand) -> Expected<void> {
    EVEIL_TRY(table, table_of(territory, places, demand));
    return {};
  };
  const auto people = [&](AnchorKind kind) {
    return inhabitants(territory, rates.anchored[static_cast<std::size_t>(kind)]);
  };
  const auto fixed = [&](AnchorKind kind) -> Destinations& {
    return tables.fixed[static_cast<std::size_t>(kind)];
  };
  EVEIL_CHECK(fill(fixed(AnchorKind::work),
                   {"employees",
                    scales.work_km,
                    people(AnchorKind::work),
                    jobs,
                    sites_of(sites, {Role::employee}, -1)}));
  EVEIL_CHECK(fill(fixed(AnchorKind::school),
                   {"pupils",
                    scales.pupil_km,
                    people(AnchorKind::school),
                    residents,
                    sites_of(sites, {Role::student}, 1)}));
  EVEIL_CHECK(fill(fixed(AnchorKind::university),
                   {"students",
                    scales.adult_student_km,
                    people(AnchorKind::university),
                    jobs,
                    sites_of(sites, {Role::student}, 0)}));
  const auto visits = [&](Activity activity,
                          std::string_view who,
                          double scale_km,
                          const std::vector<double>& attraction,
                          std::initializer_list<Role> roles) {
    return fill(tables.secondary[static_cast<std::size_t>(activity)],
                {who,
                 scale_km,
                 looked_for(territory, tables, rates, activity),
                 attraction,
                 sites_of(sites, roles, -1)});
  };
  EVEIL_CHECK(visits(Activity::shop, "customers", scales.shop_km, jobs, {Role::customer}));
  EVEIL_CHECK(visits(Activity::leisure, "visitors", scales.leisure_km, jobs, {Role::visitor}));
  EVEIL_CHECK(visits(Activity::other, "patients", scales.other_km, jobs, {Role::patient}));
  EVEIL_CHECK(visits(Activity::escort, "", scales.escort_km, residents, {}));
  return tables;
}

}  // namespace eveil::scenarios

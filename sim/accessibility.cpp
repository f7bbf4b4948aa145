// SPDX-License-Identifier: Apache-2.0
#include "sim/accessibility.hpp"

#include <algorithm>
#include <cstddef>

#include "geo/base/parallel.hpp"

namespace eveil::sim {

using geo::LinkId;
using geo::ZoneId;

namespace {

constexpr std::size_t zones_a_search = 8;  // that share one search's scratch space
constexpr std::size_t departures = 6;      // by public transport, within an hour
constexpr Duration between = minutes(10);

using Jobs = Column<ZoneId, double>;

double straight_m(const geo::Zones& zones, ZoneId from, ZoneId to) {
  return distance(zones.centre[from], zones.centre[to]).value;
}

// Jobs whose zone's centre is at most so far in a straight line.
double jobs_within(const geo::Zones& zones, const Jobs& jobs, ZoneId from, double metres) {
  double sum = 0.0;
  for (const ZoneId zone : jobs.ids()) {
    if (straight_m(zones, from, zone) <= metres) sum += jobs[zone];
  }
  return sum;
}

double on_foot_m(const scenarios::ChoiceParameters& choice) {
  return reach_time.seconds() * choice.walk_speed_m_s / choice.walk_detour;
}

double by_bicycle_m(const scenarios::ChoiceParameters& choice) {
  return reach_time.seconds() * choice.bicycle_km_h / 3.6 / choice.bicycle_detour;
}

Jobs by_car(const World& world, const geo::LinkTimes& times, const Jobs& jobs) {
  const geo::Zones& zones = world.territory.zones;
  const geo::LinkFinder finder(world.network());
  std::vector<LinkId> places;  // the road at each centre, then the same the other way
  for (const Point centre : zones.centre) places.push_back(finder.nearest(centre));
  for (std::size_t row = 0; row < zones.size(); ++row) {
    const LinkId reverse = world.network().reverse[places[row]];
    places.push_back(reverse.valid() ? reverse : places[row]);
  }
  const scenarios::ChoiceParameters& choice = world.scenario.choice;
  const double around = choice.car_access_egress_min + choice.car_parking_search_min;
  const Duration driving = reach_time - duration(Seconds(60.0 * around));
  Jobs reached(zones.size(), 0.0);
  parallel::for_each_chunk(zones.size(), zones_a_search, [&](std::size_t first, std::size_t last) {
    geo::RoadSearch search(world.graph);
    std::vector<Duration> travel(places.size());
    for (std::size_t row = first; row < last; ++row) {
      const ZoneId from(row);
      search.to_many({places[row], reach_leaves, driving}, places, times, travel);
      for (std::size_t to = 0; to < zones.size(); ++to) {
        const bool there = travel[to].ms >= 0 || travel[to + zones.size()].ms >= 0;
        if (there || to == row) reached[from] += jobs[ZoneId(to)];
      }
    }
  });
  return reached;
}

// Jobs reached from one zone by public transport, or on foot; mean over departures.
double by_transit_from(const World& world,
                       ZoneId from,
                       const std::vector<std::vector<geo::StopWalk>>& walks,
                       const Jobs& jobs,
                       geo::TransitSearch& search) {
  const geo::Zones& zones = world.territory.zones;
  const double foot_m = on_foot_m(world.scenario.choice);
  double sum = 0.0;
  for (std::size_t time = 0; time < departures; ++time) {
    const TimeOfDay leaves = reach_leaves + Duration{static_cast<std::int64_t>(time) * between.ms};
    search.explore(leaves, walks[from.value], reach_time);
    for (const ZoneId to : jobs.ids()) {
      bool there = straight_m(zones, from, to) <= foot_m;
      for (std::size_t stop = 0; stop < walks[to.value].size() && !there; ++stop) {
        const geo::StopWalk& egress = walks[to.value][stop];
        const TimeOfDay ride = search.earliest(egress.stop);
        there = ride.ms >= 0 && ride + egress.walk <= leaves + reach_time;
      }
      if (there) sum += jobs[to];
    }
  }
  return sum / static_cast<double>(departures);
}

Jobs by_transit(const World& world, const Jobs& jobs) {
  const geo::Zones& zones = world.territory.zones;
  const geo::Timetable& timetable = world.territory.timetable;
  TransitPlanner planner(timetable, world.stops, world.scenario);
  std::vector<std::vector<geo::StopWalk>> walks(zones.size());
  for (const ZoneId zone : jobs.ids()) walks[zone.value] = planner.stops_around(zones.centre[zone]);
  Jobs reached(zones.size(), 0.0);
  parallel::for_each_chunk(zones.size(), zones_a_search, [&](std::size_t first, std::size_t last) {
    geo::TransitSearch search(timetable);
    for (std::size_t row = first; row < last; ++row) {
      const ZoneId from(row);
      reached[from] = by_transit_from(world, from, walks, jobs, search);
    }
  });
  return reached;
}

}  // namespace

Column<ZoneId, double> jobs_by_zone(const World& world) {
  const geo::Zones& zones = world.territory.zones;
  Jobs jobs(zones.size(), 0.0);
  if (zones.has_jobs) {
    for (const ZoneId zone : jobs.ids()) jobs[zone] = std::max(0.0, zones.jobs[zone]);
    return jobs;
  }
  const scenarios::Population& people = world.population;
  for (const scenarios::PersonId person : people.persons()) {
    for (std::uint32_t row = people.first_trip[person];
         row < people.first_trip[scenarios::PersonId(person.value + 1)];
         ++row) {
      const scenarios::TripId trip(row);
      if (people.purpose[trip] != scenarios::Activity::work) continue;
      const ZoneId zone = people.destination_zone[trip];
      if (zone.valid()) jobs[zone] += people.weight;
      break;  // one place of work each
    }
  }
  return jobs;
}

std::vector<ReachRow> jobs_in_reach(const World& world, const geo::LinkTimes& times) {
  const geo::Zones& zones = world.territory.zones;
  const Jobs jobs = jobs_by_zone(world);
  const Jobs car = by_car(world, times, jobs);
  const bool runs = !world.territory.timetable.empty();
  const Jobs transit = runs ? by_transit(world, jobs) : Jobs(zones.size(), 0.0);
  std::vector<ReachRow> rows;
  for (const ZoneId zone : jobs.ids()) {
    const scenarios::ChoiceParameters& choice = world.scenario.choice;
    rows.push_back({zone, mode_car, car[zone]});
    rows.push_back({zone, mode_walk, jobs_within(zones, jobs, zone, on_foot_m(choice))});
    rows.push_back({zone, mode_bicycle, jobs_within(zones, jobs, zone, by_bicycle_m(choice))});
    if (runs) rows.push_back({zone, mode_transit, transit[zone]});
  }
  return rows;
}

}  // namespace eveil::sim

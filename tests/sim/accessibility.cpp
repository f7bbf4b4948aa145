// SPDX-License-Identifier: Apache-2.0
#include "sim/accessibility.hpp"

#include <catch2/catch.hpp>

#include "tests/support/drawn_timetable.hpp"
#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::sim;
using eveil::tests::PeopleMaker;
using eveil::tests::SmallWorld;
using geo::ZoneId;

namespace {

/// Three zones along a road of 3 km, with 100, 20 and 3 jobs; each link is driven in 10 min.
///
///     A----B----C----D        centres of the zones half-way along AB, BC, CD
///       0    1    2
struct ThreeZones {
  ThreeZones()
      : small("A----B----C----D\nA-B 6000 m 36 km/h\nB-C 6000 m 36 km/h\nC-D 6000 m 36 km/h\n") {
    geo::Zones& zones = small.territory.zones;
    zones = {};
    const char* links[] = {"AB", "BC", "CD"};
    const double jobs[] = {100.0, 20.0, 3.0};
    const geo::Network& network = small.territory.network;
    for (std::size_t row = 0; row < 3; ++row) {
      zones.code.push_back(links[row]);
      zones.name.push_back(links[row]);
      zones.area.push_back({});
      zones.centre.push_back(middle_of(network.shape[small.drawn.link(links[row])]));
      zones.population.push_back(1.0);
      zones.jobs.push_back(jobs[row]);
    }
    zones.has_jobs = true;
    scenarios::ChoiceParameters& choice = small.scenario.choice;
    choice.car_access_egress_min = 0.0;
    choice.car_parking_search_min = 0.0;
    choice.walk_speed_m_s = 1.0;
    choice.walk_detour = 1.0;
    choice.bicycle_km_h = 7.2;
    choice.bicycle_detour = 1.0;
    small.settle_commuters("AB", "BC", 2);
  }
  double jobs(std::size_t zone, Mode mode, const geo::LinkTimes& times) const {
    const World world = small.world();
    for (const ReachRow& row : jobs_in_reach(world, times)) {
      if (row.zone == ZoneId(zone) && row.mode == mode) return row.jobs;
    }
    return -1.0;
  }
  geo::LinkTimes free_flow() const { return geo::LinkTimes::free_flow(small.territory.network); }

  SmallWorld small;
};

}  // namespace

TEST_CASE("jobs are reached by car on learnt times, with the walk and the search at its ends",
          "[sim][accessibility]") {
  ThreeZones drawn;
  geo::LinkTimes times = drawn.free_flow();
  // From the end of AB 10 min to that of BC, 20 to that of CD; back three links of 10 min.
  CHECK(drawn.jobs(0, mode_car, times) == 123.0);
  CHECK(drawn.jobs(2, mode_car, times) == 123.0);
  for (std::size_t slice = 0; slice < slice_count; ++slice)
    times.at(drawn.small.drawn.link("BC"), slice) = 1'500'000;
  // 25 min to the next zone, 35 to the last.
  CHECK(drawn.jobs(0, mode_car, times) == 120.0);
  drawn.small.scenario.choice.car_access_egress_min = 4.0;
  drawn.small.scenario.choice.car_parking_search_min = 2.0;
  CHECK(drawn.jobs(0, mode_car, times) == 100.0);
}

TEST_CASE("jobs are reached on foot and by bicycle as travellers go", "[sim][accessibility]") {
  const ThreeZones drawn;
  const geo::LinkTimes times = drawn.free_flow();
  // Centres are 1 km apart: 1.8 km on foot, 3.6 by bicycle.
  CHECK(drawn.jobs(0, mode_walk, times) == 120.0);
  CHECK(drawn.jobs(1, mode_walk, times) == 123.0);
  CHECK(drawn.jobs(2, mode_walk, times) == 23.0);
  CHECK(drawn.jobs(0, mode_bicycle, times) == 123.0);
  CHECK(drawn.jobs(0, mode_transit, times) == -1.0);  // nothing runs
}

TEST_CASE("jobs are reached by public transport by the mean over an hour of leaving",
          "[sim][accessibility]") {
  ThreeZones drawn;
  geo::DrawnTimetable timetable;
  const geo::Zones& zones = drawn.small.territory.zones;
  const geo::StopId first = timetable.stop(zones.centre[ZoneId(std::size_t{0})]);
  const geo::StopId last = timetable.stop(zones.centre[ZoneId(std::size_t{2})]);
  timetable.pattern(timetable.line(80), {first, last}, {{"08:20", "08:30"}});
  drawn.small.territory.timetable = timetable.done();
  // Who leaves at 8:00 or 8:10 is there by 8:30; who leaves at 8:20 misses the bus by a minute.
  CHECK(drawn.jobs(0, mode_transit, drawn.free_flow()) == Approx(120.0 + 3.0 * 2.0 / 6.0));
  // Nothing runs back: on foot alone.
  CHECK(drawn.jobs(2, mode_transit, drawn.free_flow()) == 23.0);
}

TEST_CASE("where no source gives jobs, the places of work of the modelled people stand for them",
          "[sim][accessibility]") {
  ThreeZones drawn;
  drawn.small.territory.zones.has_jobs = false;
  drawn.small.people.weight = 10.0;
  drawn.small.people.destination_zone[scenarios::TripId(std::size_t{0})] = ZoneId(std::size_t{1});
  const World world = drawn.small.world();
  const auto jobs = jobs_by_zone(world);
  // One works in zone 1, one in zone 0, each for ten; ways home are no work.
  CHECK(jobs[ZoneId(std::size_t{0})] == 10.0);
  CHECK(jobs[ZoneId(std::size_t{1})] == 10.0);
  CHECK(jobs[ZoneId(std::size_t{2})] == 0.0);
}

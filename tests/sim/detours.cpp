// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "geo/base/parallel.hpp"
#include "sim/run.hpp"
#include "tests/support/drawn_timetable.hpp"
#include "tests/support/kept.hpp"
#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::tests;

namespace {

// The short way over C lets one through every 30 s, the way round over E any number:
//
//   S──A──B──C──D──F    B>C holds 8 cars; B>E>D takes 100 s more
//          ╲   ╱
//            E
const char* const way_round = R"(
S----A----B----C----D----F
             E
S>A 100 m 50 km/h
A>B 1000 m 50 km/h
B>C 60 m 50 km/h 120 veh/h
C>D 60 m 50 km/h
B>E 700 m 50 km/h
E>D 700 m 50 km/h
D>S 3000 m 50 km/h
D-F 500 m 50 km/h
)";

// A bus a minute from A to F among them.
void add_buses(SmallWorld& small) {
  const geo::Network& network = small.territory.network;
  geo::DrawnTimetable drawn;
  const geo::StopId from = drawn.stop(network.place[network.to[small.drawn.link("SA")]]);
  const geo::StopId to = drawn.stop(network.place[network.to[small.drawn.link("DF")]]);
  std::vector<std::vector<TimeOfDay>> trips;
  for (int bus = 1; bus <= 8; ++bus) {
    trips.push_back({time_of_day(8, bus), time_of_day(8, bus + 3)});
  }
  drawn.pattern_at(drawn.line(80), {from, to}, trips);
  small.territory.timetable = drawn.done();
  small.scenario.simulation.buses_on_road = true;
}

// 100 background vehicles from S>A to D>S, one every 5 s; all know the short way only.
Kept day_of(Duration turn_away_after, int threads = 1, bool buses = false) {
  SmallWorld small(way_round);
  if (buses) add_buses(small);
  PeopleMaker maker;
  maker.commuter(small.territory.network,
                 small.drawn.link("SA"),
                 small.drawn.link("DS"),
                 time_of_day(20),
                 time_of_day(21),
                 true);
  small.people = maker.people;
  small.scenario.simulation.days = 1;
  small.scenario.simulation.average_days = 1;
  small.scenario.simulation.turn_away_after = turn_away_after;
  const sim::World world = small.with_background(100, "SA", "DS", time_of_day(8), seconds(5));
  Kept kept;
  const parallel::ThreadLimit limit(threads);
  REQUIRE(sim::learn(world, {}, &kept));
  return kept;
}

std::uint32_t round(const Kept& kept) {
  const auto drawn = network_of(way_round);
  return kept.volume(drawn.link("BE"), sim::VehicleClass::background);
}

}  // namespace

TEST_CASE("who is first before a full road for long enough takes another way, and nobody else does",
          "[sim][detours]") {
  // The first eight fill B>C; from then on each head waits 30 s for room, less what has passed.
  const Kept never = day_of(seconds(0));
  CHECK(round(never) == 0);
  CHECK(never.rows.back().quality.turned_away == 0);
  CHECK(never.rows.back().quality.arrived >= 100);

  // After 35 s none is still standing: room came after 30 s at the latest.
  const Kept patient = day_of(seconds(35));
  CHECK(patient.rows.back().quality.turned_away == 0);

  const Kept hasty = day_of(seconds(10));
  CHECK(hasty.rows.back().quality.turned_away > 20);
  CHECK(round(hasty) == hasty.rows.back().quality.turned_away);
  CHECK(hasty.rows.back().quality.arrived == never.rows.back().quality.arrived);
}

TEST_CASE("buses that stand before a full road with the cars stay on their way",
          "[sim][detours][buses]") {
  const Kept kept = day_of(seconds(10), 1, true);
  CHECK(kept.rows.back().quality.turned_away > 20);
  CHECK(kept.rows.back().transit.buses == 8);
  CHECK(kept.rows.back().transit.bus_late_ms > 0);
  const auto drawn = network_of(way_round);
  CHECK(kept.volume(drawn.link("BC"), sim::VehicleClass::bus) == 8);
  CHECK(kept.volume(drawn.link("BE"), sim::VehicleClass::bus) == 0);
}

TEST_CASE("cars turn away the same at any number of threads", "[sim][detours]") {
  const Kept one = day_of(seconds(10), 1);
  const Kept two = day_of(seconds(10), 2);
  REQUIRE(one.links.size() == two.links.size());
  for (std::size_t row = 0; row < one.links.size(); ++row) {
    CHECK(one.links[row].volume == two.links[row].volume);
    CHECK(one.links[row].travel == two.links[row].travel);
  }
  CHECK(one.rows.back().quality.turned_away == two.rows.back().quality.turned_away);
}

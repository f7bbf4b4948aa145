// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;
using tests::Roads;

TEST_CASE("a link counts who left it in the slice of entry, by class", "[traffic][counts]") {
  const auto drawn = network_of(R"(
    A----B----C----D
    A>B 100 m 36 km/h 3600 veh/h
    B>C 200 m 36 km/h 720 veh/h
    C>D 100 m 36 km/h
  )");
  Roads roads(drawn.network);
  // Into BC at 14:58 and 14:59 past three, out after 20 s and, 5 s behind, after 24 s.
  roads.car(seconds(898), 1, drawn.route("AB BC CD"));
  roads.car(seconds(899), 2, drawn.route("AB BC CD"));
  roads.traffic().depart(
      day_start + seconds(905), sim::VehicleClass::service, 1.0, 3, 3, drawn.route("AB BC"));
  roads.run();
  const auto& counts = roads.traffic().counts();
  const auto cars = counts.at(drawn.link("BC"), 0, sim::VehicleClass::car);
  REQUIRE(cars.volume == 2);
  REQUIRE(cars.travel_ms == 44'000);
  // It ends on BC: leaving it too.
  const auto service = counts.at(drawn.link("BC"), 1, sim::VehicleClass::service);
  REQUIRE(service.volume == 1);
  REQUIRE(service.travel_ms == 20'000);
  // Nobody entered AB: they departed at its end. Beside BC, CD was used in one slice: three rows.
  REQUIRE(counts.at(drawn.link("AB"), 0, sim::VehicleClass::car).volume == 0);
  REQUIRE(counts.rows.size() == 3);
}

TEST_CASE("raw times are means, free flow where nobody was, unless a jam still stands",
          "[traffic][counts]") {
  const auto drawn = network_of(R"(
    A----B----C
    A>B 100 m 36 km/h
    B>C 200 m 36 km/h
  )");
  sim::LinkCounts counts;
  const geo::LinkId link = drawn.link("BC");
  counts.rows.push_back({3'600'000, link, 2, 2, sim::VehicleClass::car});
  counts.rows.push_back({1'800'000, link, 1, 2, sim::VehicleClass::service});
  const auto times = sim::raw_times(drawn.network, counts);
  REQUIRE(times.at(drawn.link("AB"), 2) == 10'000);
  REQUIRE(times.at(drawn.link("BC"), 1) == 20'000);
  // (3600 + 1800) s over three vehicles = 30 min; who entered 15 min later left no earlier.
  REQUIRE(times.at(drawn.link("BC"), 2) == 1'800'000);
  REQUIRE(times.at(drawn.link("BC"), 3) == 900'000);
  REQUIRE(times.at(drawn.link("BC"), 4) == 20'000);
}

TEST_CASE("nobody is faster than the free-flow times of the router", "[traffic][counts]") {
  const auto drawn = network_of(R"(
    A----B----C
    A>B 123.457 m 47 km/h
    B>C 0.001 m 130 km/h
  )");
  Roads roads(drawn.network);
  const auto free = geo::LinkTimes::free_flow(drawn.network);
  for (const geo::LinkId link : drawn.network.from.ids()) {
    REQUIRE(roads.traffic().link_state(link).free_time.ms == free.at(link, 0));
  }
}

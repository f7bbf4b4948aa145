// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;
using tests::Roads;

namespace {

const char* const forked = R"(
                   D
    A----B----C
                   E----F
    A>B 100 m 36 km/h
    B>C 200 m 36 km/h
    C>D 7.5 m 36 km/h 1 veh/h
    C>E 100 m 36 km/h
    E>F 100 m 36 km/h
    D>F 100 m 36 km/h
)";

}  // namespace

TEST_CASE("a vehicle on its way takes the rest that it is given", "[traffic][reroute]") {
  const auto drawn = network_of(forked);
  Roads roads(drawn.network);
  const auto car = roads.car({0}, 1, drawn.route("AB BC CE EF"));
  roads.run(seconds(5));
  roads.traffic().reroute(car, drawn.route("BC CE"));
  roads.run();
  // 20 s on BC, 10 s on CE, where it now ends; it has driven both.
  REQUIRE(roads.arrived(1) == 30'000);
  REQUIRE(roads.arrivals[0].distance.value == Approx(300.0));
}

TEST_CASE("a blocked head that is led elsewhere leaves at once, not in the past",
          "[traffic][reroute]") {
  const auto drawn = network_of(forked);
  Roads roads(drawn.network);
  // CD holds one vehicle; the first passes, the second fills it for an hour, the third is blocked.
  std::vector<sim::VehicleId> cars;
  for (std::uint64_t name = 0; name < 3; ++name) {
    cars.push_back(roads.car({0}, name, drawn.route("AB BC CD DF")));
  }
  roads.run(seconds(100));
  REQUIRE(roads.traffic().link_of(cars[2]) == drawn.link("BC"));
  roads.traffic().reroute(cars[2], drawn.route("BC CE EF"));
  REQUIRE(roads.traffic().next_active() == day_start + seconds(100));
  roads.run(minutes(10));
  REQUIRE(roads.arrived(2) == 120'000);
}

TEST_CASE("a vehicle on its way can be sent further or told to stop here", "[traffic][reroute]") {
  const auto drawn = network_of(forked);
  Roads roads(drawn.network);
  const auto further = roads.car({0}, 1, drawn.route("AB BC"));
  const auto here = roads.car(seconds(4), 2, drawn.route("AB BC CE EF"));
  roads.run(seconds(10));
  roads.traffic().reroute(further, drawn.route("BC CE"));
  roads.traffic().reroute(here, drawn.route("BC"));
  roads.run();
  REQUIRE(roads.arrived(1) == 30'000);
  REQUIRE(roads.arrived(2) == 24'000);
}

TEST_CASE("a vehicle that waits to depart can change its way, or stay", "[traffic][reroute]") {
  const auto drawn = network_of(forked);
  Roads roads(drawn.network);
  const auto first = roads.car(seconds(50), 1, drawn.route("AB BC CE"));
  const auto second = roads.car(seconds(50), 2, drawn.route("AB BC CE"));
  const auto third = roads.car(seconds(50), 3, drawn.route("AB"));
  roads.traffic().reroute(first, drawn.route("AB"));
  roads.traffic().reroute(second, drawn.route("AB BC"));
  roads.traffic().reroute(third, drawn.route("AB BC CE EF"));
  roads.run();
  REQUIRE(roads.arrived(1) == 50'000);
  REQUIRE(roads.arrived(2) == 70'000);
  // 2 s behind the second at AB's exit, then 20 + 10 + 10 s.
  REQUIRE(roads.arrived(3) == 92'000);
}

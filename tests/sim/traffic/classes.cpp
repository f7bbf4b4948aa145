// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/route_fault.hpp"
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using sim::RouteFault;
using sim::VehicleClass;
using tests::network_of;
using tests::Roads;

namespace {

const char* const main_road = R"(
    A----B----C----D
    A>B 100 m 36 km/h
    B>C 1000 m 108 km/h
    C>D 100 m 36 km/h
)";

}  // namespace

TEST_CASE("a truck drives at its own top speed, and who follows it can't overtake",
          "[traffic][classes]") {
  const auto drawn = network_of(main_road);
  Roads roads(drawn.network);
  const auto route = drawn.route("AB BC CD");
  roads.traffic().depart(day_start, VehicleClass::truck, 2.0, 1, 1, route);
  roads.car(seconds(2), 2, route);
  roads.run();
  // Truck: 1000 m at 80 km/h are 45 s, then 10 s. It takes two headways of 2 s at each exit, so the
  // car enters BC at 4 s, could be at its end at 37.334 s, and crosses 4 s after the truck.
  CHECK(roads.arrived(1) == 55'000);
  CHECK(roads.arrived(2) == 59'000);
  const auto truck = roads.traffic().counts().at(drawn.link("BC"), 0, VehicleClass::truck);
  CHECK(truck.volume == 1);
  CHECK(truck.travel_ms == 45'000);
  CHECK(roads.volume(drawn.link("BC"), 0) == 1);
  // Cars' times are learnt from cars: 49 - 4 s.
  const geo::LinkTimes times = sim::raw_times(drawn.network, roads.traffic().counts());
  CHECK(times.at(drawn.link("BC"), 0) == 45'000);
  CHECK(times.at(drawn.link("CD"), 0) == 10'000);
}

TEST_CASE("where only slow vehicles drove, a car is expected to drive freely",
          "[traffic][classes]") {
  const auto drawn = network_of(main_road);
  Roads roads(drawn.network);
  roads.traffic().depart(day_start, VehicleClass::bus, 2.0, 1, 1, drawn.route("AB BC CD"));
  roads.run();
  CHECK(roads.arrived(1) == 61'429);  // 1000 m at 70 km/h: 51,428.6 ms, rounded up, and 10 s
  const geo::LinkTimes times = sim::raw_times(drawn.network, roads.traffic().counts());
  CHECK(times.at(drawn.link("BC"), 0) == 33'334);  // at 108 km/h
}

TEST_CASE("bicycles pass a jam at their own speed and take nothing from it",
          "[traffic][classes][bicycle]") {
  const auto drawn = network_of(R"(
    A----B----C----D
    A>B 100 m 36 km/h
    B>C 1000 m 36 km/h
    C>D 100 m 9 km/h 6 veh/h
  )");
  const auto route = drawn.route("AB BC CD");
  std::vector<std::int64_t> cars[2];
  for (const bool with : {false, true}) {
    Roads roads(drawn.network);
    for (std::uint64_t name = 0; name < 60; ++name) roads.car({0}, name, route);
    for (std::uint64_t name = 100; with && name < 400; ++name)
      roads.traffic().depart(day_start + seconds(1), VehicleClass::bicycle, 1.0, name, name, route);
    roads.run(seconds(200));
    CHECK(roads.traffic().link_state(drawn.link("BC")).beside == (with ? 300 : 0));
    roads.run();
    for (std::uint64_t name = 0; name < 60; ++name)
      cars[with ? 1 : 0].push_back(roads.arrived(name));
    if (!with) continue;
    // From 1 s: 1000 m at 15 km/h are 240 s; on CD the road allows 9 km/h only: 40 s.
    for (std::uint64_t name = 100; name < 400; ++name) REQUIRE(roads.arrived(name) == 281'000);
    CHECK(roads.traffic().counts().at(drawn.link("BC"), 0, VehicleClass::bicycle).volume == 300);
    CHECK(roads.traffic().counts().at(drawn.link("BC"), 0, VehicleClass::bicycle).travel_ms ==
          300 * 240'000);
  }
  CHECK(cars[0] == cars[1]);
  CHECK(cars[0].back() > 300'000);  // a jam it was
}

TEST_CASE("a bicycle can be sent elsewhere, held, stopped on its way, or stay where it is",
          "[traffic][classes][bicycle]") {
  const auto drawn = network_of(R"(
                   D
    A----B----C
                   E
    A>B 100 m 36 km/h
    B>C 100 m 36 km/h
    C>D 100 m 36 km/h
    C>E 100 m 36 km/h
  )");
  Roads roads(drawn.network);
  const auto ride = [&](std::uint64_t name, const std::string& route) {
    return roads.traffic().depart(
        day_start, VehicleClass::bicycle, 1.0, name, name, drawn.route(route));
  };
  const auto elsewhere = ride(1, "AB BC CD");
  const auto held = ride(2, "AB BC CD");
  const auto stopped = ride(3, "AB BC CD");
  ride(4, "AB");
  const auto later = ride(5, "AB BC");
  roads.traffic().hold(later, day_start + seconds(100));
  roads.run(seconds(10));
  CHECK(roads.traffic().link_of(elsewhere) == drawn.link("BC"));
  roads.traffic().reroute(elsewhere, drawn.route("BC CE"));
  roads.traffic().hold(held, day_start + seconds(60));
  roads.traffic().park(stopped);
  roads.run();
  // Each link takes 24 s.
  CHECK(roads.arrived(1) == 48'000);
  CHECK(roads.traffic().counts().at(drawn.link("CE"), 0, VehicleClass::bicycle).volume == 1);
  CHECK(roads.arrived(2) == 84'000);
  CHECK(roads.arrived(3) == 24'000);
  CHECK(roads.arrived(4) == 0);
  CHECK(roads.arrived(5) == 124'000);
}

TEST_CASE("a route is refused for the first thing that is wrong with it", "[traffic][fault]") {
  auto drawn = network_of(main_road);
  const auto fault = [&](VehicleClass vehicle_class, const std::string& route, TimeOfDay at) {
    return fault_of(drawn.network, vehicle_class, at, drawn.route(route));
  };
  const TimeOfDay eight = time_of_day(8);
  CHECK_FALSE(fault(VehicleClass::car, "AB BC CD", eight));
  CHECK(fault(VehicleClass::car, "", eight).kind == RouteFault::Kind::empty);
  CHECK(fault(VehicleClass::car, "AB CD", eight).kind == RouteFault::Kind::gap);
  CHECK(fault(VehicleClass::car, "AB CD", eight).step == 1);
  CHECK(fault(VehicleClass::car, "AB", time_of_day(2, 59)).kind == RouteFault::Kind::outside_day);
  CHECK(fault(VehicleClass::car, "AB", day_end).kind == RouteFault::Kind::outside_day);
  const std::vector<geo::LinkId> beyond{drawn.link("AB"), geo::LinkId(77)};
  CHECK(fault_of(drawn.network, VehicleClass::car, eight, beyond).kind ==
        RouteFault::Kind::unknown_link);

  drawn.network.access[drawn.link("BC")] = geo::access_bus | geo::access_bicycle;
  CHECK(fault(VehicleClass::truck, "AB BC CD", eight).kind == RouteFault::Kind::closed);
  CHECK_FALSE(fault(VehicleClass::truck, "BC CD", eight));  // it may stand there
  CHECK_FALSE(fault(VehicleClass::bus, "AB BC CD", eight));
  drawn.network.access[drawn.link("BC")] = geo::access_car | geo::access_bus;
  for (const geo::LinkId link : drawn.network.from.ids()) {
    const std::vector<geo::LinkId> next{drawn.link("BC")};
    drawn.network.forbidden_next.push_row(link == drawn.link("AB") ? next
                                                                   : std::vector<geo::LinkId>());
  }
  const auto turn = fault(VehicleClass::service, "AB BC CD", eight);
  CHECK(turn.kind == RouteFault::Kind::forbidden_turn);
  CHECK_FALSE(fault(VehicleClass::bus, "AB BC CD", eight));  // turns are forbidden to cars
  CHECK(describe(turn, VehicleClass::service, eight, drawn.route("AB BC CD")) ==
        "the route turns from link 0 into link 1 (step 2), which is forbidden");
  const auto closed = fault(VehicleClass::bicycle, "AB BC CD", eight);
  CHECK(describe(closed, VehicleClass::bicycle, eight, drawn.route("AB BC CD")) ==
        "a bicycle may not enter link 1 (step 2 of the route)");

  sim::RouteFaults lost;
  for (const char* route : {"AB BC CD", "BC CD", "AB CD", "CD"})
    lost.add(fault(VehicleClass::car, route, eight));
  CHECK(lost.refused() == 2);  // the turn and the gap
  CHECK(lost.share_lost() == 0.5);
}

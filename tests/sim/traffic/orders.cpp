// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;
using tests::Roads;

namespace {

// From A's end: BC 20 s, CD 10 s. Exits let one pass each 2 s.
const char* const line = R"(
    A----B----C----D
    A>B 100 m 36 km/h
    B>C 200 m 36 km/h
    C>D 100 m 36 km/h
)";

}  // namespace

TEST_CASE("a vehicle held on the road holds up those behind it until its time",
          "[traffic][orders]") {
  const auto drawn = network_of(line);
  Roads roads(drawn.network);
  const auto first = roads.car({0}, 1, drawn.route("AB BC CD"));
  roads.car({0}, 2, drawn.route("AB BC CD"));
  roads.run(seconds(5));
  roads.traffic().hold(first, day_start + seconds(60));
  roads.run();
  CHECK(roads.arrived(1) == 70'000);
  CHECK(roads.arrived(2) == 72'000);  // there at 22 s, behind it until 60 s, a headway later
}

TEST_CASE("a vehicle held without an end goes when it is released, not before it is there",
          "[traffic][orders]") {
  const auto drawn = network_of(line);
  Roads roads(drawn.network);
  const auto first = roads.car({0}, 1, drawn.route("AB BC CD"));
  const auto second = roads.car({0}, 2, drawn.route("AB BC CD"));
  roads.run(seconds(5));
  roads.traffic().hold(first, sim::Traffic::no_end);
  roads.traffic().hold(second, sim::Traffic::no_end);
  roads.run(seconds(6));
  roads.traffic().release(second);  // the first still stands before it
  roads.run(minutes(20));
  CHECK(roads.traffic().link_state(drawn.link("BC")).vehicles == 2);
  roads.traffic().release(first);
  roads.run();
  CHECK(roads.arrived(1) == 1'210'000);
  CHECK(roads.arrived(2) == 1'212'000);
}

TEST_CASE("a hold taken back at once changes nothing", "[traffic][orders]") {
  const auto drawn = network_of(line);
  Roads roads(drawn.network);
  const auto car = roads.car({0}, 1, drawn.route("AB BC CD"));
  roads.run(seconds(5));
  roads.traffic().hold(car, sim::Traffic::no_end);
  roads.traffic().release(car);
  roads.run();
  CHECK(roads.arrived(1) == 30'000);
}

TEST_CASE("a vehicle parked leaves the lane to others and departs again from there",
          "[traffic][orders]") {
  const auto drawn = network_of(line);
  Roads roads(drawn.network);
  const auto first = roads.car({0}, 1, drawn.route("AB BC CD"));
  roads.car({0}, 2, drawn.route("AB BC CD"));
  roads.run(seconds(5));
  roads.traffic().park(first);
  roads.run(seconds(25));
  REQUIRE(roads.arrivals.size() == 1);
  CHECK(roads.arrived(1) == 20'000);
  CHECK(roads.arrivals[0].distance.value == Approx(200.0));
  roads.car(seconds(60), 3, drawn.route("BC CD"));
  roads.run();
  CHECK(roads.arrived(2) == 32'000);  // nobody in its way
  CHECK(roads.arrived(3) == 70'000);
}

TEST_CASE("who waits to depart can be held, let go, or told to stay", "[traffic][orders]") {
  const auto drawn = network_of(line);
  Roads roads(drawn.network);
  const auto held = roads.car(seconds(50), 1, drawn.route("AB BC"));
  const auto early = roads.car(seconds(50), 2, drawn.route("AB BC"));
  const auto stays = roads.car(seconds(50), 3, drawn.route("AB BC"));
  roads.traffic().hold(held, day_start + seconds(70));
  roads.run(seconds(10));
  roads.traffic().release(early);
  roads.traffic().park(stays);
  roads.run();
  CHECK(roads.arrived(1) == 90'000);
  CHECK(roads.arrived(2) == 30'000);
  CHECK(roads.arrived(3) == 10'000);
}

TEST_CASE("who parks at the head of a jam lets it go", "[traffic][orders]") {
  const auto drawn = network_of(R"(
    A----B----C----D----E
    A>B 100 m 36 km/h
    B>C 200 m 36 km/h
    C>D 7.5 m 36 km/h 1 veh/h
    D>E 100 m 36 km/h
    C>A 100 m 36 km/h
  )");
  Roads roads(drawn.network);
  // CD takes two seconds of its capacity, one vehicle; it lets the first out at once, the second
  // fills it for an hour and the third is blocked.
  std::vector<sim::VehicleId> cars;
  for (std::uint64_t name = 0; name < 3; ++name)
    cars.push_back(roads.car({0}, name, drawn.route("AB BC CD DE")));
  roads.car({0}, 9, drawn.route("AB BC CA"));
  roads.run(seconds(100));
  REQUIRE(roads.traffic().link_of(cars[2]) == drawn.link("BC"));
  CHECK(roads.arrived(9) == -1);
  roads.traffic().park(cars[2]);
  roads.run(seconds(200));
  CHECK(roads.arrived(2) == 100'000);
  CHECK(roads.arrived(9) == 110'000);
}

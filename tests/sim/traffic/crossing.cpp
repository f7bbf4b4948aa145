// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;
using tests::Roads;

namespace {

const char* const chain = R"(
    A----B----C----D
    A>B 100 m 36 km/h
    B>C 200 m 36 km/h
    C>D 50 m 36 km/h
)";

}  // namespace

TEST_CASE("a lone vehicle takes its free time over each link, to the millisecond",
          "[traffic][crossing]") {
  const auto drawn = network_of(chain);
  Roads roads(drawn.network);
  // Leaves the end of AB at 0.250 s; 200 m at 10 m/s = 20 s, 50 m = 5 s.
  const auto car = roads.car({250}, 7, drawn.route("AB BC CD"));
  REQUIRE(roads.traffic().link_of(car) == drawn.link("AB"));
  REQUIRE(roads.traffic().ready_at(car) == day_start + Duration{250});
  roads.window();
  REQUIRE(roads.traffic().link_of(car) == drawn.link("BC"));
  REQUIRE(roads.traffic().ready_at(car) == day_start + Duration{20'250});
  REQUIRE(roads.traffic().next_active() == day_start + seconds(20));
  roads.run();
  REQUIRE(roads.arrivals.size() == 1);
  REQUIRE(roads.arrived(7) == 25'250);
  REQUIRE(roads.arrivals[0].distance.value == Approx(250.0));
  REQUIRE(roads.traffic().quality().link_entries == 2);
}

TEST_CASE("a second vehicle follows the first after the headway of the exit they share",
          "[traffic][crossing]") {
  const auto drawn = network_of(R"(
    A----B----C----D
    A>B 100 m 36 km/h 1900 veh/h
    B>C 200 m 36 km/h 1200 veh/h
    C>D 50 m 36 km/h
  )");
  Roads roads(drawn.network);
  for (std::uint64_t name = 0; name < 3; ++name) roads.car({0}, name, drawn.route("AB BC CD"));
  roads.run();
  // AB lets one out every 3600/1900 = 1.894737 s: at 0, 1.895 and 3.790 (3.789474 rounded up).
  // They are ready at the end of BC at 20.000, 21.895, 23.790; it lets them out every 3 s, at
  // 20.000, 23.000 and 26.000, and CD takes 5 s. Of equals on one link, the lower name goes first.
  REQUIRE(roads.arrived(0) == 25'000);
  REQUIRE(roads.arrived(1) == 28'000);
  REQUIRE(roads.arrived(2) == 31'000);
}

TEST_CASE("who arrives at the end of a link waits its turn, but needs no capacity of the exit",
          "[traffic][crossing]") {
  const auto drawn = network_of(R"(
    A----B----C----D
    A>B 100 m 36 km/h 7200 veh/h
    B>C 200 m 36 km/h 360 veh/h
    C>D 50 m 36 km/h
  )");
  Roads roads(drawn.network);
  roads.car({0}, 1, drawn.route("AB BC CD"));
  roads.car({100}, 2, drawn.route("AB BC"));
  roads.car({200}, 3, drawn.route("AB BC CD"));
  roads.car({300}, 4, drawn.route("AB BC"));
  roads.run();
  // AB lets one out every 0.5 s: into BC at 0, 0.5, 1.0, 1.5, ready 20 s later. Car 1 crosses at
  // 20, car 2 arrives when ready; car 3 must let 10 s pass after car 1, and car 4 stands behind it.
  REQUIRE(roads.arrived(1) == 25'000);
  REQUIRE(roads.arrived(2) == 20'500);
  REQUIRE(roads.arrived(3) == 35'000);
  REQUIRE(roads.arrived(4) == 30'000);
}

TEST_CASE("links shorter than a second keep exact times, one node a window",
          "[traffic][crossing]") {
  const auto drawn = network_of(R"(
    A-B-C-D-E
    A>B 3 m 36 km/h
    B>C 3 m 36 km/h
    C>D 3 m 36 km/h
    D>E 3 m 36 km/h
  )");
  Roads roads(drawn.network);
  const auto car = roads.car({100}, 1, drawn.route("AB BC CD DE"));
  // 0.3 s a link: arrives 1.000 s after 03:00, handled in the fourth window.
  for (const char* link : {"BC", "CD", "DE"}) {
    roads.window();
    REQUIRE(roads.traffic().link_of(car) == drawn.link(link));
  }
  roads.window();
  REQUIRE(roads.arrived(1) == 1'000);
}

TEST_CASE("a route of one link arrives at its departure and uses no road", "[traffic][crossing]") {
  const auto drawn = network_of(chain);
  Roads roads(drawn.network);
  roads.car({0}, 1, drawn.route("AB BC"));
  roads.car({1}, 2, drawn.route("AB BC"));
  roads.car({5'400}, 4, drawn.route("AB"));
  roads.car({1}, 3, drawn.route("AB"));
  REQUIRE(roads.traffic().on_the_way() == 4);
  roads.run(seconds(6));
  REQUIRE(roads.arrived(3) == 1);
  REQUIRE(roads.arrived(4) == 5'400);
  REQUIRE(roads.arrivals[0].distance.value == 0.0);
  REQUIRE(roads.traffic().quality().link_entries == 2);
}

TEST_CASE("idle hours are skipped and a new day starts with empty roads", "[traffic][crossing]") {
  const auto drawn = network_of(chain);
  Roads roads(drawn.network);
  REQUIRE(roads.traffic().next_active() == day_end);
  roads.car(minutes(600), 1, drawn.route("AB BC"));
  REQUIRE(roads.traffic().next_active() == time_of_day(13));
  roads.traffic().skip_to(time_of_day(13));
  roads.window();
  REQUIRE(roads.traffic().next_active() == time_of_day(13, 0, 20));
  REQUIRE_FALSE(roads.traffic().empty());
  roads.traffic().start_day();
  REQUIRE(roads.traffic().empty());
  REQUIRE(roads.traffic().now() == day_start);
  REQUIRE(roads.traffic().next_active() == day_end);
  REQUIRE(roads.traffic().quality().departed == 0);
  REQUIRE(roads.traffic().link_state(drawn.link("BC")).vehicles == 0);
}

TEST_CASE("ids come back only after they were reported", "[traffic][crossing]") {
  const auto drawn = network_of(chain);
  Roads roads(drawn.network);
  const auto first = roads.car({0}, 1, drawn.route("AB BC"));
  const auto second = roads.car({0}, 2, drawn.route("AB BC CD"));
  REQUIRE(first != second);
  roads.run(seconds(21));
  REQUIRE(roads.arrived(1) == 20'000);
  REQUIRE(roads.car(seconds(30), 3, drawn.route("AB BC")) == first);
  roads.run();
  REQUIRE(roads.arrived(2) == 27'000);
  REQUIRE(roads.arrived(3) == 50'000);
}

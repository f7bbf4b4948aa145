// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;
using tests::Roads;

TEST_CASE("a saturated link discharges its capacity, and in no quarter of an hour more",
          "[traffic][capacity]") {
  const auto drawn = network_of(R"(
    A----B----------C----D
    A>B 100 m 50 km/h 4 lanes 20000 veh/h
    B>C 1000 m 50 km/h 1900 veh/h
    C>D 100 m 36 km/h 4 lanes 20000 veh/h
  )");
  Roads roads(drawn.network);
  for (std::uint64_t name = 0; name < 2'600; ++name) {
    roads.car({static_cast<std::int64_t>(name)}, name, drawn.route("AB BC CD"));
  }
  roads.run();
  REQUIRE(roads.arrivals.size() == 2'600);
  // CD is free and takes 10 s, so a vehicle left BC 10 s before it arrived.
  std::vector<std::int64_t> left;
  for (const auto& arrival : roads.arrivals) left.push_back((arrival.time - day_start).ms - 10'000);
  REQUIRE(std::is_sorted(left.begin(), left.end()));
  // 1900 an hour: between the first exit (at 72.000 s, 1000 m at 50 km/h) and the 1901st lie 3600
  // s.
  REQUIRE(left[0] == 72'000);
  REQUIRE(left[1'900] - left[0] == Approx(3'600'000).margin(2));
  std::size_t first = 0;
  for (std::size_t last = 0; last < left.size(); ++last) {
    while (left[last] - left[first] >= minutes(15).ms) ++first;
    REQUIRE(last - first + 1 <= 475 + 1);
  }
}

TEST_CASE("in a sample a car weighs one, a service vehicle its share", "[traffic][capacity]") {
  const auto drawn = network_of(R"(
    A----B----C
    A>B 100 m 36 km/h 1800 veh/h
    B>C 150 m 36 km/h 1800 veh/h
  )");
  sim::TrafficParameters sample;
  sample.flow_factor = 0.1;
  sample.storage_factor = 0.178;
  Roads roads(drawn.network, sample);
  // 150 m / 7.5 m = 20 PCU, 3.56 of them in the sample.
  REQUIRE(roads.traffic().link_state(drawn.link("BC")).storage == Approx(3.56));
  roads.car({0}, 1, drawn.route("AB BC"));
  roads.car({1}, 2, drawn.route("AB BC"), 0.1);
  roads.car({2}, 3, drawn.route("AB BC"), 0.1);
  roads.car({3}, 4, drawn.route("AB BC"));
  roads.run();
  // 180 an hour: 20 s behind a car, 2 s behind a service vehicle; 15 s on BC.
  REQUIRE(roads.arrived(1) == 15'000);
  REQUIRE(roads.arrived(2) == 35'000);
  REQUIRE(roads.arrived(3) == 37'000);
  REQUIRE(roads.arrived(4) == 39'000);
}

TEST_CASE("a link with storage for three and a half vehicles admits four", "[traffic][capacity]") {
  const auto drawn = network_of(R"(
    A----B----C----D
    A>B 100 m 36 km/h 3600 veh/h
    B>C 26.25 m 36 km/h 3 veh/h
    C>D 100 m 36 km/h
  )");
  Roads roads(drawn.network);
  REQUIRE(roads.traffic().link_state(drawn.link("BC")).storage == Approx(3.5));
  for (std::uint64_t name = 0; name < 8; ++name) roads.car({0}, name, drawn.route("AB BC CD"));
  roads.run(minutes(10));
  // One has gone on at once, and its place was taken; the fourth overhangs, three stay at home.
  REQUIRE(roads.traffic().link_state(drawn.link("BC")).vehicles == 4);
  REQUIRE(roads.traffic().link_state(drawn.link("AB")).waiting == 3);
  REQUIRE(roads.traffic().quality().forced_moves == 0);
}

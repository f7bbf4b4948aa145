// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>
#include <vector>

#include "tests/sim/traffic/roads.hpp"
#include "tests/support/merge.hpp"

using namespace eveil;
using tests::network_of;
using tests::Roads;

namespace {

/// Two queues that never end merge into one link of 600 an hour.
///
///     Y──A
///         ╲
///          C──D──E
///         ╱
///     Z──B
std::string merge(const std::string& a, const std::string& b) {
  return R"(
    Y----A
              C----D----E
    Z----B
  )" + ("Y>A 100 m 50 km/h 4 lanes 7200 veh/h\nZ>B 100 m 50 km/h 4 lanes 7200 veh/h\n" + a + "\n" +
        b + "\nC>D 300 m 50 km/h 600 veh/h\nD>E 100 m 50 km/h 2 lanes 3600 veh/h\n");
}

/// Of those who arrive between 04:00 and 06:00, the part that came by A.
double share_of_a(const tests::AsciiNetwork& drawn) {
  Roads roads(drawn.network);
  for (std::uint64_t name = 0; name < 4'000; ++name) {
    roads.car({0}, name, drawn.route(name % 2 == 0 ? "YA AC CD DE" : "ZB BC CD DE"));
  }
  roads.run(minutes(180));
  double by_a = 0.0;
  double all = 0.0;
  for (const auto& arrival : roads.arrivals) {
    if (arrival.time < time_of_day(4)) continue;
    by_a += arrival.tag % 2 == 0 ? 1.0 : 0.0;
    all += 1.0;
  }
  REQUIRE(all == Approx(1'200).margin(2));
  return by_a / all;
}

}  // namespace

TEST_CASE("two equal saturated links share a merge equally", "[traffic][merge]") {
  const std::string a = "A>C 300 m 50 km/h 1800 veh/h";
  const std::string b = "B>C 300 m 50 km/h 1800 veh/h";
  REQUIRE(share_of_a(network_of(merge(a, b))) == Approx(0.5).margin(0.01));
  REQUIRE(share_of_a(network_of(merge(b, a))) == Approx(0.5).margin(0.01));
}

TEST_CASE("saturated links share a merge as their capacities, whatever their order",
          "[traffic][merge]") {
  const std::string b = "B>C 300 m 50 km/h 900 veh/h";
  const std::string a = "A>C 300 m 50 km/h 1800 veh/h";
  REQUIRE(share_of_a(network_of(merge(a, b))) == Approx(2.0 / 3.0).epsilon(0.02));
  REQUIRE(share_of_a(network_of(merge(b, a))) == Approx(2.0 / 3.0).epsilon(0.02));
  const std::string c = "A>C 300 m 50 km/h 600 veh/h";
  const std::string d = "B>C 300 m 50 km/h 1100 veh/h";
  REQUIRE(share_of_a(network_of(merge(c, d))) == Approx(6.0 / 17.0).epsilon(0.02));
  REQUIRE(share_of_a(network_of(merge(d, c))) == Approx(6.0 / 17.0).epsilon(0.02));
}

TEST_CASE(
    "a merge takes what fits, else shares by capacity, and what one leaves over is the other's",
    "[traffic][merge]") {
  // As 1500 and 500 into 1000, with 1500 and 150 coming: B's 150 pass, A gets 850. With all of
  // both: 750 and 250, though B's own flow lets nobody go in three of its four turns.
  for (const tests::Merge& merge : tests::merges()) {
    for (const tests::MergeFlow& demand : tests::demands(merge)) {
      const tests::MergeFlow flow = tests::run(merge, demand);
      const tests::MergeFlow theory = tests::theory(merge, demand);
      CAPTURE(merge.a, merge.b, merge.out, demand.a, demand.b);
      REQUIRE(flow.a == Approx(theory.a).margin(0.005 * merge.out));
      REQUIRE(flow.b == Approx(theory.b).margin(0.005 * merge.out));
    }
  }
}

TEST_CASE("three saturated links share a merge as their capacities", "[traffic][merge]") {
  const auto drawn = network_of(R"(
    X----A
    Y----B    M----D----E
    Z----C
    X>A 100 m 50 km/h 4 lanes 7200 veh/h
    Y>B 100 m 50 km/h 4 lanes 7200 veh/h
    Z>C 100 m 50 km/h 4 lanes 7200 veh/h
    A>M 300 m 50 km/h 1800 veh/h
    B>M 300 m 50 km/h 900 veh/h
    C>M 300 m 50 km/h 300 veh/h
    M>D 300 m 50 km/h 1500 veh/h
    D>E 100 m 50 km/h 2 lanes 3600 veh/h
  )");
  // 1500 · 1800 / 3000 = 900, 450 and 150 an hour.
  Roads roads(drawn.network);
  const std::vector<std::string> ways{"XA AM MD DE", "YB BM MD DE", "ZC CM MD DE"};
  for (std::uint64_t name = 0; name < 9'000; ++name) {
    roads.car({0}, name, drawn.route(ways[name % 3]));
  }
  roads.run(minutes(180));
  std::vector<double> flow(3, 0.0);
  for (const auto& arrival : roads.arrivals) {
    if (arrival.time >= time_of_day(4)) flow[arrival.tag % 3] += 0.5;
  }
  REQUIRE(flow[0] == Approx(900.0).epsilon(0.01));
  REQUIRE(flow[1] == Approx(450.0).epsilon(0.01));
  REQUIRE(flow[2] == Approx(150.0).epsilon(0.01));
}

TEST_CASE("a merge that isn't full takes vehicles in the order of their times",
          "[traffic][merge]") {
  const auto drawn = network_of(merge("A>C 300 m 50 km/h", "B>C 300 m 50 km/h"));
  Roads roads(drawn.network);
  roads.car({900}, 1, drawn.route("YA AC CD DE"));
  roads.car({400}, 2, drawn.route("ZB BC CD DE"));
  roads.run();
  // 21.6 s on AC and BC, so both reach C in one window; 21.6 s on CD, which lets one out every 6 s;
  // 7.2 s on DE. The second car is behind the first on CD: 0.4 + 50.4 and 6 s more.
  REQUIRE(roads.arrived(2) == 50'800);
  REQUIRE(roads.arrived(1) == 56'800);
}

TEST_CASE("equal times at a merge are drawn by the vehicles' names, not by the links' rows",
          "[traffic][merge]") {
  const std::string a = "A>C 300 m 50 km/h";
  const std::string b = "B>C 300 m 50 km/h";
  int by_a_first = 0;
  for (std::uint64_t name = 0; name < 100; ++name) {
    std::int64_t times[2] = {0, 0};
    for (const bool swapped : {false, true}) {
      const auto drawn = network_of(swapped ? merge(b, a) : merge(a, b));
      Roads roads(drawn.network);
      roads.car({0}, 2 * name, drawn.route("YA AC CD DE"));
      roads.car({0}, 2 * name + 1, drawn.route("ZB BC CD DE"));
      roads.run();
      times[swapped ? 1 : 0] = roads.arrived(2 * name);
    }
    REQUIRE(times[0] == times[1]);
    by_a_first += times[0] == 50'400 ? 1 : 0;
  }
  // 100 fair draws: 50 ± 5 standard deviations of 5.
  REQUIRE(by_a_first > 25);
  REQUIRE(by_a_first < 75);
}

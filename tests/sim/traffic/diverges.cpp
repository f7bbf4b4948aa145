// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;
using tests::Roads;

namespace {

/// One road of 1200 an hour forks: 300 an hour to C, as much as comes to D.
const char* const fork_to_narrow = R"(
                   C----E
    Y----A----B
                   D----F
    Y>A 100 m 50 km/h 4 lanes 7200 veh/h
    A>B 300 m 50 km/h 1200 veh/h
    B>C 150 m 50 km/h 300 veh/h
    B>D 150 m 50 km/h 1200 veh/h
    C>E 100 m 50 km/h 1200 veh/h
    D>F 100 m 50 km/h 1200 veh/h
)";

struct Flows {
  double narrow = 0.0;  ///< vehicles/h
  double wide = 0.0;
};

/// With a queue that never ends, of which every `every`th goes to C; from 04:00 to 06:00.
Flows saturated(std::uint64_t every) {
  const auto drawn = network_of(fork_to_narrow);
  Roads roads(drawn.network);
  const auto narrow = drawn.route("YA AB BC CE");
  const auto wide = drawn.route("YA AB BD DF");
  for (std::uint64_t name = 0; name < 4'000; ++name) {
    roads.car({0}, name, name % every == 0 ? narrow : wide);
  }
  roads.run(minutes(180));
  Flows flows;
  for (const auto& arrival : roads.arrivals) {
    if (arrival.time < time_of_day(4)) continue;
    (arrival.tag % every == 0 ? flows.narrow : flows.wide) += 0.5;
  }
  REQUIRE(roads.traffic().quality().forced_moves == 0);
  return flows;
}

}  // namespace

TEST_CASE("a full turn holds those behind: a fork lets out what its narrow branch allows",
          "[traffic][diverge]") {
  // Every nth to C, which takes 300: 300 n in all, of them 300 (n - 1) to D; but 1200 in all at
  // most.
  const std::uint64_t every = GENERATE(2, 3, 4, 6);
  const auto n = static_cast<double>(every);
  const double all = std::min(300.0 * n, 1200.0);
  const Flows flows = saturated(every);
  CAPTURE(every);
  REQUIRE(flows.narrow == Approx(all / n).epsilon(0.01));
  REQUIRE(flows.wide == Approx(all * (n - 1.0) / n).epsilon(0.01));
}

TEST_CASE("nobody overtakes a head that waits for a full link", "[traffic][diverge]") {
  const auto drawn = network_of(R"(
                   C----E
    Y----A----B
                   D----F
    Y>A 100 m 50 km/h 1200 veh/h
    A>B 300 m 50 km/h 1200 veh/h
    B>C 75 m 50 km/h 0.5 veh/h
    B>D 150 m 50 km/h 1200 veh/h
    C>E 100 m 50 km/h
    D>F 100 m 50 km/h
  )");
  Roads roads(drawn.network);
  // Every second to C: the first passes, ten more fill BC; the twelfth (the 23rd of all) waits for
  // two hours on AB's end, and 11 have gone to D before it.
  for (std::uint64_t name = 0; name < 60; ++name) {
    roads.car({static_cast<std::int64_t>(name) * 4'000},
              name,
              drawn.route(name % 2 == 0 ? "YA AB BC CE" : "YA AB BD DF"));
  }
  roads.run(minutes(90));
  std::uint64_t to_d = 0;
  for (const auto& arrival : roads.arrivals) to_d += arrival.tag % 2;
  REQUIRE(roads.traffic().link_state(drawn.link("BC")).vehicles == 10);
  REQUIRE(to_d == 11);
  REQUIRE(roads.traffic().link_state(drawn.link("BD")).vehicles == 0);
  REQUIRE(roads.traffic().quality().forced_moves == 0);
}

TEST_CASE("a queue that spills back past turnings lets out what reaches the bottleneck",
          "[traffic][diverge][jam]") {
  const auto drawn = network_of(R"(
                   P----U
    Y----A----B----C----D----E
                        Q----V
    Y>A 100 m 50 km/h 4 lanes 7200 veh/h
    A>B 300 m 50 km/h 1200 veh/h
    B>C 300 m 50 km/h 1200 veh/h
    C>D 300 m 50 km/h 300 veh/h
    D>E 150 m 50 km/h 1200 veh/h
    B>P 150 m 50 km/h 1200 veh/h
    C>Q 150 m 50 km/h 1200 veh/h
    P>U 150 m 50 km/h 1200 veh/h
    Q>V 150 m 50 km/h 1200 veh/h
  )");
  // Of nine in a row three turn off at B, then two of the six left at C: CD lets out 300 an hour,
  // so BC 300 · 6 / 4 = 450, of which 150 turn off at C, and AB 450 · 9 / 6 = 675, of which 225 at
  // B.
  const auto to_p = drawn.route("YA AB BP PU");
  const auto to_q = drawn.route("YA AB BC CQ QV");
  const auto to_e = drawn.route("YA AB BC CD DE");
  const auto way = [](std::uint64_t name) {
    if (name % 3 == 0) return 0;
    return name % 9 == 1 || name % 9 == 5 ? 1 : 2;
  };
  Roads roads(drawn.network);
  for (std::uint64_t name = 0; name < 3'000; ++name) {
    roads.car({0}, name, way(name) == 0 ? to_p : way(name) == 1 ? to_q : to_e);
  }
  roads.run(minutes(180));
  std::vector<double> flow(3, 0.0);
  for (const auto& arrival : roads.arrivals) {
    if (arrival.time >= time_of_day(4)) flow[static_cast<std::size_t>(way(arrival.tag))] += 0.5;
  }
  REQUIRE(flow[0] == Approx(225.0).epsilon(0.01));
  REQUIRE(flow[1] == Approx(150.0).epsilon(0.01));
  REQUIRE(flow[2] == Approx(300.0).epsilon(0.01));
  // At the density of their flows, k = 133.33 − q / 15: 113.3 − 103.3 − 88.3 a km.
  REQUIRE(roads.traffic().link_state(drawn.link("CD")).vehicles ==
          Approx(0.3 * 113.33).margin(1.5));
  REQUIRE(roads.traffic().link_state(drawn.link("BC")).vehicles ==
          Approx(0.3 * 103.33).margin(1.5));
  REQUIRE(roads.traffic().link_state(drawn.link("AB")).vehicles == Approx(0.3 * 88.33).margin(1.5));
  REQUIRE(roads.traffic().quality().forced_moves == 0);
}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/small_world.hpp"

namespace eveil::tests {

/// Two ways from B to E: over C (short, narrow) and over D (longer).
inline constexpr const char* two_ways = R"(
     C
A----B----E----F
     D
A-B 500 m 36 km/h
B-C 1000 m 50 km/h 300 veh/h
C-E 1000 m 50 km/h 300 veh/h
B-D 1500 m 50 km/h
D-E 1500 m 50 km/h
E-F 500 m 36 km/h
)";

/// Commuters from A-B to E-F in the hour of eight, three of four with a car; five days of learning.
inline void fill_two_ways(SmallWorld& small, int count) {
  PeopleMaker maker;
  for (int person = 0; person < count; ++person) {
    maker.commuter(small.territory.network,
                   small.drawn.link("AB"),
                   small.drawn.link("EF"),
                   time_of_day(8, person * 40 / count, person % 60),
                   time_of_day(17, person % 50),
                   person % 4 != 0);
  }
  small.people = maker.people;
  small.scenario.simulation.days = 5;
  small.scenario.simulation.fork_days = 3;
}

}  // namespace eveil::tests

// SPDX-License-Identifier: Apache-2.0
#include "geo/routing/stop_finder.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "geo/base/random.hpp"
#include "tests/support/drawn_timetable.hpp"

using namespace eveil;
using namespace eveil::geo;

TEST_CASE("stops are found nearest first, and those without a vehicle are not",
          "[routing][stops]") {
  DrawnTimetable drawn;
  const StopId a = drawn.stop({0, 0});
  const StopId b = drawn.stop({300, 400});  // 500 m
  drawn.stop({10, 0});                      // no vehicle calls
  const StopId c = drawn.stop({0, -500});   // 500 m too
  const StopId d = drawn.stop({5000, 5000});
  drawn.pattern(drawn.line(80), {a, b, c, d}, {{"07:00", "07:10", "07:20", "07:30"}});
  const StopFinder finder(drawn.done());
  std::vector<NearStop> found;
  finder.near({0, 0}, Metres(500.0), 10, found);
  REQUIRE(found.size() == 3);
  CHECK(found[0] == NearStop{a, Metres(0.0)});
  CHECK(found[1] == NearStop{b, Metres(500.0)});
  CHECK(found[2] == NearStop{c, Metres(500.0)});
  finder.near({0, 0}, Metres(499.0), 10, found);
  CHECK(found.size() == 1);
  finder.near({0, 0}, Metres(20'000.0), 2, found);
  REQUIRE(found.size() == 2);
  CHECK(found[1].stop == b);
  finder.near({-90'000, 90'000}, Metres(1000.0), 10, found);
  CHECK(found.empty());
}

TEST_CASE("the grid finds what looking at every stop finds", "[routing][stops]") {
  Draw draw(3, Purpose::sample, 5);
  DrawnTimetable drawn;
  std::vector<StopId> stops;
  for (int row = 0; row < 300; ++row) {
    stops.push_back(drawn.stop({9000 * draw.uniform(), 4000 * draw.uniform()}));
  }
  std::vector<TimeOfDay> times;
  for (int row = 0; row < 300; ++row) times.push_back(time_of_day(7, row % 60 + row / 60 * 60));
  std::sort(times.begin(), times.end());
  drawn.pattern_at(drawn.line(80), stops, {times});
  const Timetable table = drawn.done();
  const StopFinder finder(table);
  std::vector<NearStop> found;
  for (int row = 0; row < 100; ++row) {
    const Point place{10'000 * draw.uniform() - 500, 5000 * draw.uniform() - 500};
    const Metres radius(1500 * draw.uniform());
    std::vector<NearStop> all;
    for (const StopId stop : stops) {
      const Metres metres = distance(place, table.stop_place[stop]);
      if (metres <= radius) all.push_back({stop, metres});
    }
    std::sort(all.begin(), all.end(), [](const NearStop& a, const NearStop& b) {
      return a.distance != b.distance ? a.distance < b.distance : a.stop < b.stop;
    });
    finder.near(place, radius, 1000, found);
    CHECK(found == all);
  }
}

TEST_CASE("an empty timetable has no stop near anywhere", "[routing][stops]") {
  const StopFinder finder{Timetable{}};
  std::vector<NearStop> found;
  finder.near({0, 0}, Metres(1e6), 10, found);
  CHECK(found.empty());
}

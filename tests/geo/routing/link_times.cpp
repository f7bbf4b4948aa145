// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <limits>

#include "tests/geo/routing/keyed_network.hpp"

using namespace eveil;
using namespace eveil::geo;
using namespace eveil::geo::testing;

TEST_CASE("free flow is length over speed, rounded up to a millisecond", "[routing][times]") {
  Network network;
  network.place.resize(2);
  const LinkId even = add_link(network, 0, 1, 100.0, 8.0);   // 12.5 s
  const LinkId odd = add_link(network, 0, 1, 100.0, 3.0);    // 33.333… s
  const LinkId tiny = add_link(network, 0, 1, 0.001, 50.0);  // 0.02 ms
  const LinkTimes times = LinkTimes::free_flow(network);
  CHECK(times.at(even, 0) == 12'500);
  CHECK(times.at(odd, 50) == 33'334);
  CHECK(least_ms(network, odd) == 33'333);
  CHECK(times.at(tiny, slice_count - 1) == 1);
  CHECK(least_ms(network, tiny) == 1);
}

TEST_CASE("nobody who enters later leaves earlier", "[routing][times]") {
  Network network;
  network.place.resize(2);
  const LinkId link = add_link(network, 0, 1, 100.0);
  LinkTimes times = LinkTimes::free_flow(network);
  // 20 min in the slice of 08:00, 2 min in that of 08:15: who enters at 08:14 would leave at 08:34,
  // after one who enters at 08:15 and leaves at 08:17; so that is when both leave.
  const std::size_t eight = slice_of(time_of_day(8));
  for (std::size_t slice = 0; slice < slice_count; ++slice) times.at(link, slice) = 120'000;
  times.at(link, eight) = 1'200'000;
  CHECK(times.leave(link, time_of_day(7, 59)) == time_of_day(8, 1));
  CHECK(times.leave(link, time_of_day(8, 14)) == time_of_day(8, 17));
  CHECK(times.leave(link, time_of_day(8, 15)) == time_of_day(8, 17));
  // 30 min from 08:00 on: one may be overtaken only from two slices later.
  times.at(link, eight) = 1'860'000;
  times.at(link, eight + 1) = 1'800'000;
  CHECK(times.leave(link, time_of_day(8)) == time_of_day(8, 31));
  CHECK(times.leave(link, time_of_day(8, 10)) == time_of_day(8, 32));
}

TEST_CASE("entries outside of the day take its first or last slice", "[routing][times]") {
  Network network;
  network.place.resize(2);
  const LinkId link = add_link(network, 0, 1, 100.0);
  LinkTimes times = LinkTimes::free_flow(network);
  times.at(link, 0) = 60'000;
  times.at(link, slice_count - 1) = std::numeric_limits<std::uint32_t>::max();
  CHECK(times.leave(link, time_of_day(1)) == time_of_day(1, 1));
  CHECK(times.leave(link, TimeOfDay{2'000'000'000}).ms == std::numeric_limits<std::int32_t>::max());
}

TEST_CASE("leaving never falls with the hour of entry, whatever the times", "[routing][times]") {
  Network network;
  network.place.resize(2);
  const LinkId link = add_link(network, 0, 1, 3000.0);  // 5 min
  for (std::uint64_t key = 0; key < 20; ++key) {
    const LinkTimes times = keyed_times(network, key, 12);  // up to an hour
    TimeOfDay before = times.leave(link, time_of_day(2));
    for (int second = 0; second < 29 * 3600; second += 61) {
      const TimeOfDay entry = time_of_day(2, 0, second);
      const TimeOfDay leave = times.leave(link, entry);
      REQUIRE(leave >= before);
      REQUIRE((leave - entry).ms >= least_ms(network, link));
      before = leave;
    }
  }
}

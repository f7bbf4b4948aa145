// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <vector>

#include "geo/base/random.hpp"
#include "sim/services/insertion.hpp"
#include "tests/sim/services/plans_on_a_line.hpp"

using namespace eveil;
using namespace eveil::sim;
using namespace eveil::tests;

using Places = std::vector<std::size_t>;

TEST_CASE("an empty vehicle drives to the rider and takes him straight there",
          "[services][insertion]") {
  VehiclePlan plan = plan_along(2, {});
  const NewRide ride = wish(5, 9);
  const Offer found = offer(plan, ride);
  // 3 places to the pick-up: 08:03:00; 30 s of stop, 4 places: 08:07:30; 7 places driven.
  REQUIRE(found.best);
  CHECK(found.best->pickup == time_of_day(8, 3));
  CHECK(found.best->dropoff == time_of_day(8, 7, 30));
  CHECK(found.best->added == seconds(420));

  accept(plan, ride, 0);
  CHECK(places_of(plan) == Places{5, 9});
  CHECK(plan.rides[0].pickup == 0);
  CHECK(plan.rides[0].dropoff == 1);
  CHECK(schedule(plan, seconds(30)).back() == found.best->dropoff);
}

TEST_CASE("a second rider on the way adds no driving and rides along", "[services][insertion]") {
  VehiclePlan plan = plan_along(0, {});
  accept(plan, wish(1, 9), 0);
  const Offer found = offer(plan, wish(3, 6));
  // 0 → 1 (08:01:00), stop, → 3 at 08:03:30, stop, → 6 at 08:07:00.
  REQUIRE(found.best);
  CHECK(found.best->added == seconds(0));
  CHECK(found.best->pickup == time_of_day(8, 3, 30));
  CHECK(found.best->dropoff == time_of_day(8, 7));
  accept(plan, wish(3, 6), 1);
  CHECK(places_of(plan) == Places{1, 3, 6, 9});
  CHECK(plan.rides[0].dropoff == 3);
  CHECK(plan.rides[1].pickup == 1);
  CHECK(plan.rides[1].dropoff == 2);
  CHECK(seats_taken(plan) == std::vector<std::uint32_t>{0, 1, 2, 1, 0});
}

TEST_CASE("riders at the same two places share both stops and one stop time",
          "[services][insertion]") {
  VehiclePlan plan = plan_along(0, {});
  accept(plan, wish(1, 4), 0);
  const Offer found = offer(plan, wish(1, 4));
  REQUIRE(found.best);
  CHECK(found.best->pickup_shared);
  CHECK(found.best->dropoff_shared);
  CHECK(found.best->added == seconds(0));
  // 08:01:00, 30 s of stop, three places: as if he were alone.
  CHECK(found.best->dropoff == time_of_day(8, 4, 30));
  accept(plan, wish(1, 4), 1);
  CHECK(places_of(plan) == Places{1, 4});
  CHECK(seats_taken(plan) == std::vector<std::uint32_t>{0, 2, 0});
}

TEST_CASE("who asks where a stop is under way boards in it", "[services][insertion]") {
  VehiclePlan plan = plan_along(3, {});
  plan.stopping = true;
  plan.stop_begin = time_of_day(7, 59, 45);
  plan.start_time = time_of_day(8, 0, 15);
  const NewRide ride = wish(3, 5);
  const Offer found = offer(plan, ride);
  REQUIRE(found.best);
  CHECK(found.best->pickup_shared);
  CHECK(found.best->pickup == ride.asked);
  // Leaves at the end of the stop that is under way: 08:00:15 + 120 s.
  CHECK(found.best->dropoff == time_of_day(8, 2, 15));
  accept(plan, ride, 0);
  CHECK(places_of(plan) == Places{5});
  CHECK(plan.rides[0].pickup == on_board);
  CHECK(plan.rides[0].departed == time_of_day(8, 0, 15));
}

TEST_CASE("a pick-up exactly at the longest wait is in time, a millisecond later it is not",
          "[services][insertion]") {
  const VehiclePlan plan = plan_along(0, {});
  CHECK(offer(plan, wish(10, 12)).best);  // 600 s = 10 min
  NewRide early = wish(10, 12);
  early.latest_pickup = early.latest_pickup - Duration{1};
  const Offer none = offer(plan, early);
  CHECK_FALSE(none.best);
  CHECK_FALSE(none.in_time);
}

TEST_CASE("an insertion that would break an earlier rider's longest ride is not made",
          "[services][insertion]") {
  // 0 → 1 → 5, ride of 240 s, at most 300 s. A ride 1 → 3 on the way adds one stop (30 s) at 3.
  VehiclePlan plan = plan_along(0, {});
  accept(plan, wish(1, 5, 300), 0);
  CHECK(offer(plan, wish(1, 3, 300)).best->added == seconds(0));
  // 2 → 3 adds two stops: 300 s, exactly the limit. 299 s would break.
  CHECK(offer(plan, wish(2, 3)).best->added == seconds(0));
  plan.rides[0].longest_ride = seconds(299);
  // Now 2 comes first: 0 → 2 → 1 → 3 → 5 drives two places more, the first rider passes only one
  // stop.
  const Offer before = offer(plan, wish(2, 3));
  REQUIRE(before.best);
  CHECK(before.best->pickup_segment == 0);
  CHECK(before.best->added == seconds(120));
  // Unless the first rider would wait too long, and the second wants to be taken straight there:
  // then behind the first, 3 places back and 1 forth.
  plan.rides[0].latest_pickup = time_of_day(8, 1);
  NewRide hasty = wish(2, 3, 60);
  const Offer after = offer(plan, hasty);
  REQUIRE(after.best);
  CHECK(after.best->pickup_segment == 2);
  CHECK(after.best->added == seconds(240));
  // Within a wait of 5 min that isn't possible either: in time before the drop-off, with a seat.
  hasty.latest_pickup = time_of_day(8, 5);
  const Offer none = offer(plan, hasty);
  CHECK_FALSE(none.best);
  CHECK(none.in_time);
  CHECK(none.seat);
}

TEST_CASE("an insertion that would make somebody wait too long is not made",
          "[services][insertion]") {
  // The vehicle comes to 8 at 08:08:00, at the latest at 08:10:00.
  VehiclePlan plan = plan_along(0, {});
  accept(plan, wish(8, 9), 0);
  // 2 → 3 on the way there: two stops, 08:09:00. Two more such stops make it 08:10:00, the last
  // moment.
  accept(plan, wish(2, 3), 1);
  accept(plan, wish(4, 5), 2);
  CHECK(places_of(plan) == Places{2, 3, 4, 5, 8, 9});
  CHECK(schedule(plan, seconds(30))[4] == time_of_day(8, 10));
  const Offer none = offer(plan, wish(6, 7));
  // 6 lies on the way, but 8 would be reached at 08:11:00.
  CHECK_FALSE(none.best);
  CHECK(none.in_time);
}

TEST_CASE("seats are counted on each segment", "[services][insertion]") {
  VehiclePlan plan = plan_along(0, {});
  NewRide group = wish(2, 6);
  group.seats = 3;
  accept(plan, group, 0);
  CHECK(offer(plan, wish(3, 5), 4).best->added == seconds(0));
  NewRide pair = wish(3, 5);
  pair.seats = 2;
  // Four seats, three taken between 2 and 6: the pair is served behind (6 → 3 → 5: 300 s).
  const Offer behind = offer(plan, pair, 4);
  REQUIRE(behind.best);
  CHECK(behind.best->pickup_segment == 2);
  CHECK(behind.best->added == seconds(300));
  // Where nobody is on board any more the seats are free again: 6 is shared, alighting comes first.
  NewRide next = wish(6, 8);
  next.seats = 4;
  CHECK(offer(plan, next, 4).best->pickup_shared);
  // In time only while the group is on board: no seat.
  pair.latest_pickup = time_of_day(8, 5);
  plan = plan_along(2, {6});
  plan.rides.push_back(
      {RequestId(0), 3, on_board, 0, time_of_day(8), seconds(3600), time_of_day(8)});
  const Offer full = offer(plan, pair, 4);
  CHECK(full.in_time);
  CHECK_FALSE(full.seat);
  CHECK_FALSE(full.best);
}

TEST_CASE("a promise that late traffic broke blocks nothing, but is not made worse",
          "[services][insertion]") {
  // On board since 07:50, to 5 at 08:05:00: a ride of 15 min, promised 12.
  VehiclePlan plan = plan_along(0, {5});
  plan.rides.push_back(
      {RequestId(0), 1, on_board, 0, time_of_day(7, 50), minutes(12), time_of_day(7, 50)});
  // Before 5 nobody boards (it would be later still); at 5 and behind it is free.
  const Offer behind = offer(plan, wish(4, 8));
  REQUIRE(behind.best);
  CHECK(behind.best->pickup_segment == 1);
  CHECK(behind.best->pickup == time_of_day(8, 6, 30));
  const Offer shared = offer(plan, wish(5, 8));
  REQUIRE(shared.best);
  CHECK(shared.best->pickup_shared);
  CHECK(shared.best->pickup == time_of_day(8, 5));
}

TEST_CASE("what lies too far for the operator's searches is never used", "[services][insertion]") {
  const VehiclePlan plan = plan_along(0, {4});
  const NewRide ride = wish(1, 2);
  std::vector<SegmentTimes> times(2);
  const Offer none = best_insertion(plan, ride, times, {seconds(30), 4});
  CHECK_FALSE(none.in_time);
  times[1].to_pickup = seconds(180);  // reachable from the last stop only
  const Offer last = best_insertion(plan, ride, times, {seconds(30), 4});
  REQUIRE(last.best);
  CHECK(last.best->pickup_segment == 1);
}

TEST_CASE("a thousand drawn wishes: the best insertion keeps every promise and its own numbers",
          "[services][insertion]") {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (std::uint64_t round = 0; round < 50; ++round) {
    Draw draw(7, Purpose::service, round);
    VehiclePlan plan = plan_along(draw.below(20), {});
    for (std::size_t request = 0; request < 20; ++request) {
      const std::size_t from = draw.below(20);
      const NewRide ride = wish(from,
                                (from + 1 + draw.below(19)) % 20,
                                300 + static_cast<std::int64_t>(draw.below(1200)));
      const std::vector<SegmentTimes> times = times_of(plan, ride);
      const Offer found = best_insertion(plan, ride, times, {seconds(30), 3});
      if (!found.best) {
        ++refused;
        continue;
      }
      ++accepted;
      const auto driving = [&] {
        Duration total;
        for (const PlannedStop& stop : plan.stops) total = total + stop.travel;
        return total;
      };
      const Duration before = driving();
      insert(plan, RequestId(request), ride, *found.best, times);
      REQUIRE(driving() - before == found.best->added);
      const std::vector<TimeOfDay> begin = schedule(plan, seconds(30));
      const PlannedRide& mine = plan.rides.back();
      REQUIRE(begin[static_cast<std::size_t>(mine.pickup)] == found.best->pickup);
      REQUIRE(begin[static_cast<std::size_t>(mine.dropoff)] == found.best->dropoff);
      REQUIRE(plan.stops[static_cast<std::size_t>(mine.pickup)].link == ride.from);
      REQUIRE(plan.stops[static_cast<std::size_t>(mine.dropoff)].link == ride.to);
      for (const PlannedRide& other : plan.rides) {
        const TimeOfDay pickup = begin[static_cast<std::size_t>(other.pickup)];
        const TimeOfDay dropoff = begin[static_cast<std::size_t>(other.dropoff)];
        REQUIRE(pickup <= other.latest_pickup);
        REQUIRE(dropoff - (pickup + seconds(30)) <= other.longest_ride);
      }
      for (const std::uint32_t taken : seats_taken(plan)) REQUIRE(taken <= 3);
    }
  }
  CHECK(accepted + refused == 1000);
  CHECK(accepted > 150);
  CHECK(refused > 200);
}

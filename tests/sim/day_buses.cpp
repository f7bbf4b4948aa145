// SPDX-License-Identifier: Apache-2.0
#include "sim/day_buses.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "geo/base/random.hpp"
#include "sim/day.hpp"
#include "tests/support/day_test.hpp"
#include "tests/support/drawn_timetable.hpp"

using namespace eveil;
using namespace eveil::tests;

namespace {

/// Buses from B over C to D and back on the drawn street, on which 2 km take 200 s.
struct BusOnRoad : DayTest {
  geo::DrawnTimetable drawn;
  geo::StopId at_home;  // B
  geo::StopId half_way;
  geo::StopId at_work;  // D

  explicit BusOnRoad(double off_m = 0.0, const char* roads = street) : DayTest(roads) {
    at_home = drawn.stop(place("AB", off_m));
    half_way = drawn.stop(place("BC", off_m));
    at_work = drawn.stop(place("CD", off_m));
    small.scenario.simulation.buses_on_road = true;
  }
  void out(std::uint16_t places, const std::vector<std::vector<std::string>>& trips) {
    drawn.pattern(drawn.line(places), {at_home, half_way, at_work}, trips);
  }
  void back() {
    drawn.pattern(drawn.line(80), {at_work, half_way, at_home}, {{"17:20", "17:25", "17:30"}});
  }
  /// `count` cars that set out at 8:00 from B to E.
  void jam(std::size_t count) {
    const std::vector<geo::LinkId> route = small.drawn.route("AB BC CD DE");
    for (std::size_t row = 0; row < count; ++row) {
      background.push_back(
          {stable_name({5, row}), time_of_day(8), route.front(), route.back(), 1.0});
      background_routes.push_back(route);
    }
  }
  /// Who lives half way, at C, and works at D.
  void from_half_way() {
    maker.commuter(small.territory.network,
                   small.drawn.link("BC"),
                   small.drawn.link("CD"),
                   time_of_day(8),
                   time_of_day(17),
                   false);
    small.people = maker.people;
  }
  sim::DayOutcome ride() {
    small.territory.timetable = drawn.done();
    return live(sim::mode_transit);
  }

 private:
  Point place(const char* link, double off_m) const {
    const geo::Network& network = small.territory.network;
    const Point end = network.place[network.to[small.drawn.link(link)]];
    return {end.x, end.y + off_m};
  }
};

bool same_trips(const sim::DayOutcome& a, const sim::DayOutcome& b) {
  for (const sim::TripRow& row : a.trips) {
    const sim::TripRow& other = b.trips[row.trip];
    if (row.departure != other.departure || row.arrival != other.arrival ||
        row.wait != other.wait || row.status != other.status || row.mode != other.mode) {
      return false;
    }
  }
  return a.trips.size() == b.trips.size();
}

}  // namespace

TEST_CASE("on an empty road with time to spare buses keep their timetable to the millisecond",
          "[sim][day][buses]") {
  BusOnRoad test;
  for (int person = 0; person < 5; ++person) {
    test.commuter(time_of_day(8), time_of_day(17), false);
    test.from_half_way();
  }
  test.out(80, {{"08:10", "08:15", "08:20"}, {"08:30", "08:35", "08:40"}});
  test.back();
  const sim::DayOutcome on_road = test.ride();
  test.small.scenario.simulation.buses_on_road = false;
  const sim::DayOutcome by_timetable = test.ride();
  CHECK(same_trips(on_road, by_timetable));
  CHECK(trip(on_road, 0).arrival.ms == time_of_day(8, 20).ms);
  CHECK(on_road.transit.buses == 3);
  CHECK(on_road.transit.bus_stops == 6);
  CHECK(on_road.transit.bus_late_ms == 0);
  CHECK(on_road.transit.boardings == by_timetable.transit.boardings);
  CHECK(on_road.quality.departed == 6);  // from stop to stop
  CHECK(on_road.quality.arrived == 6);
  CHECK(by_timetable.transit.buses == 0);
  CHECK(by_timetable.quality.departed == 0);
}

TEST_CASE("a bus that comes early to a stop waits there for its time", "[sim][day][buses]") {
  BusOnRoad test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  // At C at 8:13:20, it waits until 8:15; without that it would be at D at 8:16:50.
  test.out(80, {{"08:10", "08:15", "08:18"}});
  test.back();
  const sim::DayOutcome outcome = test.ride();
  CHECK(trip(outcome, 0).arrival.ms == time_of_day(8, 18, 20).ms);
  CHECK(outcome.transit.bus_late_ms == 20'000);
  CHECK(outcome.transit.bus_latest_ms == 20'000);
}

TEST_CASE("a bus without time to spare is late by what its stops take", "[sim][day][buses]") {
  BusOnRoad test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  // The way from B to D takes 6:40; 10 s at C are added.
  test.out(80, {{"08:10", "08:13:20", "08:16:40"}});
  test.back();
  const sim::DayOutcome outcome = test.ride();
  CHECK(sim::bus_stop_time == seconds(10));
  CHECK(trip(outcome, 0).arrival.ms == time_of_day(8, 16, 50).ms);
  CHECK(outcome.transit.bus_late_ms == 10'000);
}

namespace {

constexpr const char* narrow_end = R"(
A----B----C----D----E
A-B 1000 m 36 km/h
B-C 2000 m 36 km/h
C-D 2000 m 36 km/h 360 veh/h
D-E 500 m 36 km/h
)";

constexpr const char* narrow_begin = R"(
A----B----C----D----E
A-B 1000 m 36 km/h
B-C 2000 m 36 km/h 360 veh/h
C-D 2000 m 36 km/h
D-E 500 m 36 km/h
)";

}  // namespace

TEST_CASE("a bus behind a bottleneck is late by the queue before it", "[sim][day][buses]") {
  BusOnRoad test(0.0, narrow_end);
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.jam(60);
  test.out(80, {{"08:02", "08:06", "08:10"}});
  test.back();
  const sim::DayOutcome outcome = test.ride();
  // The cars leave B every 2 s. The first is at D after 400 s, at 8:06:40; from then on one passes
  // every 10 s, the 60th at 8:16:30. The bus, which left C at 8:06, could be there at 8:09:20.
  CHECK(trip(outcome, 0).arrival.ms == time_of_day(8, 16, 30).ms);
  CHECK(outcome.transit.bus_late_ms == (time_of_day(8, 16, 30) - time_of_day(8, 10)).ms);
  CHECK(outcome.transit.bus_latest_ms == outcome.transit.bus_late_ms);
  REQUIRE(outcome.legs.size() == 2);
  CHECK(outcome.legs[0].departure.ms == time_of_day(8, 2).ms);
  CHECK(outcome.legs[0].arrival.ms == time_of_day(8, 16, 30).ms);
  CHECK(outcome.background.arrived == 60);
}

TEST_CASE("who waits boards the late bus when it comes, while there are places",
          "[sim][day][buses]") {
  BusOnRoad test(0.0, narrow_begin);
  test.from_half_way();
  test.from_half_way();
  test.jam(60);
  test.out(1, {{"08:02", "08:06", "08:10"}, {"08:20", "08:25", "08:29"}});
  test.back();
  const sim::DayOutcome outcome = test.ride();
  // The first car is at C at 8:03:20, the 60th passes it at 8:13:10, and the bus is there then. It
  // stops for 10 s and is at D after 200 s. The second finds the road empty.
  const bool first_in = trip(outcome, 0).arrival < trip(outcome, 2).arrival;
  const sim::TripRow& in = trip(outcome, first_in ? 0 : 2);
  const sim::TripRow& behind = trip(outcome, first_in ? 2 : 0);
  CHECK(in.departure.ms == time_of_day(8, 5).ms);
  CHECK(in.wait.ms == (time_of_day(8, 13, 20) - time_of_day(8, 5)).ms);
  CHECK(in.arrival.ms == time_of_day(8, 16, 40).ms);
  CHECK(behind.wait.ms == minutes(20).ms);
  CHECK(behind.arrival.ms == time_of_day(8, 29).ms);
  CHECK(outcome.transit.left_behind == 1);
  for (const sim::LineHourRow& row : outcome.lines) CHECK(row.greatest_load <= row.places);
}

TEST_CASE("a bus that stops leaves the road free for who is behind it", "[sim][day][buses]") {
  BusOnRoad test;
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.out(80, {{"08:00", "08:30", "08:40"}});  // at C from 8:03:20 until 8:30
  test.back();
  test.jam(10);
  const sim::DayOutcome outcome = test.ride();
  REQUIRE(outcome.background.arrived == 10);
  CHECK(outcome.transit.bus_late_ms == 0);
  CHECK(outcome.quality.link_entries == 10 * 3 + 4);
  CHECK(trip(outcome, 0).arrival.ms == time_of_day(8, 40).ms);
}

TEST_CASE("buses with stops off the roads stay on the timetable, whatever the cars do",
          "[sim][day][buses]") {
  BusOnRoad test(100.0, narrow_end);
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.jam(60);
  test.out(80, {{"08:10", "08:13", "08:17"}});
  test.back();
  const sim::DayOutcome on_road = test.ride();
  test.small.scenario.simulation.buses_on_road = false;
  const sim::DayOutcome by_timetable = test.ride();
  CHECK(on_road.transit.buses == 0);
  CHECK(same_trips(on_road, by_timetable));
  CHECK(on_road.quality.departed == 60);
}

TEST_CASE("off the roads a bus takes the timetable's time and is as late as before",
          "[sim][day][buses]") {
  BusOnRoad test(0.0, narrow_begin);
  test.commuter(time_of_day(8), time_of_day(17), false);
  test.jam(60);
  const geo::Network& network = test.small.territory.network;
  const Point end = network.place[network.to[test.small.drawn.link("CD")]];
  const geo::StopId field = test.drawn.stop({end.x, end.y + 500.0});
  // From C it goes over a field to D: at C at 8:13:10 instead of 8:06, it leaves 7:20 late.
  test.drawn.pattern(test.drawn.line(80),
                     {test.at_home, test.half_way, field, test.at_work},
                     {{"08:02", "08:06", "08:12", "08:15"}});
  test.back();
  const sim::DayOutcome outcome = test.ride();
  CHECK(outcome.transit.buses == 2);
  CHECK(trip(outcome, 0).arrival.ms == time_of_day(8, 22, 20).ms);
  // 7:10 at C, 7:20 in the field and at D.
  CHECK(outcome.transit.bus_late_ms == (minutes(7) * 3 + seconds(10 + 20 + 20)).ms);
  CHECK(outcome.quality.departed == 60 + 1 + 2);
}

TEST_CASE("a bus under way as the day begins sets out from the next stop", "[sim][day][buses]") {
  BusOnRoad test;
  test.from_half_way();
  test.out(80, {{"02:50", "03:05", "03:10"}, {"08:00", "08:05", "08:10"}});
  test.back();
  const sim::DayOutcome outcome = test.ride();
  CHECK(outcome.transit.buses == 3);
  CHECK(outcome.transit.bus_stops == 1 + 2 + 2);
  CHECK(trip(outcome, 0).status == sim::TripStatus::done);
}

TEST_CASE("who comes after the last bus, or isn't let in, gives up", "[sim][day][buses]") {
  BusOnRoad test(0.0, narrow_begin);
  for (int person = 0; person < 3; ++person) test.from_half_way();
  test.jam(60);
  test.out(1, {{"08:02", "08:06", "08:10"}});
  test.back();
  const sim::DayOutcome outcome = test.ride();
  CHECK(outcome.transit.left_behind == 2);
  CHECK(outcome.transit.gave_up == 2);
  int walked = 0;
  for (const std::size_t row : {0U, 2U, 4U}) {
    if (trip(outcome, row).mode != sim::mode_walk) continue;
    ++walked;
    // From when the only bus left, 1 km as the crow flies: 1300 m at 1.2 m/s.
    CHECK((trip(outcome, row).arrival - time_of_day(8, 13, 20)).seconds() ==
          Approx(1300.0 / 1.2).margin(0.001));
  }
  CHECK(walked == 2);
}

TEST_CASE("with buses in the jam every trip ends in one way, and who boards alights",
          "[sim][day][buses]") {
  BusOnRoad test(0.0, narrow_begin);
  for (int person = 0; person < 100; ++person) {
    test.commuter(time_of_day(8, person % 50), time_of_day(17, person % 20), false);
    test.from_half_way();
  }
  test.jam(150);
  test.out(20,
           {{"08:02", "08:06", "08:10"},
            {"08:12", "08:16", "08:20"},
            {"08:30", "08:34", "08:38"},
            {"08:50", "08:54", "08:58"}});
  test.back();
  test.small.scenario.choice.walk_longest_km = GENERATE(0.5, 6.0);
  const sim::DayOutcome outcome = test.ride();
  CHECK(outcome.transit.bus_late_ms > 0);
  std::array<std::size_t, sim::trip_status_count> count{};
  for (const sim::TripRow& row : outcome.trips) {
    ++count.at(static_cast<std::size_t>(row.status));
    if (row.status == sim::TripStatus::done) CHECK(row.arrival >= row.departure);
  }
  CHECK(count[static_cast<std::size_t>(sim::TripStatus::stuck)] == 0);
  std::uint64_t boarded = 0;
  std::uint64_t alighted = 0;
  for (const sim::StopRow& row : outcome.stops) {
    boarded += row.boardings;
    alighted += row.alightings;
  }
  CHECK(boarded > 20);
  CHECK(boarded == alighted);
  CHECK(boarded == outcome.transit.boardings);
  for (const sim::LineHourRow& row : outcome.lines) CHECK(row.greatest_load <= row.places);
  CHECK(outcome.quality.departed == outcome.quality.arrived);
}

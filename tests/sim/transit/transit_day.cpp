// SPDX-License-Identifier: Apache-2.0
#include "sim/transit/transit_day.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "geo/base/random.hpp"
#include "tests/support/drawn_timetable.hpp"

using namespace eveil;
using namespace eveil::sim;
using geo::at;
using geo::PatternId;
using geo::StopId;
using geo::TransitTripId;
using Kind = TransitEvent::Kind;

namespace {

constexpr TimeOfDay end_of_all = time_of_day(48);

/// A line of three stops with two places a vehicle, at 07:00 and 07:20; five minutes a hop.
struct SmallLine {
  geo::DrawnTimetable drawn;
  PatternId pattern;
  geo::Timetable table;

  SmallLine() {
    const StopId a = drawn.stop({0, 0});
    const StopId b = drawn.stop({1000, 0});
    const StopId c = drawn.stop({2000, 0});
    pattern = drawn.pattern(
        drawn.line(2), {a, b, c}, {{"07:00", "07:05", "07:10"}, {"07:20", "07:25", "07:30"}});
    table = drawn.done();
  }
  TransitPassenger person(std::uint64_t name,
                          const std::string& since,
                          std::uint16_t board,
                          std::uint16_t alight) const {
    return {name, name, pattern, board, alight, at(since)};
  }
};

std::vector<TransitEvent> all_of(TransitDay& day) {
  std::vector<TransitEvent> events;
  day.advance(end_of_all, events);
  return events;
}

}  // namespace

TEST_CASE("who comes first boards first, and who doesn't get in waits for the next vehicle",
          "[transit][day]") {
  const SmallLine line;
  TransitDay day(line.table, 1.0);
  day.start_day();
  CHECK(day.places(geo::LineId(0)) == 2);
  day.wait(line.person(3, "06:59", 0, 2));
  day.wait(line.person(1, "06:58", 0, 1));
  day.wait(line.person(2, "06:58", 0, 2));
  day.wait(line.person(4, "07:01", 1, 2));  // one alights there: room for one
  CHECK(day.next_due() == at("07:00"));
  CHECK(day.waiting() == 4);
  const TransitTripId first(0);
  const TransitTripId second(1);
  const std::vector<TransitEvent> expected{{Kind::boarded, at("07:00"), 1, first},
                                           {Kind::boarded, at("07:00"), 2, first},
                                           {Kind::left_behind, at("07:00"), 3, first},
                                           {Kind::alighted, at("07:05"), 1, first},
                                           {Kind::boarded, at("07:05"), 4, first},
                                           {Kind::alighted, at("07:10"), 2, first},
                                           {Kind::alighted, at("07:10"), 4, first},
                                           {Kind::boarded, at("07:20"), 3, second},
                                           {Kind::alighted, at("07:30"), 3, second}};
  CHECK(all_of(day) == expected);
  CHECK(day.trips()[first].boardings == 3);
  CHECK(day.trips()[first].alightings == 3);
  CHECK(day.trips()[first].left_behind == 1);
  CHECK(day.trips()[first].greatest_load == 2);
  CHECK(day.trips()[second].greatest_load == 1);
  CHECK(day.stops()[StopId(0)].boardings == 3);
  CHECK(day.stops()[StopId(0)].left_behind == 1);
  CHECK(day.stops()[StopId(2)].alightings == 3);
  CHECK(day.waiting() == 0);
  CHECK(day.aboard() == 0);
  CHECK(day.next_due() > end_of_all);
  day.start_day();
  CHECK(day.trips()[first].boardings == 0);
  CHECK(all_of(day).empty());
}

TEST_CASE("after the last vehicle one gives up", "[transit][day]") {
  const SmallLine line;
  TransitDay day(line.table, 1.0);
  for (std::uint64_t name = 1; name <= 3; ++name) day.wait(line.person(name, "07:20", 0, 2));
  day.wait(line.person(9, "07:21", 0, 2));
  const TransitTripId second(1);
  const std::vector<TransitEvent> expected{{Kind::boarded, at("07:20"), 1, second},
                                           {Kind::boarded, at("07:20"), 2, second},
                                           {Kind::left_behind, at("07:20"), 3, second},
                                           {Kind::gave_up, at("07:20"), 3, second},
                                           {Kind::gave_up, at("07:21"), 9, TransitTripId::none()},
                                           {Kind::alighted, at("07:30"), 1, second},
                                           {Kind::alighted, at("07:30"), 2, second}};
  CHECK(all_of(day) == expected);
  CHECK(day.waiting() == 0);
}

TEST_CASE("a vehicle that leaves as one comes is caught, one that has left is not",
          "[transit][day]") {
  const SmallLine line;
  TransitDay day(line.table, 1.0);
  std::vector<TransitEvent> events;
  day.advance(at("07:00"), events);  // before 07:00, not at it
  day.wait(line.person(1, "07:00", 0, 2));
  day.advance(at("07:01"), events);
  REQUIRE(events.size() == 1);
  CHECK(events[0].trip == TransitTripId(0));
  // Told late of somebody who was there in time: the next vehicle is theirs.
  day.wait(line.person(2, "06:50", 0, 2));
  CHECK(all_of(day)[1] == TransitEvent{Kind::boarded, at("07:20"), 2, TransitTripId(1)});
}

TEST_CASE("vehicles that don't follow the timetable carry people when they are said to be there",
          "[transit][day][buses]") {
  const SmallLine line;
  TransitDay day(line.table, 1.0, CalledPatterns(1, std::uint8_t{1}));
  const TransitTripId first(0);
  const TransitTripId second(1);
  std::vector<TransitEvent> events;
  day.wait(line.person(1, "06:58", 0, 2));
  day.wait(line.person(2, "07:02", 0, 2));  // after the timetable's time, before the vehicle
  day.wait(line.person(3, "07:03", 0, 1));
  day.advance(at("07:04"), events);
  CHECK(events.empty());
  day.leaves(first, 0, at("07:04"));
  day.arrives(first, 1, at("07:11"));
  day.leaves(first, 1, at("07:12"));
  day.leaves(second, 0, at("07:13"));  // close behind
  day.arrives(second, 1, at("07:19"));
  day.arrives(first, 2, at("07:20"));
  day.advance(at("07:30"), events);
  day.wait(line.person(4, "07:30", 0, 2));  // both have left
  const std::vector<TransitEvent> expected{{Kind::boarded, at("07:04"), 1, first},
                                           {Kind::boarded, at("07:04"), 2, first},
                                           {Kind::left_behind, at("07:04"), 3, first},
                                           {Kind::boarded, at("07:13"), 3, second},
                                           {Kind::alighted, at("07:19"), 3, second},
                                           {Kind::alighted, at("07:20"), 1, first},
                                           {Kind::alighted, at("07:20"), 2, first},
                                           {Kind::gave_up, at("07:30"), 4, TransitTripId::none()}};
  day.advance(end_of_all, events);
  CHECK(events == expected);
  CHECK(day.waiting() == 0);
  CHECK(day.aboard() == 0);
}

TEST_CASE("who comes to a stop just after the last vehicle has left gives up then",
          "[transit][day][buses]") {
  const SmallLine line;
  TransitDay day(line.table, 1.0, CalledPatterns(1, std::uint8_t{1}));
  const TransitTripId second(1);
  day.leaves(TransitTripId(0), 0, at("07:00"));
  day.leaves(second, 0, at("07:20"));
  // Told before the vehicle leaves that they will come: one in time, one not.
  day.wait(line.person(1, "07:20", 0, 2));
  day.wait(line.person(2, "07:21", 0, 2));
  const std::vector<TransitEvent> expected{{Kind::boarded, at("07:20"), 1, second},
                                           {Kind::gave_up, at("07:21"), 2, TransitTripId::none()}};
  CHECK(all_of(day) == expected);
  CHECK(day.waiting() == 0);
}

TEST_CASE("places are those of the sample, at least one", "[transit][day]") {
  geo::DrawnTimetable drawn;
  for (const int places : {80, 8, 25}) drawn.line(static_cast<std::uint16_t>(places));
  const geo::Timetable table = drawn.done();
  const TransitDay day(table, 0.1);
  CHECK(day.places(geo::LineId(0)) == 8);
  CHECK(day.places(geo::LineId(1)) == 1);
  CHECK(day.places(geo::LineId(2)) == 3);  // 2.5: halves go up
}

namespace {

struct Crowd {
  geo::Timetable table;
  std::vector<TransitPassenger> people;
};

/// Four lines with few places, and people all over them from 06:00 to 09:00, many at once.
Crowd crowd(std::uint64_t seed) {
  Draw draw(seed, Purpose::sample, 9);
  geo::DrawnTimetable drawn;
  std::vector<StopId> stops;
  stops.reserve(8);
  for (int row = 0; row < 8; ++row) stops.push_back(drawn.stop({100.0 * row, 0}));
  for (int line = 0; line < 4; ++line) {
    const std::size_t length = 3 + draw.below(4);
    std::vector<std::vector<TimeOfDay>> trips;
    for (int trip = 0; trip < 10; ++trip) {
      trips.emplace_back();
      for (int hop = 0; hop < static_cast<int>(length); ++hop) {
        trips.back().push_back(time_of_day(6, 12 * trip + 3 * hop));
      }
    }
    drawn.pattern_at(drawn.line(static_cast<std::uint16_t>(1 + draw.below(4))),
                     {stops.begin(), stops.begin() + static_cast<std::ptrdiff_t>(length)},
                     trips);
  }
  Crowd crowd{drawn.done(), {}};
  for (std::uint64_t name = 1; name <= 300; ++name) {
    const PatternId pattern(draw.below(4));
    const std::size_t length = crowd.table.stops_of(pattern);
    const std::size_t board = draw.below(length - 1);
    const std::size_t alight = board + 1 + draw.below(length - board - 1);
    crowd.people.push_back({name,
                            stable_name({name}),
                            pattern,
                            static_cast<std::uint16_t>(board),
                            static_cast<std::uint16_t>(alight),
                            time_of_day(6, static_cast<int>(draw.below(130)))});
  }
  return crowd;
}

}  // namespace

TEST_CASE("boardings are alightings and those aboard, and no vehicle is over its places",
          "[transit][day][law]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Crowd people = crowd(seed);
    TransitDay day(people.table, 1.0);
    for (const TransitPassenger& person : people.people) day.wait(person);
    std::map<std::uint64_t, TransitEvent> boarded;
    std::size_t alighted = 0;
    std::size_t gave_up = 0;
    std::size_t behind = 0;
    TimeOfDay before = time_of_day(0);
    std::vector<TransitEvent> events;
    for (TimeOfDay until = time_of_day(5); until < time_of_day(10); until = until + seconds(97)) {
      events.clear();
      day.advance(until, events);
      for (const TransitEvent& event : events) {
        CHECK(before <= event.time);
        CHECK(event.time < until);
        before = event.time;
        const TransitPassenger& person = people.people[event.tag - 1];
        CHECK(person.since <= event.time);
        switch (event.kind) {
          case Kind::boarded:
            CHECK(boarded.emplace(event.tag, event).second);
            CHECK(people.table.departure_at(person.pattern, event.trip, person.board) ==
                  event.time);
            break;
          case Kind::alighted:
            CHECK(boarded.at(event.tag).trip == event.trip);
            CHECK(people.table.arrival_at(person.pattern, event.trip, person.alight) == event.time);
            ++alighted;
            break;
          case Kind::left_behind:
            ++behind;
            break;
          case Kind::gave_up:
            ++gave_up;
            break;
        }
      }
      CHECK(boarded.size() == alighted + day.aboard());
      CHECK(boarded.size() + gave_up + day.waiting() == people.people.size());
    }
    CHECK(day.aboard() == 0);
    CHECK(day.waiting() == 0);
    CHECK(behind > 0);
    std::size_t counted = 0;
    for (const TransitTripId trip : people.table.trip_code.ids()) {
      const TripCounts& counts = day.trips()[trip];
      const geo::LineId line = people.table.pattern_line[people.table.pattern_of(trip)];
      CHECK(counts.greatest_load <= day.places(line));
      CHECK(counts.boardings == counts.alightings);
      counted += counts.boardings;
    }
    CHECK(counted == boarded.size());
  }
}

TEST_CASE("the same happens in whatever order people are told of, and however far one advances",
          "[transit][day][determinism]") {
  const Crowd people = crowd(5);
  TransitDay forward(people.table, 1.0);
  for (const TransitPassenger& person : people.people) forward.wait(person);
  const auto expected = all_of(forward);
  REQUIRE(expected.size() > 500);

  TransitDay backward(people.table, 1.0);
  for (auto person = people.people.rbegin(); person != people.people.rend(); ++person) {
    backward.wait(*person);
  }
  CHECK(all_of(backward) == expected);

  // Told minute by minute, the later half of each minute first.
  TransitDay windows(people.table, 1.0);
  std::vector<TransitEvent> events;
  for (TimeOfDay from = time_of_day(6); from < time_of_day(10); from = from + minutes(1)) {
    for (auto person = people.people.rbegin(); person != people.people.rend(); ++person) {
      if (from <= person->since && person->since < from + minutes(1)) windows.wait(*person);
    }
    windows.advance(from + minutes(1), events);
  }
  CHECK(events == expected);
}

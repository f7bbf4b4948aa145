// SPDX-License-Identifier: Apache-2.0
#include "scenarios/changed_timetable.hpp"

#include <catch2/catch.hpp>

#include "geo/base/text.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using Catch::Matchers::Contains;

namespace {

// Two lines over stops A and B, ten minutes apart: "12" leaves A at the hours given, "T1" twice.
geo::Timetable timetable_of(const std::vector<TimeOfDay>& departures) {
  geo::Timetable made;
  for (const char* stop : {"A", "B"}) {
    made.stop_code.push_back(stop);
    made.stop_name.push_back(stop);
    made.stop_place.push_back({});
  }
  const auto line = [&](const char* code, const char* name, const std::vector<TimeOfDay>& times) {
    made.line_code.push_back(code);
    made.line_name.push_back(name);
    made.line_kind.push_back(geo::LineKind::bus);
    const geo::LineId row = made.line_places.push_back(60);
    made.pattern_line.push_back(row);
    made.pattern_stops.push_row(
        std::vector{geo::StopId(std::size_t{0}), geo::StopId(std::size_t{1})});
    made.pattern_calls.push_row(std::vector{geo::may_board, geo::may_alight});
    for (const TimeOfDay time : times) {
      made.trip_code.push_back(std::string(name) + " " + to_text(time));
      made.trip_day.push_back(0);
      for (const Duration away : {minutes(0), minutes(10)}) {
        made.arrival.push_back(time + away);
        made.departure.push_back(time + away);
      }
    }
    made.first_trip.push_back(static_cast<std::uint32_t>(made.trip_code.size()));
    made.first_time.push_back(made.arrival.size());
  };
  line("R12", "12", departures);
  line("RT1", "T1", {time_of_day(8), time_of_day(9)});
  made.transfers = Ragged<geo::StopId, geo::Transfer>({0, 0, 0}, {});
  geo::index_calls(made);
  REQUIRE(geo::check_timetable(made));
  return made;
}

std::vector<std::string> starts(const geo::Timetable& timetable, std::size_t pattern = 0) {
  const geo::PatternId row(pattern);
  std::vector<std::string> found;
  for (std::uint32_t trip = timetable.trips_begin(row).value; trip < timetable.trips_end(row).value;
       ++trip) {
    found.push_back(to_text(timetable.departure_at(row, geo::TransitTripId(trip), 0)).substr(0, 5));
  }
  return found;
}

Change headway(ChangeBy by, double amount) {
  Change change;
  change.target = ChangeTarget::transit_headway;
  change.by = by;
  change.amount = amount;
  change.place = "s.toml:3:1: change.target";
  return change;
}

std::vector<std::string> changed_starts(const Change& change, geo::Timetable timetable) {
  std::vector<std::string> notes;
  const auto done = change_timetable(change, timetable, notes);
  INFO((done ? "" : describe(done.error())));
  REQUIRE(done);
  REQUIRE(geo::check_timetable(timetable));
  REQUIRE(notes.size() == 1);
  return starts(timetable);
}

using Starts = std::vector<std::string>;

const std::vector<TimeOfDay> half_hours = {
    time_of_day(7), time_of_day(7, 30), time_of_day(8), time_of_day(8, 30), time_of_day(9)};

}  // namespace

TEST_CASE("half the headway sends a trip half-way between two, twice takes every second",
          "[scenarios][change][transit]") {
  const geo::Timetable timetable = timetable_of(half_hours);
  CHECK(changed_starts(headway(ChangeBy::factor, 0.5), timetable) ==
        Starts{"07:00", "07:15", "07:30", "07:45", "08:00", "08:15", "08:30", "08:45", "09:00"});
  CHECK(changed_starts(headway(ChangeBy::factor, 2.0), timetable) ==
        Starts{"07:00", "08:00", "09:00"});
  CHECK(changed_starts(headway(ChangeBy::factor, 1.0), timetable) == starts(timetable));
  // Every 20 minutes; half an hour and 10 minutes more.
  CHECK(changed_starts(headway(ChangeBy::value, 1200.0), timetable) ==
        Starts{"07:00", "07:20", "07:40", "08:00", "08:20", "08:40", "09:00"});
  CHECK(changed_starts(headway(ChangeBy::add, 600.0), timetable) ==
        Starts{"07:00", "07:40", "08:20", "09:00"});
}

TEST_CASE("only the hours and the lines that are named change, and no pause is filled",
          "[scenarios][change][transit]") {
  std::vector<TimeOfDay> times = half_hours;
  times.push_back(time_of_day(16));
  times.push_back(time_of_day(17));
  const geo::Timetable timetable = timetable_of(times);
  Change change = headway(ChangeBy::factor, 0.5);
  CHECK(changed_starts(change, timetable) == Starts{"07:00",
                                                    "07:15",
                                                    "07:30",
                                                    "07:45",
                                                    "08:00",
                                                    "08:15",
                                                    "08:30",
                                                    "08:45",
                                                    "09:00",
                                                    "16:00",
                                                    "16:30",
                                                    "17:00"});
  change.hours = {{time_of_day(7), time_of_day(8)}};
  CHECK(changed_starts(change, timetable) ==
        Starts{"07:00", "07:15", "07:30", "08:00", "08:30", "09:00", "16:00", "17:00"});
  change.where.lines = {"T1"};
  CHECK(changed_starts(change, timetable) == starts(timetable));
  change.hours.clear();
  change.where.lines = {"RT1"};
  geo::Timetable other = timetable;
  std::vector<std::string> notes;
  REQUIRE(change_timetable(change, other, notes));
  CHECK(starts(other) == starts(timetable));
  CHECK(starts(other, 1) == Starts{"08:00", "08:30", "09:00"});
  CHECK_THAT(notes[0], Contains("1 lines, 10 trips a day instead of 9"));
}

TEST_CASE("places of a line's vehicles change, by at least one", "[scenarios][change][transit]") {
  geo::Timetable timetable = timetable_of(half_hours);
  Change change;
  change.target = ChangeTarget::transit_capacity;
  change.amount = 1.5;
  change.where.lines = {"12"};
  std::vector<std::string> notes;
  REQUIRE(change_timetable(change, timetable, notes));
  CHECK(timetable.line_places[geo::LineId(std::size_t{0})] == 90);
  CHECK(timetable.line_places[geo::LineId(std::size_t{1})] == 60);
  change.amount = 0.0;
  REQUIRE(change_timetable(change, timetable, notes));
  CHECK(timetable.line_places[geo::LineId(std::size_t{0})] == 1);
}

TEST_CASE("a line that isn't there, no timetable and too short a headway are refused",
          "[scenarios][change][transit][refused]") {
  std::vector<std::string> notes;
  const auto refusal = [&](const Change& change, geo::Timetable timetable) {
    const auto done = change_timetable(change, timetable, notes);
    REQUIRE_FALSE(done);
    return describe(done.error());
  };
  Change change = headway(ChangeBy::factor, 0.5);
  CHECK_THAT(refusal(change, {}), Contains("s.toml:3:1") && Contains("needs a timetable"));
  change.where.lines = {"12", "T11"};
  CHECK_THAT(refusal(change, timetable_of(half_hours)),
             Contains("no line \"T11\"") && Contains("did you mean \"T1\"?"));
  CHECK_THAT(refusal(headway(ChangeBy::factor, 0.01), timetable_of(half_hours)),
             Contains("every 18 s") && Contains("a minute and more"));
}

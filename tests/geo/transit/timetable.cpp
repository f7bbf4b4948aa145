// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/timetable.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "geo/transit/feed.hpp"
#include "tests/geo/transit/feed_texts.hpp"
#include "tests/support/drawn_timetable.hpp"

using namespace eveil;
using namespace eveil::geo;

namespace {

/// Three stops in a row some 1.1 km apart on the equator's meridian; a tram on weekdays.
Texts tram() {
  return {
      {"agency.txt", "agency_id,agency_name,agency_timezone\nA,Tram,Europe/Paris\n"},
      {"stops.txt",
       "stop_id,stop_name,stop_lat,stop_lon\nP,Plaza,0.01,3\nQ,Quay,0.02,3\nR,Rock,0.03,3\n"},
      {"routes.txt", "route_id,route_short_name,route_long_name,route_type\nT,7,Seven,0\n"},
      {"trips.txt", "route_id,service_id,trip_id\nT,week,t1\nT,week,t2\n"},
      {"stop_times.txt",
       "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
       "t1,07:00:00,07:00:00,P,1\nt1,07:05:00,07:06:00,Q,2\nt1,07:10:00,07:10:00,R,3\n"
       "t2,08:00:00,08:00:00,P,1\nt2,08:05:00,08:06:00,Q,2\nt2,08:10:00,08:10:00,R,3\n"},
      {"calendar.txt",
       "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
       "week,1,1,1,1,1,0,0,20160104,20160117\n"},
  };
}

const Date tuesday = date_of(2016, 1, 5);

ReadFeed read(const Texts& texts, FeedOptions options = {tuesday, {}}) {
  auto feed = read_feed(files_of(texts), options);
  if (!feed) FAIL(describe(feed.error()));
  REQUIRE(check_timetable(join_feeds({feed->timetable})));
  return *std::move(feed);
}

Timetable compile(const Texts& texts) { return read(texts).timetable.table; }

/// Departures from the first stop of all trips, by code.
std::map<std::string, TimeOfDay> departures(const Timetable& table) {
  std::map<std::string, TimeOfDay> times;
  for (const TransitTripId trip : table.trip_code.ids()) {
    times[table.trip_code[trip]] = table.departure_at(table.pattern_of(trip), trip, 0);
  }
  return times;
}

bool warns(const ReadFeed& feed, const std::string& words) {
  for (const std::string& warning : feed.audit.warnings) {
    if (warning.find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a feed becomes lines, stops and patterns with the times of its trips",
          "[transit][timetable]") {
  const Timetable table = compile(tram());
  REQUIRE(table.line_count() == 1);
  CHECK(table.line_name[LineId(0)] == "7");
  CHECK(table.line_kind[LineId(0)] == LineKind::tram);
  CHECK(table.line_places[LineId(0)] == 210);
  REQUIRE(table.pattern_count() == 1);
  CHECK(table.pattern_stops.values() == std::vector{StopId(0), StopId(1), StopId(2)});
  CHECK(table.pattern_calls.values() ==
        std::vector<std::uint8_t>{may_board, may_board | may_alight, may_alight});
  CHECK(table.stop_name[StopId(1)] == "Quay");
  REQUIRE(table.trip_count() == 2);
  const PatternId pattern(0);
  CHECK(table.arrival_at(pattern, TransitTripId(1), 1) == at("08:05"));
  CHECK(table.departure_at(pattern, TransitTripId(1), 1) == at("08:06"));
  CHECK(table.next_trip(pattern, 1, at("07:06")) == TransitTripId(0));
  CHECK(table.next_trip(pattern, 1, at("07:07")) == TransitTripId(1));
  CHECK(table.next_trip(pattern, 1, at("08:07")) == table.trips_end(pattern));
}

TEST_CASE("the night of the eve and the next morning run within the day", "[transit][timetable]") {
  Texts texts = tram();
  // 26:50 to 27:10 of Monday is 02:50 to 03:10 of Tuesday; 05:30 of Wednesday is 29:30 of Tuesday.
  texts["trips.txt"] += "T,week,night\nT,week,dawn\nT,week,small\n";
  texts["stop_times.txt"] +=
      "night,26:50:00,26:50:00,P,1\nnight,27:10:00,27:10:00,R,2\n"
      "dawn,05:30:00,05:30:00,P,1\ndawn,05:40:00,05:40:00,R,2\n"
      "small,01:00:00,01:00:00,P,1\nsmall,01:10:00,01:10:00,R,2\n";
  const ReadFeed feed = read(texts);
  const std::map<std::string, TimeOfDay> expected{{"t1", at("07:00")},
                                                  {"t2", at("08:00")},
                                                  {"night", at("26:50")},
                                                  {"night@-1", at("02:50")},
                                                  {"dawn", at("05:30")},
                                                  {"dawn@+1", at("29:30")},
                                                  {"small@+1", at("25:00")}};
  CHECK(departures(feed.timetable.table) == expected);
  CHECK(feed.audit.trips_on_day == 5);
  CHECK(feed.audit.trips_used == 4);
  CHECK(feed.audit.trips_of_eve == 1);
  CHECK(feed.audit.trips_of_next == 2);
  CHECK(warns(feed, "1 trips of the day run before 03:00"));
  // Nothing of Sunday runs into Monday, nothing of Saturday follows Friday.
  CHECK(departures(read(texts, {date_of(2016, 1, 4), {}}).timetable.table).count("night@-1") == 0);
  CHECK(departures(read(texts, {date_of(2016, 1, 8), {}}).timetable.table).count("dawn@+1") == 0);
}

TEST_CASE("each run of a frequency is a trip", "[transit][timetable]") {
  Texts texts = tram();
  texts["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs\nt1,6:00:00,7:00:00,1500\n";
  const Timetable table = compile(texts);
  const std::map<std::string, TimeOfDay> expected{
      {"t1#1", at("06:00")}, {"t1#2", at("06:25")}, {"t1#3", at("06:50")}, {"t2", at("08:00")}};
  CHECK(departures(table) == expected);
  CHECK(table.arrival_at(PatternId(0), TransitTripId(2), 2) == at("07:00"));
  // A second by second headway over days is more than anybody runs.
  texts["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs\n";
  for (int row = 0; row < 300; ++row) texts["frequencies.txt"] += "t1,3:00:00,30:00:00,1\n";
  const auto refused = read_feed(files_of(texts), {tuesday, {}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("headway_secs") != std::string::npos);
}

TEST_CASE("a trip that overtakes goes to a further pattern", "[transit][timetable]") {
  Texts texts = tram();
  texts["trips.txt"] += "T,week,fast\n";
  texts["stop_times.txt"] +=
      "fast,07:01:00,07:01:00,P,1\nfast,07:03:00,07:03:00,Q,2\nfast,07:09:00,07:09:00,R,3\n";
  const Timetable table = compile(texts);
  REQUIRE(table.pattern_count() == 2);
  CHECK(table.trip_code.raw() == std::vector<std::string>{"t1", "t2", "fast"});
  CHECK(table.first_trip == std::vector<std::uint32_t>{0, 2, 3});
}

TEST_CASE("missing times follow the distance, and calls without boarding are kept",
          "[transit][timetable]") {
  Texts texts = tram();
  // Q is a third of the way from P to R, so 07:00 + 10 min.
  texts["stops.txt"] =
      "stop_id,stop_name,stop_lat,stop_lon\nP,Plaza,0.01,3\nQ,Quay,0.02,3\nR,Rock,0.04,3\n";
  texts["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
      "t1,07:00:00,07:00:00,P,1,,\nt1,,,Q,2,1,0\nt1,07:30:00,07:30:00,R,3,,9\n"
      "t2,08:00:00,08:00:00,P,1,,\nt2,08:30:00,08:30:00,R,2,,\n";
  const ReadFeed feed = read(texts);
  const Timetable& table = feed.timetable.table;
  REQUIRE(table.pattern_count() == 2);
  CHECK(table.arrival_at(PatternId(0), TransitTripId(0), 1) == at("07:10"));
  CHECK(table.pattern_calls[PatternId(0)][1] == may_alight);
  CHECK(warns(feed, "1 stop times between others have no time"));
  CHECK(warns(feed, "1 values of pickup_type and drop_off_type are unknown"));
}

TEST_CASE("stops in the sea, far away or outside of the territory are left out and counted",
          "[transit][timetable]") {
  Texts texts = tram();
  texts["stops.txt"] += "Z,Zero,0,0\nF,Far,40,3\n";
  texts["trips.txt"] += "T,week,sea\n";
  texts["stop_times.txt"] +=
      "sea,09:00:00,09:00:00,P,1\nsea,09:05:00,09:05:00,Z,2\nsea,09:10:00,09:10:00,Q,3\n"
      "sea,23:00:00,23:00:00,F,4\n";
  const ReadFeed feed = read(texts);
  CHECK(feed.timetable.table.stop_code.raw() == std::vector<std::string>{"P", "Q", "R"});
  CHECK(feed.timetable.table.trip_count() == 3);
  CHECK(warns(feed, "1 stops are at 0,0 in the ocean"));
  CHECK(warns(feed, "1 stops are more than 100 km from the others"));
  CHECK(warns(feed, "1 trips of the day lose the stops that are left out"));

  const ReadFeed part = read(texts, {tuesday, {2.9, 0.005, 3.1, 0.025}});
  CHECK(part.timetable.table.stop_code.raw() == std::vector<std::string>{"P", "Q"});
  CHECK(warns(part, "1 stops lie outside of the territory"));
  const auto elsewhere = read_feed(files_of(texts), {tuesday, {40, 40, 41, 41}});
  REQUIRE_FALSE(elsewhere);
  CHECK(elsewhere.error().where == "feed.zip");
  CHECK(elsewhere.error().message.find("another place?") != std::string::npos);
}

TEST_CASE("areas and hours of flexible trips are left out and counted", "[transit][timetable]") {
  Texts texts = tram();
  texts["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,location_id,stop_sequence,"
      "start_pickup_drop_off_window\n"
      "t1,07:00:00,07:00:00,P,,1,\nt1,07:10:00,07:10:00,R,,2,\nt1,,,,zone,3,08:00:00\n"
      "t2,,,P,,1,08:00:00\nt2,,,R,,2,08:00:00\n";
  const ReadFeed feed = read(texts);
  CHECK(feed.timetable.table.trip_count() == 1);
  CHECK(warns(feed, "3 stop times are of areas or of hours"));
}

TEST_CASE("one walks between stops near each other, and as transfers.txt says",
          "[transit][timetable]") {
  Texts texts = tram();
  texts["stops.txt"] =
      "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
      "P,Plaza,0.01,3,0,\nQ,Quay,0.02,3,0,S\nR,Rock,0.03,3,0,\nS,Station,0.02,3,1,\n";
  texts["transfers.txt"] =
      "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n"
      "P,R,2,600\nR,P,3,\nS,P,2,90\nX,P,0,\nP,P,2,60\nP,Q,0,\n";
  ReadFeed feed = read(texts);
  CHECK(warns(feed, "2 rows of transfers.txt are not used"));
  // In metres: P and Q 300 m apart, R 500 m from both.
  feed.timetable.table.stop_place.raw() = {{0, 0}, {300, 0}, {150, 500}};
  const Timetable table = join_feeds({feed.timetable});
  const auto walks = [&](std::size_t stop) {
    const auto row = table.transfers[StopId(stop)];
    return std::vector<Transfer>(row.begin(), row.end());
  };
  // 300 m x 1.3 / 1.2 m/s = 325 s.
  CHECK(walks(0) == std::vector<Transfer>{{StopId(1), seconds(325)}, {StopId(2), seconds(600)}});
  CHECK(walks(1) == std::vector<Transfer>{{StopId(0), seconds(90)}});
  CHECK(walks(2).empty());
}

TEST_CASE("several feeds are one timetable, and codes that clash get the feed's number",
          "[transit][timetable]") {
  ReadFeed first = read(tram());
  ReadFeed second = first;
  first.timetable.table.stop_place.raw() = {{0, 0}, {2000, 0}, {4000, 0}};
  second.timetable.table.stop_place.raw() = {{0, 120}, {2000, 5000}, {4000, 5000}};
  const Timetable table = join_feeds({first.timetable, second.timetable});
  CHECK(check_timetable(table));
  CHECK(table.stop_code.raw() == std::vector<std::string>{"P", "Q", "R", "2:P", "2:Q", "2:R"});
  CHECK(table.line_code.raw() == std::vector<std::string>{"T", "2:T"});
  CHECK(table.trip_code.raw() == std::vector<std::string>{"t1", "t2", "2:t1", "2:t2"});
  CHECK(table.pattern_stops[PatternId(1)][0] == StopId(3));
  CHECK(table.pattern_line[PatternId(1)] == LineId(1));
  CHECK(table.departure_at(PatternId(1), TransitTripId(3), 0) == at("08:00"));
  // 120 m x 1.3 / 1.2 m/s = 130 s, between the feeds.
  REQUIRE(table.transfers[StopId(0)].size() == 1);
  CHECK(table.transfers[StopId(0)][0] == Transfer{StopId(3), seconds(130)});
  CHECK(table.calls[StopId(3)][0] == StopCall{PatternId(1), 0});
}

TEST_CASE("text that is not UTF-8 is read as Latin-1", "[transit][timetable]") {
  Texts texts = tram();
  texts["stops.txt"] =
      "stop_id,stop_name,stop_lat,stop_lon\nP,Gen\xE8ve,0.01,3\nQ,Quay,0.02,3\n"
      "R,Rock,0.03,3\n";
  const ReadFeed feed = read(texts);
  CHECK(feed.timetable.table.stop_name[StopId(0)] == "Genève");
  CHECK(warns(feed, "stops.txt is not UTF-8"));
}

TEST_CASE("route types become kinds with places", "[transit][timetable]") {
  CHECK(line_kind_of(3) == LineKind::bus);
  CHECK(line_kind_of(12) == LineKind::monorail);
  CHECK(line_kind_of(715) == LineKind::on_demand);
  CHECK(line_kind_of(109) == LineKind::rail);
  CHECK(line_kind_of(200) == LineKind::coach);
  CHECK(line_kind_of(900) == LineKind::tram);
  CHECK(line_kind_of(9) == LineKind::other);
  std::set<std::string_view> names;
  for (std::size_t kind = 0; kind < line_kind_count; ++kind) {
    names.insert(name_of(static_cast<LineKind>(kind)));
    CHECK(default_places(static_cast<LineKind>(kind)) > 0);
  }
  CHECK(names.size() == line_kind_count);
}

TEST_CASE("a broken timetable is told with the trip", "[transit][timetable]") {
  Timetable table = join_feeds({read(tram()).timetable});
  REQUIRE(check_timetable(table));
  Timetable falls = table;
  falls.arrival[1] = at("06:59");
  CHECK(describe(check_timetable(falls).error()).find("trip t1:times_never_fall") !=
        std::string::npos);
  Timetable overtakes = table;
  for (std::size_t row = 3; row < 6; ++row) {
    overtakes.arrival[row] = overtakes.departure[row] = at("06:30");
  }
  CHECK(describe(check_timetable(overtakes).error()).find("no_overtaking") != std::string::npos);
  Timetable lost = table;
  lost.pattern_stops.values()[1] = StopId(77);
  CHECK(describe(check_timetable(lost).error()).find("stops_exist") != std::string::npos);
  Timetable uneven = table;
  uneven.arrival.pop_back();
  CHECK_FALSE(check_timetable(uneven));
}

// The figures are those of a few lines of Python over the zip (csv, zipfile): services that run on
// the day by calendar and exceptions, their trips, routes, stops, first departure, last arrival.
TEST_CASE("the feed of Montpellier is what it is known to be", "[transit][timetable][slow]") {
  const std::string path = EVEIL_SOURCE_DIR "/../shared/data/montpellier/gtfs/tam-2025-10-16.zip";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: ../shared isn't there");
    return;
  }
  const ReadFeed feed = read_feed(path, {date_of(2025, 10, 16), {}}).value();
  const FeedAudit& audit = feed.audit;
  CHECK(audit.routes == 45);
  CHECK(audit.stops == 2083);
  CHECK(audit.trips == 17284);
  CHECK(audit.stop_times == 349512);
  CHECK(iso(audit.first) == "2025-10-13");
  CHECK(iso(audit.last) == "2025-12-19");
  CHECK(audit.trips_on_day == 4276);
  CHECK(audit.trips_used == 4276);
  CHECK(audit.trips_of_eve == 0);
  CHECK(audit.trips_of_next == 54);
  CHECK(audit.lines_used == 44);
  CHECK(audit.stops_used == 1403);
  CHECK(audit.warnings.empty());
  const Timetable table = join_feeds({feed.timetable});
  CHECK(check_timetable(table));
  std::map<LineKind, std::size_t> trips;
  std::size_t times = 0;
  TimeOfDay first = time_of_day(30);
  TimeOfDay last = time_of_day(0);
  for (const TransitTripId trip : table.trip_code.ids()) {
    if (table.trip_day[trip] != 0) continue;
    const PatternId pattern = table.pattern_of(trip);
    ++trips[table.line_kind[table.pattern_line[pattern]]];
    times += table.stops_of(pattern);
    first = std::min(first, table.departure_at(pattern, trip, 0));
    last = std::max(last, table.arrival_at(pattern, trip, table.stops_of(pattern) - 1));
  }
  CHECK(trips == std::map<LineKind, std::size_t>{
                     {LineKind::tram, 1226}, {LineKind::bus, 2804}, {LineKind::on_demand, 246}});
  CHECK(times == 89699);
  CHECK(first == at("04:16"));
  CHECK(last == at("25:51"));
}

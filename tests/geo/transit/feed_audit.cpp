// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "geo/transit/feed.hpp"
#include "geo/transit/feed_files.hpp"
#include "tests/geo/transit/feed_texts.hpp"

using namespace eveil;
using namespace eveil::geo;

namespace {

/// Two stops, one line: two trips from Monday to Friday, one on Saturday, over two weeks.
Texts small_feed() {
  return {
      {"agency.txt", "agency_id,agency_name,agency_timezone\nA,Bus,America/Santiago\n"},
      {"stops.txt",
       "stop_id,stop_name,stop_lat,stop_lon\nP,Plaza,-29.90,-71.25\nQ,Quay,-29.95,-71.34\n"},
      {"routes.txt", "route_id,agency_id,route_type\nR,A,3\n"},
      {"trips.txt", "route_id,service_id,trip_id,shape_id\nR,week,t1,s\nR,week,t2,s\nR,sat,t3,s\n"},
      {"stop_times.txt",
       "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
       "t1,07:00:00,07:00:00,P,1\nt1,07:10:00,07:10:00,Q,2\n"
       "t2,23:50:00,23:55:00,P,1\nt2,24:10:00,24:10:00,Q,2\n"
       "t3,09:00:00,09:00:00,Q,1\nt3,09:10:00,09:10:00,P,2\n"},
      // 2016-01-04 is a Monday.
      {"calendar.txt",
       "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
       "week,1,1,1,1,1,0,0,20160104,20160117\nsat,0,0,0,0,0,1,0,20160104,20160117\n"},
  };
}

Expected<FeedAudit> audit(const Texts& texts, const Date* day = nullptr) {
  FeedOptions options;
  if (day != nullptr) options.day = *day;
  EVEIL_TRY(const ReadFeed feed, read_feed(files_of(texts), options));
  return feed.audit;
}

Error refusal(const Texts& texts, const Date* day = nullptr) {
  const auto result = audit(texts, day);
  REQUIRE(!result);
  CHECK(result.error().kind == ErrorKind::bad_input);
  return result.error();
}

/// The feed with `before` replaced by `after` in one file.
Texts changed(const std::string& file, const std::string& before, const std::string& after) {
  Texts texts = small_feed();
  std::string& text = texts[file];
  const std::size_t at = text.find(before);
  REQUIRE(at != std::string::npos);
  text.replace(at, before.size(), after);
  return texts;
}

bool warns(const FeedAudit& audit, const std::string& words) {
  for (const std::string& warning : audit.warnings) {
    if (warning.find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a good feed is counted without a warning", "[transit][feed]") {
  const FeedAudit result = audit(small_feed()).value();
  CHECK(result.agencies == 1);
  CHECK(result.routes == 1);
  CHECK(result.stops == 2);
  CHECK(result.trips == 3);
  CHECK(result.stop_times == 6);
  CHECK(iso(result.first) == "2016-01-04");
  CHECK(iso(result.last) == "2016-01-16");  // the second Saturday; Sundays have no service
  CHECK(iso(result.day) == "2016-01-04");   // all weekdays have two trips: the earliest
  CHECK(result.trips_on_day == 2);
  CHECK(result.lines_used == 1);
  CHECK(result.stops_used == 2);
  CHECK(result.trips_used == 2);
  CHECK(result.warnings.empty());
}

TEST_CASE("the day is the one asked for, or the nearest is offered", "[transit][feed]") {
  const Date saturday = date_of(2016, 1, 9);
  CHECK(audit(small_feed(), &saturday).value().trips_on_day == 1);
  const Date after = date_of(2016, 2, 1);
  CHECK(refusal(small_feed(), &after).message ==
        "no trip runs on 2016-02-01; the feed has service from 2016-01-04 to 2016-01-16: the "
        "nearest day with service is 2016-01-16");
  const Date sunday = date_of(2016, 1, 10);  // Saturday and Monday are as near: the earlier
  CHECK(refusal(small_feed(), &sunday).message.find("service is 2016-01-09") != std::string::npos);
}

TEST_CASE("exceptions add and take away days", "[transit][feed]") {
  Texts texts = small_feed();
  // Wednesday the 6th gets the Saturday trip too, so it has most; Monday the 4th has none.
  texts["calendar_dates.txt"] =
      "service_id,date,exception_type\nsat,20160106,1\nweek,20160104,2\nsat,20160106,1\n";
  CHECK(refusal(texts).where == "feed.zip:calendar_dates.txt:4:date");
  texts["calendar_dates.txt"] =
      "service_id,date,exception_type\nsat,20160106,1\nweek,20160104,2\nsat,20160107,2\n";
  const FeedAudit result = audit(texts).value();
  CHECK(iso(result.first) == "2016-01-05");
  CHECK(iso(result.day) == "2016-01-06");
  CHECK(result.trips_on_day == 3);
  CHECK(warns(result, "1 rows of calendar_dates.txt change nothing"));
  // A feed may live by its exceptions alone.
  texts.erase("calendar.txt");
  texts["calendar_dates.txt"] = "service_id,date,exception_type\nsat,20160109,1\nweek,20160110,1\n";
  const FeedAudit weekend = audit(texts).value();
  CHECK(iso(weekend.day) == "2016-01-10");  // no Monday to Friday: the Sunday with two
}

TEST_CASE("a frequency counts its departures", "[transit][feed]") {
  Texts texts = small_feed();
  // 06:00 to 07:00 every 25 min: 06:00, 06:25, 06:50; and t2 once.
  texts["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs\nt1,6:00:00,7:00:00,1500\n";
  CHECK(audit(texts).value().trips_on_day == 4);
  texts["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs\nt1,6:00:00,7:00:00,0\n";
  CHECK(refusal(texts).where == "feed.zip:frequencies.txt:2:headway_secs");
}

TEST_CASE("files and columns that a feed must have are named", "[transit][feed]") {
  Texts texts = small_feed();
  texts.erase("routes.txt");
  texts.erase("calendar.txt");
  const Error missing = refusal(texts);
  CHECK(missing.where == "feed.zip");
  CHECK(missing.message == "routes.txt is missing; a GTFS feed must have it");
  CHECK(missing.more.size() == 1);
  CHECK(refusal(changed("calendar.txt", "sunday", "sun")).where ==
        "feed.zip:calendar.txt:1:sunday");
  texts = small_feed();
  texts["stops.txt"] = "";
  CHECK(refusal(texts).message.find("is empty") != std::string::npos);
}

TEST_CASE("what is wrong is told with file, line, column and value", "[transit][feed]") {
  struct Case {
    std::string file, before, after, where, value;
  };
  const std::vector<Case> cases{
      {"stop_times.txt", "t1,07:10:00", "t1,7h10", "stop_times.txt:3:arrival_time", "'7h10'"},
      {"stop_times.txt", "t1,07:10:00", "t1,06:10:00", "stop_times.txt:3:arrival_time", "06:10:00"},
      {"stop_times.txt",
       "23:50:00,23:55:00",
       "23:50:00,23:45:00",
       "stop_times.txt:4:departure_time",
       "23:45:00"},
      {"stop_times.txt", "t1,07:00:00,07:00:00", "t1,,", "stop_times.txt:2:arrival_time", "empty"},
      {"stop_times.txt",
       "Q,2\nt2",
       "Q,1\nt2",
       "stop_times.txt:3:stop_sequence",
       "1 is there twice"},
      {"stop_times.txt", "Q,2\nt2", "Q,-2\nt2", "stop_times.txt:3:stop_sequence", "'-2'"},
      {"stop_times.txt", "t3,09:00:00", "t9,09:00:00", "stop_times.txt:6:trip_id", "'t9'"},
      {"stop_times.txt", "P,1\nt1", "X,1\nt1", "stop_times.txt:2:stop_id", "'X'"},
      {"trips.txt", "R,week,t2", "S,week,t2", "trips.txt:3:route_id", "'S'"},
      {"trips.txt", "R,sat", "R,sun", "trips.txt:4:service_id", "'sun'"},
      {"trips.txt", "t2", "t1", "trips.txt:3:trip_id", "'t1'"},
      {"stops.txt", "Q,Quay", "P,Quay", "stops.txt:3:stop_id", "'P'"},
      {"stops.txt", "-29.95", "-92.95", "stops.txt:3:stop_lat", "'-92.95'"},
      {"stops.txt", "-71.34", "", "stops.txt:3:stop_lon", "''"},
      {"routes.txt", ",3", ",bus", "routes.txt:2:route_type", "'bus'"},
      {"calendar.txt", "week,1", "week,2", "calendar.txt:2:monday", "'2'"},
      {"calendar.txt", "20160117", "20160103", "calendar.txt:2:end_date", "2016-01-03"},
      {"calendar.txt", "20160104", "20160231", "calendar.txt:2:start_date", "'20160231'"},
      {"agency.txt", "A,Bus", "A,\"Bus", "agency.txt:2", "closing quote"},
  };
  for (const Case& c : cases) {
    INFO(c.where << " " << c.after);
    const Error error = refusal(changed(c.file, c.before, c.after));
    CHECK(error.where == "feed.zip:" + c.where);
    CHECK(error.message.find(c.value) != std::string::npos);
  }
}

TEST_CASE("what can be lived with is a warning with its count", "[transit][feed]") {
  CHECK(warns(audit(changed("stops.txt", "Q,Quay", "Z,Zero,0,0\nU,Unused,-29,-71\nQ,Quay")).value(),
              "1 stops are served by no trip"));
  CHECK(warns(audit(changed("stops.txt", "Q,Quay", "Z,Zero,0,0\nQ,Quay")).value(),
              "1 stops are at 0,0"));
  // Shapes are not read: a trip without one loses nothing.
  CHECK(audit(changed("trips.txt", "t2,s", "t2,")).value().warnings.empty());
  CHECK(warns(audit(changed("stops.txt", "Plaza,-29.90,-71.25", "Plaza,-29.90,-71.25,x")).value(),
              "1 rows of stops.txt have more fields"));
  CHECK(warns(audit(changed("trips.txt", "R,week,t2,s", "R,week,t2")).value(),
              "1 rows of trips.txt have fewer fields"));
  Texts texts = changed("trips.txt", "R,sat,t3,s", "R,sat,t3,s\nR,week,alone,s");
  texts["stop_times.txt"] += "alone,08:00:00,08:00:00,P,1\n";
  texts["frecuencias.txt"] = "x";
  const FeedAudit result = audit(texts).value();
  CHECK(warns(result, "1 trips have fewer than two stops"));
  CHECK(warns(result, "1 unknown files are ignored: frecuencias.txt"));
  CHECK(result.trips == 4);
  CHECK(result.trips_on_day == 2);
}

TEST_CASE("the rows of a trip may stand anywhere in the file", "[transit][feed]") {
  Texts texts = small_feed();
  texts["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
      "t3,09:10:00,09:10:00,P,2\nt1,07:10:00,07:10:00,Q,2\nt2,23:50:00,23:55:00,P,1\n"
      "t1,07:00:00,07:00:00,P,1\nt2,24:10:00,24:10:00,Q,2\nt3,09:00:00,09:00:00,Q,1\n";
  const FeedAudit result = audit(texts).value();
  CHECK(result.trips_on_day == 2);
  CHECK(result.warnings.empty());
}

TEST_CASE("many problems are listed up to a limit and counted beyond it", "[transit][feed]") {
  Texts texts = small_feed();
  for (int i = 0; i < 100; ++i) texts["stop_times.txt"] += "ghost,08:00:00,08:00:00,P,1\n";
  const Error error = refusal(texts);
  REQUIRE(error.more.size() == 20);  // the first is the error itself
  CHECK(error.more.back().message == "80 more problems like these are not listed");
}

TEST_CASE("the feed of Coquimbo is what it is known to be", "[transit][feed]") {
  const std::string path = EVEIL_SOURCE_DIR "/scenarios/library/coquimbo/gtfs.zip";
  const FeedAudit result = read_feed(path, {}).value().audit;
  CHECK(result.routes == 1);
  CHECK(result.trips == 1007);
  CHECK(result.trips_on_day == 360);
  CHECK(iso(result.first) == "2015-12-29");
  CHECK(iso(result.last) == "2019-12-29");
  CHECK(weekday(result.day) < 5);
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "geo/transit/feed_audit.hpp"
#include "geo/transit/feed_content.hpp"

using namespace eveil::geo;

TEST_CASE("days are counted from 1970 and know their weekday", "[transit][date]") {
  CHECK(date_of(1970, 1, 1).number == 0);
  CHECK(weekday(date_of(1970, 1, 1)) == 3);  // a Thursday
  CHECK(weekday(date_of(2015, 12, 29)) == 1);
  CHECK(weekday(date_of(2026, 11, 23)) == 0);
  CHECK(date_of(2000, 3, 1).number - date_of(2000, 2, 1).number == 29);
  CHECK(date_of(1900, 3, 1).number - date_of(1900, 2, 1).number == 28);
  for (Date date = date_of(1899, 12, 31); date < date_of(2201, 1, 1); ++date.number) {
    if (date.number < date_of(1900, 1, 1).number || date > date_of(2200, 12, 31)) continue;
    REQUIRE(parse_date(iso(date)).value() == date);
    REQUIRE(weekday({date.number + 1}) == (weekday(date) + 1) % 7);
  }
}

TEST_CASE("only days that exist are dates", "[transit][date]") {
  CHECK(parse_date("20160229").value() == date_of(2016, 2, 29));
  for (const char* text : {"20150229",
                           "2016-13-01",
                           "2016-00-10",
                           "20160100",
                           "2016-1-4",
                           "",
                           "x",
                           "2016/01/04",
                           "99991231",
                           "-2016010",
                           "2016 104"}) {
    INFO(text);
    const auto date = parse_date(text);
    REQUIRE(!date);
    CHECK(date.error().message.find(text) != std::string::npos);
  }
}

TEST_CASE("times of a feed may lie on the next day", "[transit][time]") {
  CHECK(feed_time("7:05:09") == 25'509);  // 7 · 3600 + 5 · 60 + 9
  CHECK(feed_time("25:00:00") == 90'000);
  for (const char* text : {"",
                           "7:05",
                           "07:60:00",
                           "07:00:60",
                           "-1:00:00",
                           "07:5:00",
                           "0700:00:00",
                           "07:00:00:00",
                           ":00:00",
                           "241:00:00",
                           "07:00:00 "}) {
    INFO(text);
    CHECK(feed_time(text) == -1);
  }
}

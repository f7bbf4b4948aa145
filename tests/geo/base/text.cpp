// SPDX-License-Identifier: Apache-2.0
#include "geo/base/text.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>

using namespace eveil;

TEST_CASE("a number is the whole text, finite, with a decimal point", "[base][text]") {
  CHECK(parse_double("2.5") == 2.5);
  CHECK(parse_double("-1e-3") == -0.001);
  CHECK(parse_double("1e308") == 1e308);
  for (const char* bad : {"",
                          " ",
                          "2,5",
                          "2.5 ",
                          " 2.5",
                          "+1",
                          "1e999",
                          "nan",
                          "inf",
                          "-inf",
                          "0x10",
                          "1.2.3",
                          "1_0"}) {
    INFO(bad);
    CHECK_FALSE(parse_double(bad));
  }
  CHECK_FALSE(parse_double(std::string_view("1\0", 2)));
}

TEST_CASE("a whole number is refused where it does not fit in 64 bits", "[base][text]") {
  CHECK(parse_int("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(parse_int("007") == 7);
  for (const char* bad : {"", "9223372036854775808", "1.0", "1e3", "-", "--1", "1 ", "٣"}) {
    INFO(bad);
    CHECK_FALSE(parse_int(bad));
  }
}

TEST_CASE("text is trimmed and split without losing empty fields", "[base][text]") {
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim(" \n").empty());
  CHECK(split("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
}

TEST_CASE("durations, speeds and lengths carry their unit", "[base][text]") {
  CHECK(parse_duration("10 min") == minutes(10));
  CHECK(parse_duration("1.5h") == minutes(90));
  CHECK(parse_duration(" 90 s ") == seconds(90));
  CHECK(parse_duration("0.0004 s") == Duration{0});
  CHECK(parse_duration("-2 min") == minutes(-2));
  CHECK(parse_speed("30 km/h") == kilometres_per_hour(30.0));
  CHECK(parse_speed("8.5 m/s") == MetresPerSecond(8.5));
  CHECK(parse_length("1.2 km") == Metres(1200.0));
  CHECK(parse_length("250m") == Metres(250.0));
}

TEST_CASE("a duration without a known unit is refused with what was found and expected",
          "[base][text]") {
  for (const char* bad : {"",
                          "10",
                          "min",
                          "10 minutes",
                          "ten min",
                          "10 min 5 s",
                          "nan s",
                          "inf s",
                          "1e999 s",
                          "1e300 h",
                          "10 Min",
                          "5 km/h"}) {
    INFO(bad);
    CHECK_FALSE(parse_duration(bad));
  }
  CHECK(parse_duration("10 minutes").error() ==
        "found \"10 minutes\", expected a duration with its unit s, min or h, as in \"10 min\"");
  CHECK(parse_length("1e308 km").error().find("1e308") != std::string::npos);
  CHECK_FALSE(parse_speed("30"));
  CHECK_FALSE(parse_speed("30 kmh"));
}

TEST_CASE("a refusal shows a hostile value without spoiling the terminal", "[base][text]") {
  const std::string reason = parse_duration("\x1b[2J" + std::string(100'000, 'x')).error();
  CHECK(reason.find('\x1b') == std::string::npos);
  CHECK(reason.size() < 200);
  // 39 letters, then é in two bytes at the cut: no half of it.
  const std::string cut = parse_duration(std::string(39, 'a') + "éé").error();
  CHECK(cut.find(std::string(39, 'a') + "…") != std::string::npos);
}

TEST_CASE("money names its currency by three capitals", "[base][text]") {
  CHECK(parse_money("2.5 EUR") == Money{2.5, "EUR"});
  CHECK(parse_money("900CLP") == Money{900.0, "CLP"});
  for (const char* bad : {"2.5", "EUR", "2.5 €", "2.5 eur", "2.5 EURO", "EUR 2.5", "2,5 EUR", ""}) {
    INFO(bad);
    CHECK_FALSE(parse_money(bad));
  }
}

TEST_CASE("a time of day may be past midnight, but never malformed", "[base][text]") {
  CHECK(parse_time_of_day("07:30") == time_of_day(7, 30));
  CHECK(parse_time_of_day("7:30:05") == time_of_day(7, 30, 5));
  CHECK(parse_time_of_day("25:30") == time_of_day(25, 30));
  CHECK(parse_time_of_day("99:59:59") == time_of_day(99, 59, 59));
  for (const char* bad : {"",
                          ":",
                          "7",
                          "07:60",
                          "07:30:60",
                          "100:00",
                          "07:3",
                          "-1:00",
                          "+7:30",
                          "07:30:00:00",
                          "07h30",
                          "07 :30",
                          "7.5:00",
                          "１:00"}) {
    INFO(bad);
    CHECK_FALSE(parse_time_of_day(bad));
  }
}

TEST_CASE("a time range ends after it starts, and its end is outside", "[base][text]") {
  const auto range = parse_time_range("06:00-22:00");
  REQUIRE(range);
  CHECK(range->contains(time_of_day(6)));
  CHECK_FALSE(range->contains(time_of_day(22)));
  CHECK(parse_time_range("22:00 - 26:00") == TimeRange{time_of_day(22), time_of_day(26)});
  for (const char* bad :
       {"22:00-06:00", "06:00-06:00", "06:00", "06:00-", "06:00-22:00-23:00", ""}) {
    INFO(bad);
    CHECK_FALSE(parse_time_range(bad));
  }
}

TEST_CASE("a time is shown as hours, minutes and seconds", "[base][text]") {
  CHECK(to_text(time_of_day(7, 5, 9)) == "07:05:09");
  CHECK(to_text(time_of_day(26)) == "26:00:00");
}

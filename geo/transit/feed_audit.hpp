// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::geo {

/// A civil date; `number` counts days (1970-01-01 = 0), so that dates compare and subtract.
struct Date {
  std::int32_t number = 0;
  auto operator<=>(const Date&) const = default;
};
Date date_of(int year, int month, int day);
/// `20160104` or `2016-01-04`; error names the text.
Expected<Date> parse_date(std::string_view text);
std::string iso(Date date);
/// 0 Monday .. 6 Sunday.
int weekday(Date date);

/// What a GTFS feed holds and what of it was used, as counted when it was read.
struct FeedAudit {
  std::string file;
  std::uint64_t agencies = 0;
  std::uint64_t routes = 0;
  std::uint64_t trips = 0;
  std::uint64_t stops = 0;
  std::uint64_t stop_times = 0;
  Date first;                      ///< first day with service
  Date last;                       ///< last day with service
  Date day;                        ///< the day asked for, or the weekday with most trips
  std::uint64_t trips_on_day = 0;  ///< with two stops or more; a frequency counts its departures

  // the timetable made of it
  std::uint64_t lines_used = 0;
  std::uint64_t stops_used = 0;
  std::uint64_t trips_used = 0;     ///< of the service day, between 03:00 and 30:00
  std::uint64_t trips_of_eve = 0;   ///< of the eve's service day, still running after 03:00
  std::uint64_t trips_of_next = 0;  ///< of the next service day, before its 06:00

  std::vector<std::string> warnings;  ///< what was repaired or left out, with counts
};

}  // namespace eveil::geo

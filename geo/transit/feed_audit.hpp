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

/// What a GTFS feed holds, as counted when it was read; not simulated in this version.
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
  std::vector<double> stop_lon;    ///< degrees, one a stop that some trip serves
  std::vector<double> stop_lat;
  std::vector<std::string> warnings;  ///< what was repaired or left out, with counts
};

/// Reads a GTFS zip and checks its integrity: required files and columns, references, times, dates.
///
/// \param path  a zip on disk; entries at the root or in one folder; limits on size and ratio.
/// \param day   the day wanted, or none: the weekday with most trips.
/// \errors      bad_input: file inside the zip, row and value; a day without service names the
/// nearest that has. \source      GTFS Schedule reference (gtfs.org), files agency, stops, routes,
/// trips, stop_times, calendar,
///              calendar_dates, frequencies.
Expected<FeedAudit> audit_feed(const std::string& path, const Date* day);

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/transit/feed_calendar.hpp"
#include "geo/transit/feed_table.hpp"

namespace eveil::geo {

/// What the audit keeps of a feed's tables, and what it noticed on the way.
struct FeedContent {
  FeedIds agencies;
  FeedIds stops;
  FeedIds routes;
  FeedIds trips;
  FeedCalendar calendar;

  // one a stop
  std::vector<double> stop_lon;
  std::vector<double> stop_lat;
  std::vector<std::uint8_t> stop_boards;  ///< 1: location_type 0, at a real place
  std::vector<std::uint8_t> stop_used;

  // one a trip
  std::vector<std::uint32_t> trip_service;
  std::vector<std::uint32_t> trip_stops;  ///< stop times
  std::vector<std::uint64_t> trip_runs;   ///< 1, or the departures of its frequencies

  std::uint64_t stop_times = 0;

  // counts for the warnings
  std::uint64_t zero_places = 0;
  std::uint64_t unknown_parents = 0;
  std::uint64_t unknown_agencies = 0;
  std::uint64_t trips_without_shape = 0;
  std::uint64_t untimed = 0;        ///< stop times between two timed ones
  std::uint64_t not_boardable = 0;  ///< stop times at stations, entrances and the like
  std::uint64_t flexible = 0;       ///< stop times of areas, not of stops
};

// Each reads one file; false where its header is not usable. References must have been read before.
bool read_agencies(FeedTable& table, FeedContent& content);
bool read_stops(FeedTable& table, FeedContent& content);
bool read_routes(FeedTable& table, FeedContent& content);
bool read_trips(FeedTable& table, FeedContent& content);
bool read_stop_times(FeedTable& table, FeedContent& content);
bool read_frequencies(FeedTable& table, FeedContent& content);

/// "7:05:00" or "25:10:00" as seconds after the service day's start; -1 where it is neither.
/// \source GTFS reference, type Time.
std::int32_t feed_time(std::string_view text);

}  // namespace eveil::geo

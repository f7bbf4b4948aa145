// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/transit/feed_calendar.hpp"
#include "geo/transit/feed_table.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

/// A stop of a trip as read, in seconds after the service day's start; below 0 where not given.
struct FeedStopTime {
  std::uint32_t stop;
  std::int32_t arrival;
  std::int32_t departure;
  std::uint8_t calls;  ///< may_board, may_alight
};

/// A trip that runs again and again: from `start` until before `end`.
struct FeedFrequency {
  std::uint32_t trip;
  std::int32_t start;
  std::int32_t end;
  std::int32_t headway;

  std::uint64_t runs() const {
    return static_cast<std::uint64_t>((std::int64_t{end} - start + headway - 1) / headway);
  }
};

/// One row of transfers.txt between two stops or stations.
struct FeedTransfer {
  std::uint32_t from;
  std::uint32_t to;
  bool forbidden;
  std::int32_t seconds;  ///< needed at least; below 0 where not given
};

/// What is kept of a feed's tables, and what was noticed on the way.
struct FeedContent {
  FeedIds agencies;
  FeedIds stops;
  FeedIds routes;
  FeedIds trips;
  FeedCalendar calendar;

  // one a stop
  std::vector<std::string> stop_name;
  std::vector<std::uint32_t> stop_parent;  ///< FeedIds::none without one
  std::vector<double> stop_lon;
  std::vector<double> stop_lat;
  std::vector<std::uint8_t> stop_boards;  ///< 1: location_type 0, at a real place
  std::vector<std::uint8_t> stop_used;

  // one a route
  std::vector<std::string> route_name;
  std::vector<LineKind> route_kind;

  // one a trip
  std::vector<std::uint32_t> trip_route;
  std::vector<std::uint32_t> trip_service;
  std::vector<std::uint32_t> trip_stops;  ///< stop times
  std::vector<std::uint64_t> trip_runs;   ///< 1, or the departures of its frequencies

  /// By trip, then by stop_sequence; one entry more than trips in `trip_first_time`.
  std::vector<FeedStopTime> times;
  std::vector<std::uint64_t> trip_first_time;
  std::vector<FeedFrequency> frequencies;  ///< by trip and start
  std::vector<FeedTransfer> transfers;

  std::uint64_t stop_times = 0;  ///< rows read

  // counts for the warnings
  std::uint64_t zero_places = 0;
  std::uint64_t unknown_parents = 0;
  std::uint64_t unknown_agencies = 0;
  std::uint64_t untimed = 0;           ///< stop times between two timed ones
  std::uint64_t not_boardable = 0;     ///< stop times at stations, entrances and the like
  std::uint64_t flexible = 0;          ///< stop times of areas or windows, not of stops and times
  std::uint64_t unknown_calls = 0;     ///< pickup_type or drop_off_type that is none
  std::uint64_t unused_transfers = 0;  ///< of trips or routes, at one stop, in the same seat
};

// Each reads one file; false where its header is not usable. References must have been read before.
bool read_agencies(FeedTable& table, FeedContent& content);
bool read_stops(FeedTable& table, FeedContent& content);
bool read_routes(FeedTable& table, FeedContent& content);
bool read_trips(FeedTable& table, FeedContent& content);
bool read_stop_times(FeedTable& table, FeedContent& content);
bool read_frequencies(FeedTable& table, FeedContent& content);
bool read_transfers(FeedTable& table, FeedContent& content);

/// "7:05:00" or "25:10:00" as seconds after the service day's start; -1 where it is neither.
/// \source GTFS reference, type Time.
std::int32_t feed_time(std::string_view text);

}  // namespace eveil::geo

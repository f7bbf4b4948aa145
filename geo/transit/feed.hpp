// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/transit/feed_audit.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

/// A part of the earth in degrees; all of it as it stands.
struct DegreeBox {
  double west = -180.0;
  double south = -90.0;
  double east = 180.0;
  double north = 90.0;

  bool contains(double longitude, double latitude) const {
    return west <= longitude && longitude <= east && south <= latitude && latitude <= north;
  }
};

struct FeedOptions {
  std::optional<Date> day;  ///< none: the weekday with most trips
  DegreeBox box;            ///< stops outside of it are left out
};

/// What a feed says about changing between two stops.
struct TransferRule {
  StopId from;
  StopId to;
  bool forbidden = false;
  Duration walk;  ///< where not forbidden

  bool operator==(const TransferRule&) const = default;
};

/// The timetable of one feed: places are longitude and latitude, transfers still rules.
struct FeedTimetable {
  Timetable table;
  std::vector<TransferRule> rules;
};

struct ReadFeed {
  FeedAudit audit;
  FeedTimetable timetable;
};

/// Reads a GTFS feed once: checks its integrity, counts what it holds, and compiles one day of it.
///
/// \param path  a zip on disk, entries at the root or in one folder, limits on size and ratio; or a
///              folder that holds the files.
/// \errors      bad_input: file inside the feed, row and value; a day without service names the
///              nearest that has; no trip with two stops in the box.
/// \threads     serial.
/// \source      GTFS Schedule reference (gtfs.org), files agency, stops, routes, trips, stop_times,
///              calendar, calendar_dates, frequencies, transfers.
Expected<ReadFeed> read_feed(const std::string& path, const FeedOptions& options);

/// Speed and detour of a walk between two stops: as those of whole ways on foot. [S: eqasim 1.2
/// m/s; A: 1.3 times the straight line]
inline constexpr MetresPerSecond transfer_speed{1.2};
inline constexpr double transfer_detour = 1.3;
/// Stops further apart in a straight line are not walked between, unless the feed says so. [A]
inline constexpr Metres longest_transfer{400.0};

/// One timetable of several feeds, whose places are now in metres: codes that clash get the feed's
/// number in front, and one walks between stops near each other, of the same feed or of two.
Timetable join_feeds(std::vector<FeedTimetable> feeds);

}  // namespace eveil::geo

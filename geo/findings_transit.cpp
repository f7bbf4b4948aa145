// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>

#include "geo/base/text.hpp"
#include "geo/findings.hpp"
#include "geo/routing/stop_finder.hpp"

namespace eveil::geo {

namespace {

constexpr auto note = Finding::Severity::note;
constexpr auto warning = Finding::Severity::warning;
constexpr Metres near_a_stop{500.0};
constexpr double few = 0.2;
// A zone is looked at on a grid of at most so many points a side, 100 m apart at the least.
constexpr double points_a_side = 20.0;
constexpr double closest_points_m = 100.0;

/// The share of a zone's area near a stop, by points on a grid.
double share_near(const Area& area, Point centre, const StopFinder& stops) {
  Point low = centre;
  Point high = centre;
  for (const Polygon& part : area.parts) {
    for (const Point place : part.rings.front()) {
      low = {std::min(low.x, place.x), std::min(low.y, place.y)};
      high = {std::max(high.x, place.x), std::max(high.y, place.y)};
    }
  }
  const double step =
      std::max(closest_points_m, std::max(high.x - low.x, high.y - low.y) / points_a_side);
  std::vector<NearStop> found;
  const auto is_near = [&](Point place) {
    stops.near(place, near_a_stop, 1, found);
    return !found.empty();
  };
  std::size_t points = 0;
  std::size_t near = 0;
  const auto columns = static_cast<std::size_t>(std::ceil((high.x - low.x) / step));
  const auto rows = static_cast<std::size_t>(std::ceil((high.y - low.y) / step));
  for (std::size_t column = 0; column < columns; ++column) {
    for (std::size_t row = 0; row < rows; ++row) {
      const Point place{low.x + step * (static_cast<double>(column) + 0.5),
                        low.y + step * (static_cast<double>(row) + 0.5)};
      if (!contains(area, place)) continue;
      ++points;
      if (is_near(place)) ++near;
    }
  }
  if (points == 0) return is_near(centre) ? 1.0 : 0.0;
  return static_cast<double>(near) / static_cast<double>(points);
}

/// From the first departure to the last arrival of the service day's own trips.
std::string span_of(const Timetable& timetable) {
  TimeOfDay first = day_end;
  TimeOfDay last = day_start;
  for (const PatternId pattern : timetable.pattern_line.ids()) {
    for (TransitTripId trip = timetable.trips_begin(pattern); trip < timetable.trips_end(pattern);
         trip = TransitTripId(std::size_t{trip.value} + 1)) {
      if (timetable.trip_day[trip] != 0) continue;
      first = std::min(first, timetable.departure_at(pattern, trip, 0));
      last = std::max(last, timetable.arrival_at(pattern, trip, timetable.stops_of(pattern) - 1));
    }
  }
  return fmt::format("{} to {}", to_text(first).substr(0, 5), to_text(last).substr(0, 5));
}

}  // namespace

double share_of_inhabitants_near_stops(const Timetable& timetable, const Zones& zones) {
  const StopFinder stops(timetable);
  double all = 0.0;
  double near = 0.0;
  for (const ZoneId zone : zones.code.ids()) {
    all += zones.population[zone];
    near += zones.population[zone] * share_near(zones.area[zone], zones.centre[zone], stops);
  }
  return all > 0.0 ? near / all : 0.0;
}

std::vector<Finding> findings_of_feed(const FeedAudit& feed) {
  std::vector<Finding> findings;
  std::string others;
  if (feed.trips_of_eve > 0) {
    others += fmt::format(", {} of the eve that run past 03:00", feed.trips_of_eve);
  }
  if (feed.trips_of_next > 0) {
    others += fmt::format(", {} of the next day before 06:00", feed.trips_of_next);
  }
  findings.push_back(
      {note,
       "transit",
       "read",
       feed.trips,
       -1.0,
       fmt::format("{} holds {} routes, {} stops and {} trips from {} to {}; {} trips run on {}. "
                   "Simulated are {} trips of that day{}: {} lines at {} stops.",
                   feed.file,
                   feed.routes,
                   feed.stops,
                   feed.trips,
                   iso(feed.first),
                   iso(feed.last),
                   feed.trips_on_day,
                   iso(feed.day),
                   feed.trips_used,
                   others,
                   feed.lines_used,
                   feed.stops_used)});
  for (const std::string& text : feed.warnings) {
    findings.push_back(
        {warning, "transit", "feed", 1, -1.0, fmt::format("{}: {}.", feed.file, text)});
  }
  return findings;
}

std::vector<Finding> findings_of_transit(const Territory& territory) {
  const Timetable& timetable = territory.timetable;
  if (timetable.empty()) {
    return {{warning,
             "transit",
             "none",
             0,
             -1.0,
             "No timetable of public transport is given, so nobody can take a bus, tram or train: "
             "those who do are put in cars or on foot, and a new service looks better than it "
             "is. Name a GTFS feed with `[[transit]]`; transport.data.gouv.fr and "
             "mobilitydatabase.org list them."}};
  }
  std::vector<Finding> findings;
  const double share = share_of_inhabitants_near_stops(timetable, territory.zones);
  findings.push_back(
      {note,
       "transit",
       "timetable",
       timetable.trip_count(),
       -1.0,
       fmt::format("{} lines call at {} stops with {} trips, on the day itself from {}. {:.0f} % "
                   "of the inhabitants live within {:.0f} m of a stop, in a straight line, if "
                   "each zone's are spread evenly.",
                   timetable.line_count(),
                   timetable.stop_count(),
                   timetable.trip_count(),
                   span_of(timetable),
                   100.0 * share,
                   near_a_stop.value)});
  if (share < few) {
    findings.push_back(
        {warning,
         "transit",
         "few_near_a_stop",
         timetable.stop_count(),
         -1.0,
         fmt::format("Only {:.0f} % of the inhabitants live within {:.0f} m of a stop; if other "
                     "operators serve the territory, add their feeds, or their passengers are "
                     "put in cars.",
                     100.0 * share,
                     near_a_stop.value)});
  }
  std::set<std::string> days;
  for (const FeedAudit& feed : territory.feeds) days.insert(iso(feed.day));
  if (days.size() > 1) {
    findings.push_back({warning,
                        "transit",
                        "different_days",
                        days.size(),
                        -1.0,
                        fmt::format("The feeds are read on different days ({}); state the same "
                                    "`date` for all, so that they fit each other.",
                                    fmt::join(days, ", "))});
  }
  return findings;
}

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/feed_content.hpp"

#include <fmt/format.h>

#include <optional>

#include "geo/base/text.hpp"

namespace eveil::geo {

namespace {

/// A new row for the id in `column`, or none with a problem.
bool add_id(FeedTable& table, FeedTable::ColumnOf column, std::string_view name, FeedIds& ids) {
  const std::string_view id = table.get(column);
  if (id.empty()) {
    table.problem(name, "is empty; expected an id");
    return false;
  }
  if (ids.add(id) == FeedIds::none) {
    table.problem(name, fmt::format("'{}' is there twice; ids must differ", id.substr(0, 60)));
    return false;
  }
  return true;
}

/// A degree of the row, within ± limit; none with a problem.
std::optional<double> read_degrees(const FeedTable& table,
                                   FeedTable::ColumnOf column,
                                   std::string_view name,
                                   double limit) {
  const auto value = parse_double(table.get(column));
  if (value && *value >= -limit && *value <= limit) return value;
  table.problem(name,
                fmt::format("'{}' found; expected degrees from {} to {}",
                            table.get(column).substr(0, 60),
                            -limit,
                            limit));
  return std::nullopt;
}

}  // namespace

bool read_agencies(FeedTable& table, FeedContent& content) {
  if (!table.has_columns({"agency_name", "agency_timezone"})) return false;
  const auto id = table.column("agency_id");
  while (table.next()) {
    // A feed of one agency needs no id.
    if (content.agencies.size() == 0 && table.get(id).empty()) {
      content.agencies.add("");
      continue;
    }
    add_id(table, id, "agency_id", content.agencies);
  }
  return true;
}

bool read_stops(FeedTable& table, FeedContent& content) {
  if (!table.has_columns({"stop_id", "stop_lat", "stop_lon"})) return false;
  const auto id = table.column("stop_id");
  const auto lat = table.column("stop_lat");
  const auto lon = table.column("stop_lon");
  const auto type = table.column("location_type");
  const auto parent = table.column("parent_station");
  std::vector<std::string> parents;
  while (table.next()) {
    if (!add_id(table, id, "stop_id", content.stops)) continue;
    if (!table.get(parent).empty()) parents.emplace_back(table.get(parent));
    const std::string_view kind = table.get(type);
    // Nodes inside of stations and boarding areas need no place of their own.
    const bool placeless = (kind == "3" || kind == "4") && table.get(lat).empty();
    const auto y = placeless ? 0.0 : read_degrees(table, lat, "stop_lat", 90.0);
    const auto x = placeless ? 0.0 : read_degrees(table, lon, "stop_lon", 180.0);
    const bool at_zero = y && x && *y == 0.0 && *x == 0.0;
    if (at_zero && !placeless) ++content.zero_places;
    content.stop_lat.push_back(y.value_or(0.0));
    content.stop_lon.push_back(x.value_or(0.0));
    content.stop_boards.push_back((kind.empty() || kind == "0") && !at_zero ? 1 : 0);
  }
  for (const std::string& name : parents) {
    if (content.stops.find(name) == FeedIds::none) ++content.unknown_parents;
  }
  content.stop_used.assign(content.stops.size(), 0);
  return true;
}

bool read_routes(FeedTable& table, FeedContent& content) {
  if (!table.has_columns({"route_id", "route_type"})) return false;
  const auto id = table.column("route_id");
  const auto agency = table.column("agency_id");
  const auto type = table.column("route_type");
  while (table.next()) {
    if (!add_id(table, id, "route_id", content.routes)) continue;
    const auto kind = parse_int(table.get(type));
    if (!kind || *kind < 0 || *kind > 1799) {
      table.problem("route_type",
                    fmt::format("'{}' found; expected a number of the GTFS reference, 3 for a bus",
                                table.get(type).substr(0, 60)));
    }
    const std::string_view name = table.get(agency);
    if (!name.empty() && content.agencies.find(name) == FeedIds::none) ++content.unknown_agencies;
  }
  return true;
}

bool read_trips(FeedTable& table, FeedContent& content) {
  if (!table.has_columns({"route_id", "service_id", "trip_id"})) return false;
  const auto id = table.column("trip_id");
  const auto route = table.column("route_id");
  const auto service = table.column("service_id");
  const auto shape = table.column("shape_id");
  while (table.next()) {
    if (!add_id(table, id, "trip_id", content.trips)) continue;
    if (content.routes.find(table.get(route)) == FeedIds::none) {
      table.problem("route_id",
                    fmt::format("'{}' is not in routes.txt", table.get(route).substr(0, 60)));
    }
    const std::uint32_t days = content.calendar.services().find(table.get(service));
    if (days == FeedIds::none) {
      table.problem("service_id",
                    fmt::format("'{}' is neither in calendar.txt nor in calendar_dates.txt",
                                table.get(service).substr(0, 60)));
    }
    if (table.get(shape).empty()) ++content.trips_without_shape;
    content.trip_service.push_back(days);
  }
  content.trip_stops.assign(content.trips.size(), 0);
  content.trip_runs.assign(content.trips.size(), 1);
  return true;
}

bool read_frequencies(FeedTable& table, FeedContent& content) {
  if (!table.has_columns({"trip_id", "start_time", "end_time", "headway_secs"})) return false;
  const auto trip = table.column("trip_id");
  const auto start = table.column("start_time");
  const auto end = table.column("end_time");
  const auto headway = table.column("headway_secs");
  std::vector<std::uint8_t> seen(content.trips.size(), 0);
  while (table.next()) {
    const std::uint32_t row = content.trips.find(table.get(trip));
    const std::int64_t first = feed_time(table.get(start));
    const std::int64_t last = feed_time(table.get(end));
    const auto every = parse_int(table.get(headway));
    if (row == FeedIds::none) {
      table.problem("trip_id",
                    fmt::format("'{}' is not in trips.txt", table.get(trip).substr(0, 60)));
    }
    if (first < 0 || last <= first) {
      table.problem("end_time",
                    fmt::format("'{}' to '{}' found; expected two times, the later one second",
                                table.get(start).substr(0, 20),
                                table.get(end).substr(0, 20)));
    }
    if (!every || *every < 1 || *every > 86'400) {
      table.problem("headway_secs",
                    fmt::format("'{}' found; expected whole seconds from 1 to 86400",
                                table.get(headway).substr(0, 60)));
    }
    if (row == FeedIds::none || first < 0 || last <= first || !every || *every < 1) continue;
    if (seen[row] == 0) content.trip_runs[row] = 0;
    seen[row] = 1;
    content.trip_runs[row] += static_cast<std::uint64_t>((last - first + *every - 1) / *every);
  }
  return true;
}

}  // namespace eveil::geo

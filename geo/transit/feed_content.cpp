// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/feed_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

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
  const auto name = table.column("stop_name");
  const auto parent = table.column("parent_station");
  std::vector<std::string> parents;
  while (table.next()) {
    if (!add_id(table, id, "stop_id", content.stops)) continue;
    parents.emplace_back(table.get(parent));
    content.stop_name.emplace_back(table.get(name));
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
  for (const std::string& station : parents) {
    content.stop_parent.push_back(content.stops.find(station));
    if (!station.empty() && content.stop_parent.back() == FeedIds::none) ++content.unknown_parents;
  }
  content.stop_used.assign(content.stops.size(), 0);
  return true;
}

bool read_routes(FeedTable& table, FeedContent& content) {
  if (!table.has_columns({"route_id", "route_type"})) return false;
  const auto id = table.column("route_id");
  const auto agency = table.column("agency_id");
  const auto type = table.column("route_type");
  const auto short_name = table.column("route_short_name");
  const auto long_name = table.column("route_long_name");
  while (table.next()) {
    if (!add_id(table, id, "route_id", content.routes)) continue;
    content.route_name.emplace_back(
        table.get(table.get(short_name).empty() ? long_name : short_name));
    const auto kind = parse_int(table.get(type));
    if (!kind || *kind < 0 || *kind > 1799) {
      table.problem("route_type",
                    fmt::format("'{}' found; expected a number of the GTFS reference, 3 for a bus",
                                table.get(type).substr(0, 60)));
    }
    content.route_kind.push_back(line_kind_of(kind.value_or(-1)));
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
  while (table.next()) {
    if (!add_id(table, id, "trip_id", content.trips)) continue;
    content.trip_route.push_back(content.routes.find(table.get(route)));
    if (content.trip_route.back() == FeedIds::none) {
      table.problem("route_id",
                    fmt::format("'{}' is not in routes.txt", table.get(route).substr(0, 60)));
    }
    const std::uint32_t days = content.calendar.services().find(table.get(service));
    if (days == FeedIds::none) {
      table.problem("service_id",
                    fmt::format("'{}' is neither in calendar.txt nor in calendar_dates.txt",
                                table.get(service).substr(0, 60)));
    }
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
    content.frequencies.push_back({row,
                                   static_cast<std::int32_t>(first),
                                   static_cast<std::int32_t>(last),
                                   static_cast<std::int32_t>(*every)});
  }
  auto& runs = content.frequencies;
  std::sort(runs.begin(), runs.end(), [](const FeedFrequency& a, const FeedFrequency& b) {
    return std::tie(a.trip, a.start, a.end, a.headway) <
           std::tie(b.trip, b.start, b.end, b.headway);
  });
  for (std::size_t at = 0; at < runs.size(); ++at) {
    std::uint64_t& count = content.trip_runs[runs[at].trip];
    if (at == 0 || runs[at - 1].trip != runs[at].trip) count = 0;
    count += runs[at].runs();
  }
  return true;
}

bool read_transfers(FeedTable& table, FeedContent& content) {
  if (!table.has_columns({"from_stop_id", "to_stop_id"})) return false;
  const auto from = table.column("from_stop_id");
  const auto to = table.column("to_stop_id");
  const auto type = table.column("transfer_type");
  const auto time = table.column("min_transfer_time");
  std::vector<FeedTable::ColumnOf> narrower;
  for (const char* name : {"from_route_id", "to_route_id", "from_trip_id", "to_trip_id"}) {
    narrower.push_back(table.column(name));
  }
  while (table.next()) {
    const std::string_view word = table.get(type);
    bool used = word.empty() || (word.size() == 1 && word[0] >= '0' && word[0] <= '3');
    for (const auto column : narrower) used = used && table.get(column).empty();
    const std::uint32_t start = content.stops.find(table.get(from));
    const std::uint32_t end = content.stops.find(table.get(to));
    const auto seconds = parse_int(table.get(time));
    const bool timed = seconds && *seconds >= 0 && *seconds <= 86'400;
    if (word == "2") used = used && timed;
    if (start == FeedIds::none || end == FeedIds::none || start == end) used = false;
    if (!used) {
      ++content.unused_transfers;
      continue;
    }
    content.transfers.push_back(
        {start, end, word == "3", word == "2" ? static_cast<std::int32_t>(*seconds) : -1});
  }
  return true;
}

}  // namespace eveil::geo

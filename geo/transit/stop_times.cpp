// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/text.hpp"
#include "geo/transit/feed_content.hpp"

namespace eveil::geo {

namespace {

constexpr std::int32_t no_time = -2;

struct StopTime {
  std::uint32_t trip;
  std::uint32_t sequence;
  std::int32_t arrival;
  std::int32_t departure;
  std::uint32_t line;
  std::uint32_t stop;
  std::uint8_t calls;
};

struct Columns {
  FeedTable::ColumnOf trip;
  FeedTable::ColumnOf stop;
  FeedTable::ColumnOf sequence;
  FeedTable::ColumnOf arrival;
  FeedTable::ColumnOf departure;
  FeedTable::ColumnOf location;
  FeedTable::ColumnOf location_group;
  FeedTable::ColumnOf window;
  FeedTable::ColumnOf pickup;
  FeedTable::ColumnOf drop_off;
};

std::int32_t time_of(const FeedTable& table, FeedTable::ColumnOf column, std::string_view name) {
  const std::string_view text = table.get(column);
  if (text.empty()) return no_time;
  const std::int32_t time = feed_time(text);
  if (time >= 0) return time;
  table.problem(name,
                fmt::format("'{}' found; expected HH:MM:SS, past 24:00:00 for the next day",
                            text.substr(0, 40)));
  return no_time;
}

/// Whether people may board or alight: not with 1; with 2 and 3 after a call or a sign.
bool is_served(std::string_view type, FeedContent& content) {
  if (type.empty() || (type.size() == 1 && type[0] >= '0' && type[0] <= '3')) return type != "1";
  ++content.unknown_calls;
  return true;
}

std::string clock(std::int32_t time) { return to_text(TimeOfDay{time * 1000}); }

/// One row checked by itself; the ids of its trip and stop are looked up.
void read_row(FeedTable& table,
              const Columns& columns,
              FeedContent& content,
              std::vector<StopTime>& rows) {
  const std::string_view trip_id = table.get(columns.trip);
  const std::uint32_t trip = content.trips.find(trip_id);
  if (trip == FeedIds::none) {
    table.problem("trip_id", fmt::format("'{}' is not in trips.txt", trip_id.substr(0, 60)));
  }
  const std::string_view stop_id = table.get(columns.stop);
  const std::uint32_t stop = content.stops.find(stop_id);
  if (!table.get(columns.window).empty()) {
    ++content.flexible;
    return;
  }
  if (stop != FeedIds::none) {
    content.stop_used[stop] = 1;
    if (content.stop_boards[stop] == 0) ++content.not_boardable;
  } else if (stop_id.empty() &&
             (!table.get(columns.location).empty() || !table.get(columns.location_group).empty())) {
    ++content.flexible;
    return;
  } else {
    table.problem("stop_id", fmt::format("'{}' is not in stops.txt", stop_id.substr(0, 60)));
  }
  const auto sequence = parse_int(table.get(columns.sequence));
  if (!sequence || *sequence < 0 || *sequence > INT32_MAX) {
    table.problem("stop_sequence",
                  fmt::format("'{}' found; expected a whole number of at least 0",
                              table.get(columns.sequence).substr(0, 40)));
    return;
  }
  std::int32_t arrival = time_of(table, columns.arrival, "arrival_time");
  std::int32_t departure = time_of(table, columns.departure, "departure_time");
  if (arrival == no_time) arrival = departure;
  if (departure == no_time) departure = arrival;
  if (departure < arrival) {
    table.problem("departure_time",
                  fmt::format("{} is before the arrival at {}", clock(departure), clock(arrival)));
  }
  const bool board = is_served(table.get(columns.pickup), content);
  const bool alight = is_served(table.get(columns.drop_off), content);
  if (trip == FeedIds::none) return;
  rows.push_back({trip,
                  static_cast<std::uint32_t>(*sequence),
                  arrival,
                  departure,
                  static_cast<std::uint32_t>(table.line()),
                  stop,
                  static_cast<std::uint8_t>((board ? may_board : 0) | (alight ? may_alight : 0))});
}

/// The stop times of one trip, in order of stop_sequence.
void check_trip(const FeedTable& table, std::span<const StopTime> stops, FeedContent& content) {
  if (stops.size() > UINT16_MAX) {
    table.problem_at(
        stops.front().line,
        "trip_id",
        fmt::format("the trip has {} stops; expected {} at most", stops.size(), UINT16_MAX));
    return;
  }
  for (std::size_t i = 1; i < stops.size(); ++i) {
    if (stops[i].sequence != stops[i - 1].sequence) continue;
    table.problem_at(stops[i].line,
                     "stop_sequence",
                     fmt::format("{} is there twice for the trip (line {}); it must increase",
                                 stops[i].sequence,
                                 stops[i - 1].line));
  }
  const StopTime* timed = nullptr;
  for (const StopTime& stop : stops) {
    if (stop.arrival == no_time) {
      const bool at_end = &stop == &stops.front() || &stop == &stops.back();
      if (!at_end) {
        ++content.untimed;
      } else if (stops.size() > 1) {
        table.problem_at(
            stop.line, "arrival_time", "is empty; the first and last stop of a trip need a time");
      }
      continue;
    }
    if (timed != nullptr && stop.arrival < timed->departure) {
      table.problem_at(
          stop.line,
          "arrival_time",
          fmt::format("{} is before {}, when the trip leaves the stop before (line {})",
                      clock(stop.arrival),
                      clock(timed->departure),
                      timed->line));
    }
    timed = &stop;
  }
}

bool in_order(const StopTime& a, const StopTime& b) {
  if (a.trip != b.trip) return a.trip < b.trip;
  return a.sequence != b.sequence ? a.sequence < b.sequence : a.line < b.line;
}

}  // namespace

std::int32_t feed_time(std::string_view text) {
  std::int32_t parts[3] = {0, 0, 0};
  std::size_t part = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == ':') {
      if (digits == 0 || (part > 0 && digits != 2) || ++part > 2) return -1;
      digits = 0;
      continue;
    }
    // Hours of up to three digits; minutes and seconds of two.
    if (c < '0' || c > '9' || ++digits > (part == 0 ? 3U : 2U)) return -1;
    parts[part] = parts[part] * 10 + (c - '0');
  }
  if (part != 2 || digits != 2 || parts[1] > 59 || parts[2] > 59 || parts[0] > 240) return -1;
  return (parts[0] * 60 + parts[1]) * 60 + parts[2];
}

bool read_stop_times(FeedTable& table, FeedContent& content) {
  if (!table.has_columns(
          {"trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"})) {
    return false;
  }
  const Columns columns{table.column("trip_id"),
                        table.column("stop_id"),
                        table.column("stop_sequence"),
                        table.column("arrival_time"),
                        table.column("departure_time"),
                        table.column("location_id"),
                        table.column("location_group_id"),
                        table.column("start_pickup_drop_off_window"),
                        table.column("pickup_type"),
                        table.column("drop_off_type")};
  std::vector<StopTime> rows;
  while (table.next()) {
    ++content.stop_times;
    read_row(table, columns, content, rows);
  }
  // The rows of a trip may stand anywhere in the file.
  if (!std::is_sorted(rows.begin(), rows.end(), in_order)) {
    std::sort(rows.begin(), rows.end(), in_order);
  }
  content.trip_first_time.assign(content.trips.size() + 1, rows.size());
  content.times.reserve(rows.size());
  std::size_t next_trip = 0;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end].trip == rows[begin].trip) ++end;
    content.trip_stops[rows[begin].trip] = static_cast<std::uint32_t>(end - begin);
    while (next_trip <= rows[begin].trip) content.trip_first_time[next_trip++] = begin;
    const auto stops = std::span<const StopTime>(rows).subspan(begin, end - begin);
    check_trip(table, stops, content);
    for (const StopTime& stop : stops) {
      content.times.push_back({stop.stop, stop.arrival, stop.departure, stop.calls});
    }
    begin = end;
  }
  return true;
}

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "geo/transit/feed.hpp"

namespace eveil::geo {

namespace {

/// Makes codes of later feeds differ from those before.
class Codes {
 public:
  std::string add(const std::string& code, std::size_t feed) {
    std::string own = code;
    while (!known_.insert(own).second) own = fmt::format("{}:{}", feed + 1, own);
    return own;
  }

 private:
  std::set<std::string> known_;
};

void append(Timetable& all, const Timetable& one) {
  const std::size_t stops = all.stop_count();
  const std::size_t lines = all.line_count();
  const auto trips = static_cast<std::uint32_t>(all.trip_count());
  const std::uint64_t times = all.arrival.size();
  const auto extend = [](auto& column, const auto& more) {
    column.raw().insert(column.raw().end(), more.begin(), more.end());
  };
  extend(all.stop_name, one.stop_name);
  extend(all.stop_place, one.stop_place);
  extend(all.line_name, one.line_name);
  extend(all.line_kind, one.line_kind);
  extend(all.line_places, one.line_places);
  extend(all.trip_day, one.trip_day);
  for (const PatternId pattern : one.pattern_line.ids()) {
    all.pattern_line.push_back(LineId(one.pattern_line[pattern].value + lines));
    std::vector<StopId> shifted;
    for (const StopId stop : one.pattern_stops[pattern]) {
      shifted.push_back(StopId(stop.value + stops));
    }
    all.pattern_stops.push_row(shifted);
    all.pattern_calls.push_row(one.pattern_calls[pattern]);
    all.first_trip.push_back(one.first_trip[pattern.value + 1] + trips);
    all.first_time.push_back(one.first_time[pattern.value + 1] + times);
  }
  all.arrival.insert(all.arrival.end(), one.arrival.begin(), one.arrival.end());
  all.departure.insert(all.departure.end(), one.departure.begin(), one.departure.end());
}

Duration walk_of(Metres straight) { return duration(straight * transfer_detour / transfer_speed); }

/// The walks from each stop to those near it, by a sweep from west to east.
std::vector<std::map<StopId, Duration>> near_walks(const Timetable& table) {
  std::vector<StopId> order;
  for (const StopId stop : table.stop_place.ids()) order.push_back(stop);
  const auto& place = table.stop_place;
  std::sort(order.begin(), order.end(), [&](StopId a, StopId b) {
    return place[a].x != place[b].x ? place[a].x < place[b].x : a < b;
  });
  std::vector<std::map<StopId, Duration>> walks(table.stop_count());
  for (std::size_t row = 0; row < order.size(); ++row) {
    const StopId a = order[row];
    for (std::size_t next = row + 1; next < order.size(); ++next) {
      const StopId b = order[next];
      if (place[b].x - place[a].x > longest_transfer.value) break;
      const Metres straight = distance(place[a], place[b]);
      if (straight > longest_transfer) continue;
      walks[a.value][b] = walk_of(straight);
      walks[b.value][a] = walk_of(straight);
    }
  }
  return walks;
}

}  // namespace

Timetable join_feeds(std::vector<FeedTimetable> feeds) {
  Timetable all;
  Codes stops;
  Codes lines;
  Codes trips;
  std::vector<TransferRule> rules;
  for (std::size_t feed = 0; feed < feeds.size(); ++feed) {
    const Timetable& one = feeds[feed].table;
    for (TransferRule rule : feeds[feed].rules) {
      rule.from = StopId(rule.from.value + all.stop_count());
      rule.to = StopId(rule.to.value + all.stop_count());
      rules.push_back(rule);
    }
    append(all, one);
    for (const std::string& code : one.stop_code) all.stop_code.push_back(stops.add(code, feed));
    for (const std::string& code : one.line_code) all.line_code.push_back(lines.add(code, feed));
    for (const std::string& code : one.trip_code) all.trip_code.push_back(trips.add(code, feed));
  }
  auto walks = near_walks(all);
  for (const TransferRule& rule : rules) {
    if (rule.forbidden) {
      walks[rule.from.value].erase(rule.to);
    } else {
      walks[rule.from.value][rule.to] = rule.walk;
    }
  }
  all.transfers = {};
  std::vector<Transfer> row;
  for (const auto& from : walks) {
    row.clear();
    for (const auto& [to, walk] : from) row.push_back({to, walk});
    all.transfers.push_row(row);
  }
  index_calls(all);
  return all;
}

}  // namespace eveil::geo

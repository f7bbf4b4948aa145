// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "geo/base/text.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

/// "07:00" and the like.
inline TimeOfDay at(const std::string& text) { return parse_time_of_day(text).value(); }

/// Draws a timetable by hand.
///
///     DrawnTimetable drawn;
///     const StopId a = drawn.stop({0, 0}), b = drawn.stop({1000, 0});
///     drawn.pattern(drawn.line(80), {a, b}, {{"07:00", "07:05"}, {"07:10", "07:15"}});
class DrawnTimetable {
 public:
  StopId stop(Point place) {
    table_.stop_code.push_back("s" + std::to_string(table_.stop_count()));
    table_.stop_name.push_back(table_.stop_code.raw().back());
    transfers_.emplace_back();
    return table_.stop_place.push_back(place);
  }
  LineId line(std::uint16_t places, LineKind kind = LineKind::bus) {
    table_.line_code.push_back("l" + std::to_string(table_.line_count()));
    table_.line_name.push_back(table_.line_code.raw().back());
    table_.line_places.push_back(places);
    return table_.line_kind.push_back(kind);
  }
  /// One time a stop: it arrives and leaves at once.
  PatternId pattern(LineId line,
                    const std::vector<StopId>& stops,
                    const std::vector<std::vector<std::string>>& trips) {
    std::vector<std::vector<TimeOfDay>> times;
    for (const auto& trip : trips) {
      times.emplace_back();
      for (const std::string& text : trip) times.back().push_back(at(text));
    }
    return pattern_at(line, stops, times);
  }
  PatternId pattern_at(LineId line,
                       const std::vector<StopId>& stops,
                       const std::vector<std::vector<TimeOfDay>>& trips) {
    std::vector<std::uint8_t> calls(stops.size(), may_board | may_alight);
    calls.front() = may_board;
    calls.back() = may_alight;
    table_.pattern_line.push_back(line);
    table_.pattern_stops.push_row(stops);
    for (const auto& times : trips) {
      table_.trip_code.push_back("t" + std::to_string(table_.trip_count()));
      table_.trip_day.push_back(0);
      table_.arrival.insert(table_.arrival.end(), times.begin(), times.end());
      table_.departure.insert(table_.departure.end(), times.begin(), times.end());
    }
    table_.first_trip.push_back(static_cast<std::uint32_t>(table_.trip_count()));
    table_.first_time.push_back(table_.arrival.size());
    return table_.pattern_calls.push_row(calls);
  }
  void transfer(StopId from, StopId to, Duration walk) {
    transfers_[from.value].push_back({to, walk});
  }
  Timetable done() {
    table_.transfers = {};
    for (const auto& row : transfers_) table_.transfers.push_row(row);
    index_calls(table_);
    return table_;
  }
  Timetable& table() { return table_; }

 private:
  Timetable table_;
  std::vector<std::vector<Transfer>> transfers_;
};

}  // namespace eveil::geo

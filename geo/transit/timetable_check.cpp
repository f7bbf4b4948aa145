// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/base/text.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

namespace {

class Checker {
 public:
  explicit Checker(const Timetable& timetable) : t_(timetable) {}

  Expected<void> run() {
    check_sizes();
    // What follows looks rows up: only where the tables fit each other.
    if (errors_.empty()) {
      check_stops();
      for (const PatternId pattern : t_.pattern_line.ids()) check_pattern(pattern);
      check_transfers();
    }
    if (!errors_.empty()) return joined(std::move(errors_));
    return {};
  }

 private:
  static constexpr std::size_t most_shown = 20;

  void broken(std::string where, std::string message) {
    if (errors_.size() >= most_shown) return;
    errors_.push_back(
        {ErrorKind::bad_input, "timetable:" + std::move(where), std::move(message), {}});
  }

  void check_sizes() {
    const std::size_t stops = t_.stop_count();
    if (t_.stop_code.size() != stops || t_.stop_name.size() != stops ||
        t_.transfers.size() != stops) {
      broken("stops:columns_equal", "the columns differ in length");
    }
    const std::size_t lines = t_.line_count();
    if (t_.line_code.size() != lines || t_.line_name.size() != lines ||
        t_.line_places.size() != lines) {
      broken("lines:columns_equal", "the columns differ in length");
    }
    const std::size_t patterns = t_.pattern_count();
    if (t_.pattern_stops.offsets() != t_.pattern_calls.offsets() ||
        t_.pattern_stops.size() != patterns || t_.first_trip.size() != patterns + 1 ||
        t_.first_time.size() != patterns + 1 || t_.trip_day.size() != t_.trip_count()) {
      broken("patterns:columns_equal", "the columns differ in length");
      return;
    }
    check_rows();
  }

  /// Every trip is of one pattern, and has one time a stop.
  void check_rows() {
    bool fit = t_.first_trip.front() == 0 && t_.first_time.front() == 0 &&
               t_.first_trip.back() == t_.trip_count() &&
               t_.first_time.back() == t_.arrival.size() &&
               t_.arrival.size() == t_.departure.size();
    for (const PatternId pattern : t_.pattern_line.ids()) {
      const std::uint32_t row = pattern.value;
      const std::size_t stops = t_.stops_of(pattern);
      fit = fit && stops >= 2 && stops <= UINT16_MAX &&
            t_.first_trip[row] < t_.first_trip[row + 1] &&
            t_.first_time[row + 1] - t_.first_time[row] ==
                std::uint64_t{t_.first_trip[row + 1] - t_.first_trip[row]} * stops;
    }
    if (!fit) broken("trips:one_time_a_stop", "patterns, trips and times don't fit each other");
  }

  void check_stops() {
    for (const StopId stop : t_.stop_place.ids()) {
      if (!std::isfinite(t_.stop_place[stop].x) || !std::isfinite(t_.stop_place[stop].y)) {
        broken(fmt::format("stop {}:place_finite", t_.stop_code[stop]), "its place is no place");
      }
    }
    for (const LineId line : t_.line_kind.ids()) {
      if (static_cast<std::size_t>(t_.line_kind[line]) >= line_kind_count ||
          t_.line_places[line] == 0) {
        broken(fmt::format("line {}:kind_and_places", t_.line_code[line]),
               "its kind is unknown, or its vehicles have no place");
      }
    }
  }

  void check_pattern(PatternId pattern) {
    if (t_.pattern_line[pattern].value >= t_.line_count()) {
      broken(fmt::format("pattern {}:line_exists", pattern.value), "its line isn't there");
    }
    for (const StopId stop : t_.pattern_stops[pattern]) {
      if (stop.value < t_.stop_count()) continue;
      broken(fmt::format("pattern {}:stops_exist", pattern.value), "one of its stops isn't there");
    }
    const std::size_t stops = t_.stops_of(pattern);
    const std::uint32_t end = t_.first_trip[pattern.value + 1];
    for (std::uint32_t row = t_.first_trip[pattern.value]; row < end; ++row) {
      const TransitTripId trip{std::size_t{row}};
      for (std::size_t at = 0; at < stops; ++at) {
        const TimeOfDay arrival = t_.arrival_at(pattern, trip, at);
        const TimeOfDay departure = t_.departure_at(pattern, trip, at);
        if (departure < arrival || (at > 0 && arrival < t_.departure_at(pattern, trip, at - 1))) {
          broken(fmt::format("trip {}:times_never_fall", t_.trip_code[trip]),
                 fmt::format("it calls at stop {} from {} to {}, after an earlier one left later",
                             at,
                             to_text(arrival),
                             to_text(departure)));
          break;
        }
        if (row == t_.first_trip[pattern.value]) continue;
        const TransitTripId before{std::size_t{row} - 1};
        if (arrival < t_.arrival_at(pattern, before, at) ||
            departure < t_.departure_at(pattern, before, at)) {
          broken(fmt::format("trip {}:no_overtaking", t_.trip_code[trip]),
                 fmt::format("it is at stop {} before trip {}", at, t_.trip_code[before]));
          break;
        }
      }
    }
  }

  void check_transfers() {
    for (const StopId stop : t_.transfers.ids()) {
      for (const Transfer& transfer : t_.transfers[stop]) {
        if (transfer.to.value < t_.stop_count() && transfer.walk >= Duration{} &&
            transfer.walk <= minutes(1440)) {
          continue;
        }
        broken(fmt::format("stop {}:transfers_exist", t_.stop_code[stop]),
               "a transfer goes to no stop, or takes less than no time");
      }
    }
  }

  const Timetable& t_;
  std::vector<Error> errors_;
};

}  // namespace

Expected<void> check_timetable(const Timetable& timetable) { return Checker(timetable).run(); }

}  // namespace eveil::geo

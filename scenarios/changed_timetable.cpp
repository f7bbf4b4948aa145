// SPDX-License-Identifier: Apache-2.0
#include "scenarios/changed_timetable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

namespace eveil::scenarios {

namespace {

using geo::LineId;
using geo::PatternId;
using geo::Timetable;
using geo::TransitTripId;

constexpr double shortest_headway_s = 60.0;

/// Where in a pattern a new trip runs: `share` of the way from trip `row` to the next.
struct Place {
  std::size_t row = 0;
  double share = 0.0;
};

Expected<Column<LineId, std::uint8_t>> lines_of(const Change& change, const Timetable& timetable) {
  if (timetable.empty()) {
    return bad_input(
        change.place,
        fmt::format("{} needs a timetable, and the territory has none; add [[transit]] "
                    "to territory.toml or remove the change",
                    name_of(change.target)));
  }
  const std::vector<std::string>& wanted = change.where.lines;
  Column<LineId, std::uint8_t> chosen(timetable.line_count(), wanted.empty() ? 1 : 0);
  std::vector<std::string_view> known;
  for (const std::string& name : timetable.line_name) known.push_back(name);
  for (const std::string& code : timetable.line_code) known.push_back(code);
  std::vector<Error> errors;
  for (const std::string& line : wanted) {
    bool found = false;
    for (const LineId row : timetable.line_kind.ids()) {
      if (timetable.line_name[row] != line && timetable.line_code[row] != line) continue;
      chosen[row] = 1;
      found = true;
    }
    if (found) continue;
    const std::string_view near = nearest(line, known);
    errors.push_back(
        {ErrorKind::bad_input,
         change.place,
         fmt::format("the timetable has no line \"{}\"{}",
                     line,
                     near.empty() ? std::string() : fmt::format("; did you mean \"{}\"?", near)),
         {}});
  }
  if (!errors.empty()) return joined(std::move(errors));
  return chosen;
}

/// Trips of one pattern, sampled anew.
class Sampler {
 public:
  Sampler(const Change& change, const Timetable& timetable, PatternId pattern)
      : change_(change), timetable_(timetable), pattern_(pattern) {}

  Expected<std::vector<Place>> run() {
    const std::size_t count =
        timetable_.trips_end(pattern_).value - timetable_.trips_begin(pattern_).value;
    std::size_t row = 0;
    while (row < count) {
      if (!change_.holds_at(start(row))) {
        places_.push_back({row++, 0.0});
        continue;
      }
      std::size_t last = row;
      while (last + 1 < count && change_.holds_at(start(last + 1)) &&
             (start(last + 1) - start(last)).ms <= longest_headway.ms) {
        ++last;
      }
      EVEIL_CHECK(sample(row, last));
      row = last + 1;
    }
    return std::move(places_);
  }

 private:
  TimeOfDay start(std::size_t row) const {
    const TransitTripId trip(timetable_.trips_begin(pattern_).value + row);
    return timetable_.departure_at(pattern_, trip, 0);
  }

  /// A departure every so many trips, or every so many seconds, from `first` to `last`.
  Expected<void> sample(std::size_t first, std::size_t last) {
    const double span_s = (start(last) - start(first)).seconds();
    if (first == last || span_s <= 0.0) {
      for (std::size_t row = first; row <= last; ++row) places_.push_back({row, 0.0});
      return {};
    }
    const auto gaps = static_cast<double>(last - first);
    const double before_s = span_s / gaps;
    const double after_s = change_.applied(before_s);
    if (after_s < std::min(shortest_headway_s, before_s)) {
      return bad_input(
          change_.place,
          fmt::format("\"{}\" would let a trip leave every {:.0f} s on a line, allowed "
                      "is a minute and more",
                      sentence_of(change_),
                      after_s));
    }
    if (change_.by == ChangeBy::value) {
      by_time(first, last, after_s);
      return {};
    }
    // From whole numbers, so that no rounding adds up: the k-th of the new trips.
    const double step = after_s / before_s;
    for (std::size_t k = 0;; ++k) {
      const double at = static_cast<double>(k) * step;
      if (at > gaps + 1e-9) break;
      const double whole = std::min(std::floor(at + 1e-9), gaps);
      places_.push_back({first + static_cast<std::size_t>(whole), std::max(0.0, at - whole)});
      if (places_.back().share < 1e-6) places_.back().share = 0.0;
    }
    return {};
  }

  void by_time(std::size_t first, std::size_t last, double headway_s) {
    std::size_t row = first;
    for (std::size_t k = 0;; ++k) {
      const double at = start(first).ms + static_cast<double>(k) * headway_s * 1000.0;
      if (at > start(last).ms) return;
      while (row < last && start(row + 1).ms <= at) ++row;
      const double gap = row == last ? 0.0 : (start(row + 1) - start(row)).seconds() * 1000.0;
      places_.push_back({row, gap > 0.0 ? (at - start(row).ms) / gap : 0.0});
    }
  }

  const Change& change_;
  const Timetable& timetable_;
  PatternId pattern_;
  std::vector<Place> places_;
};

/// The trips and times of a timetable, pattern after pattern.
struct Trips {
  std::vector<std::uint32_t> first_trip{0};
  std::vector<std::string> code;
  std::vector<std::int8_t> day;
  std::vector<std::uint64_t> first_time{0};
  std::vector<TimeOfDay> arrival;
  std::vector<TimeOfDay> departure;
};

TimeOfDay between(TimeOfDay a, TimeOfDay b, double share) {
  const double later = share * static_cast<double>(b.ms - a.ms);
  return {a.ms + static_cast<std::int32_t>(std::floor(later + 0.5))};
}

void add(const Timetable& old, PatternId pattern, const Place& place, Trips& trips) {
  const TransitTripId trip(old.trips_begin(pattern).value + place.row);
  const bool moved = place.share > 0.0;
  const TransitTripId next(trip.value + (moved ? 1U : 0U));
  trips.code.push_back(moved ? fmt::format("{}+{:.3g}", old.trip_code[trip], place.share)
                             : old.trip_code[trip]);
  trips.day.push_back(old.trip_day[trip]);
  for (std::size_t stop = 0; stop < old.stops_of(pattern); ++stop) {
    const auto time = [&](const std::vector<TimeOfDay>& times) {
      return between(times[old.time_row(pattern, trip, stop)],
                     times[old.time_row(pattern, next, stop)],
                     place.share);
    };
    trips.arrival.push_back(time(old.arrival));
    trips.departure.push_back(time(old.departure));
  }
}

Expected<void> change_headway(const Change& change,
                              const Column<LineId, std::uint8_t>& lines,
                              Timetable& timetable) {
  Trips trips;
  for (const PatternId pattern : timetable.pattern_line.ids()) {
    if (lines[timetable.pattern_line[pattern]] != 0) {
      EVEIL_TRY(const std::vector<Place> places, Sampler(change, timetable, pattern).run());
      for (const Place& place : places) add(timetable, pattern, place, trips);
    } else {
      const std::size_t begin = timetable.trips_begin(pattern).value;
      const std::size_t count = timetable.trips_end(pattern).value - begin;
      for (std::size_t row = 0; row < count; ++row) add(timetable, pattern, {row, 0.0}, trips);
    }
    trips.first_trip.push_back(static_cast<std::uint32_t>(trips.code.size()));
    trips.first_time.push_back(trips.arrival.size());
  }
  timetable.first_trip = std::move(trips.first_trip);
  timetable.trip_code.raw() = std::move(trips.code);
  timetable.trip_day.raw() = std::move(trips.day);
  timetable.first_time = std::move(trips.first_time);
  timetable.arrival = std::move(trips.arrival);
  timetable.departure = std::move(trips.departure);
  return {};
}

void change_places(const Change& change,
                   const Column<LineId, std::uint8_t>& lines,
                   Timetable& timetable) {
  constexpr double most = std::numeric_limits<std::uint16_t>::max();
  for (const LineId line : timetable.line_kind.ids()) {
    if (lines[line] == 0) continue;
    const double places = std::floor(change.applied(timetable.line_places[line]) + 0.5);
    timetable.line_places[line] = static_cast<std::uint16_t>(std::clamp(places, 1.0, most));
  }
}

}  // namespace

Expected<void> change_timetable(const Change& change,
                                geo::Timetable& timetable,
                                std::vector<std::string>& notes) {
  EVEIL_TRY(const auto lines, lines_of(change, timetable));
  const auto count = std::count(lines.begin(), lines.end(), std::uint8_t{1});
  if (change.target == ChangeTarget::transit_capacity) {
    change_places(change, lines, timetable);
    notes.push_back(fmt::format("{}: {} lines", sentence_of(change), count));
    return {};
  }
  const std::size_t before = timetable.trip_count();
  EVEIL_CHECK(change_headway(change, lines, timetable));
  notes.push_back(fmt::format("{}: {} lines, {} trips a day instead of {}",
                              sentence_of(change),
                              count,
                              timetable.trip_count(),
                              before));
  return {};
}

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"

namespace eveil::geo {

struct StopTag;
struct LineTag;
struct PatternTag;
struct TransitTripTag;
using StopId = Index<StopTag>;
using LineId = Index<LineTag>;
using PatternId = Index<PatternTag>;
using TransitTripId = Index<TransitTripTag>;

/// What runs on a line. Values are part of the file: append, never renumber.
enum class LineKind : std::uint8_t {
  tram,
  metro,
  rail,
  bus,
  ferry,
  cable_car,
  gondola,
  funicular,
  trolleybus,
  monorail,
  coach,
  on_demand,
  other
};
inline constexpr std::size_t line_kind_count = 13;
std::string_view name_of(LineKind kind);
/// The kind of a `route_type` of GTFS, basic (0 to 12) or extended (100 to 1799).
/// \source GTFS Schedule reference, routes.txt; Google's extended route types.
LineKind line_kind_of(std::int64_t route_type);
/// Places of one vehicle, seats and standing, where nothing better is known.
std::uint16_t default_places(LineKind kind);

/// What a vehicle does for passengers at a stop of its pattern.
inline constexpr std::uint8_t may_board = 1;
inline constexpr std::uint8_t may_alight = 2;

/// A way on foot from a stop to another.
struct Transfer {
  StopId to;
  Duration walk;

  bool operator==(const Transfer&) const = default;
};

/// One stop of a pattern, seen from the stop.
struct StopCall {
  PatternId pattern;
  std::uint16_t position = 0;

  bool operator==(const StopCall&) const = default;
};

/// Public transport on one day, of all feeds together; immutable once made.
///
/// It holds every vehicle that carries people between 03:00 of the day and 06:00 of the next
/// (30:00): trips of the service day itself, of the eve's after its 27:00, and of the next day's
/// before its 06:00, which are here past 24:00. A trip of a pattern never overtakes another: one
/// that would is in a further pattern of the same stops.
///
///     pattern 4        stop 7      stop 2      stop 9
///     trip 31          07:00       07:04       07:09      trips of a pattern by departure
///     trip 32          07:10       07:14       07:19
struct Timetable {
  Column<StopId, std::string> stop_code;  ///< the feed's id; `2:id` where feeds clash
  Column<StopId, std::string> stop_name;
  Column<StopId, Point> stop_place;

  Column<LineId, std::string> line_code;
  Column<LineId, std::string> line_name;  ///< the short name, else the long one
  Column<LineId, LineKind> line_kind;
  Column<LineId, std::uint16_t> line_places;  ///< of one vehicle

  Column<PatternId, LineId> pattern_line;
  Ragged<PatternId, StopId> pattern_stops;        ///< two or more
  Ragged<PatternId, std::uint8_t> pattern_calls;  ///< may_board, may_alight; one a stop
  std::vector<std::uint32_t> first_trip{0};       ///< one entry more than patterns

  /// The feed's id; `id#3` for the third run of a frequency, `id@-1`, `id@+1` of the eve and the
  /// next day.
  Column<TransitTripId, std::string> trip_code;
  Column<TransitTripId, std::int8_t> trip_day;  ///< service day: -1 the eve, 0, +1 the next

  /// Row of the first stop of each pattern's first trip in `arrival` and `departure`; one entry
  /// more than patterns.
  std::vector<std::uint64_t> first_time{0};
  std::vector<TimeOfDay> arrival;
  std::vector<TimeOfDay> departure;

  Ragged<StopId, Transfer> transfers;  ///< by stop reached
  Ragged<StopId, StopCall> calls;      ///< derived by `index_calls`; not in the file

  std::size_t stop_count() const { return stop_place.size(); }
  std::size_t line_count() const { return line_kind.size(); }
  std::size_t pattern_count() const { return pattern_line.size(); }
  std::size_t trip_count() const { return trip_code.size(); }
  bool empty() const { return trip_code.empty(); }
  std::size_t stops_of(PatternId pattern) const { return pattern_stops[pattern].size(); }
  TransitTripId trips_begin(PatternId pattern) const {
    return TransitTripId(first_trip[pattern.value]);
  }
  TransitTripId trips_end(PatternId pattern) const {
    return TransitTripId(first_trip[pattern.value + 1]);
  }
  std::size_t time_row(PatternId pattern, TransitTripId trip, std::size_t position) const {
    return first_time[pattern.value] +
           (trip.value - first_trip[pattern.value]) * stops_of(pattern) + position;
  }
  TimeOfDay arrival_at(PatternId pattern, TransitTripId trip, std::size_t position) const {
    return arrival[time_row(pattern, trip, position)];
  }
  TimeOfDay departure_at(PatternId pattern, TransitTripId trip, std::size_t position) const {
    return departure[time_row(pattern, trip, position)];
  }
  PatternId pattern_of(TransitTripId trip) const;
  /// The first trip that leaves `position` at `time` or later; `trips_end` where none does.
  TransitTripId next_trip(PatternId pattern, std::size_t position, TimeOfDay time) const;
};

/// Fills `calls` from the patterns. \pre the patterns' stops exist.
void index_calls(Timetable& timetable);

/// The named facts that hold of every Timetable: columns of one length, ids that exist, times that
/// never fall along a trip, no overtaking; several broken ones at once.
Expected<void> check_timetable(const Timetable& timetable);

}  // namespace eveil::geo

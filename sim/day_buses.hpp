// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/archive.hpp"
#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/transit/timetable.hpp"
#include "sim/day_board.hpp"
#include "sim/traffic/traffic.hpp"
#include "sim/transit/transit_day.hpp"

namespace eveil::sim {

/// Tags of buses on the road: this and the row of their run. Above those of trips, below those of
/// background vehicles.
inline constexpr std::uint64_t bus_tags = std::uint64_t{1} << 46U;
constexpr bool is_bus(std::uint64_t tag) { return tag >= bus_tags && tag < background_tags; }

/// What a stop takes at the least, doors and people: in it lies the slack of a timetable that
/// states one time a stop.
/// \source SUMO's `gtfs2pt.py`, `--duration`: "minimum time to wait on a stop", 10 s.
inline constexpr Duration bus_stop_time = seconds(10);

/// The patterns whose vehicles are on the road.
CalledPatterns called_patterns(const World& world);

/// The buses that drive on the roads, through one day.
///
/// A run is a vehicle of its own. It departs at its first stop at the timetable's time, and is on
/// the road from stop to stop: there it leaves the road, as into a bay, and departs again no
/// sooner than the timetable says, nor than `bus_stop_time` after it came. Doors open on arrival,
/// but not before the timetable's time: who is ahead of it drives more slowly. Where no way on the
/// roads leads to the next stop it takes the timetable's time, and is as late as before. Who would
/// have set out before the day begins does so from the first stop that comes after.
class DayBuses {
 public:
  explicit DayBuses(DayBoard& board);

  /// When the next run sets out, or is at a stop to which no road leads; else the day's end.
  TimeOfDay next_time() const;
  /// The same, of all before `until`.
  void advance(TimeOfDay until, TransitDay& vehicles);
  /// One of them is at the next stop by road.
  void arrived(const Arrival& arrival, TransitDay& vehicles);

  /// Whether the tag is that of a run on the road.
  bool owns(std::uint64_t tag) const;
  void visit(Archive& archive);

 private:
  struct Start {
    TimeOfDay time;
    geo::TransitTripId trip;
    geo::PatternId pattern;
    std::uint16_t position = 0;
  };

  /// A run on its way to a stop to which no road leads.
  struct Away {
    TimeOfDay time;  ///< there
    geo::TransitTripId trip;

    auto operator<=>(const Away&) const = default;
  };

  void leave(geo::PatternId pattern,
             geo::TransitTripId trip,
             std::uint16_t position,
             TimeOfDay at,
             TransitDay& vehicles);
  void stop(geo::TransitTripId trip, TimeOfDay at, TransitDay& vehicles);
  bool drives(geo::TransitTripId trip) const;

  DayBoard& board_;
  const geo::Timetable& timetable_;
  double size_;
  std::vector<Start> starts_;  ///< by (time, trip)
  std::size_t next_ = 0;       ///< of them
  std::vector<Away> away_;     ///< heap, the first to arrive at its front
  /// The stop that each run is on its way to; 0: it isn't under way.
  Column<geo::TransitTripId, std::uint16_t> to_;
};

}  // namespace eveil::sim

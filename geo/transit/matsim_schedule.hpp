// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/units.hpp"

namespace eveil::geo {

/// A timetable as MATSim's transitSchedule states it.
struct MatsimSchedule {
  struct Stop {
    std::string id;
    std::string name;
    Point place;  ///< metres, in the system of the network
  };
  struct Call {
    std::size_t stop = 0;  ///< row of `stops`
    Duration arrival;      ///< after the departure from the first stop
    Duration departure;
  };
  struct Route {
    std::string line;
    std::string id;
    std::string mode;  ///< train, bus …
    std::vector<Call> calls;
    std::vector<std::string> departure_id;
    std::vector<Duration> departure;  ///< after midnight
  };
  std::vector<Stop> stops;
  std::vector<Route> routes;
};

/// Reads transitSchedule_v1 and v2, `.xml` or `.xml.gz`. Routes over links, transfer times and
/// attributes are passed over.
/// \errors bad_input, each with its line: as io::read_xml; not a schedule; a stop without an id or
///         place, or twice; a call at a stop that isn't there; a time that can't be read, is
///         negative, or earlier than at the stop before.
/// \source MATSim's transitSchedule_v2.dtd.
Expected<MatsimSchedule> read_matsim_schedule(const std::string& file);

/// The files of a GTFS feed, by name: every day is a day of service.
/// \param degrees  places of the stops as longitude and latitude.
struct GtfsText {
  std::string name;
  std::string text;
};
std::vector<GtfsText> gtfs_of(const MatsimSchedule& schedule, const std::vector<Point>& degrees);

}  // namespace eveil::geo

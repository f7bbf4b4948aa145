// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "geo/places/sites.hpp"
#include "geo/places/zones.hpp"

namespace eveil::geo {
struct Territory;
}

namespace eveil::scenarios {

struct Scenario;

using BackgroundId = Index<struct BackgroundTag>;

/// Where background traffic comes from or goes to: a zone or a gate, the other is none.
struct BackgroundEnd {
  geo::ZoneId zone;
  geo::GateId gate;
};

/// Vehicles of one hour of an ordinary weekday between two ends: a row of a matrix.
struct BackgroundFlow {
  BackgroundEnd from;
  BackgroundEnd to;
  std::uint32_t hour = 0;  ///< as in the file, 0 to 29; 0 to 2 are the night after: 24 to 26
  bool truck = false;      ///< else a car
  double size = 1.0;       ///< of each vehicle, in passenger-car units
  double vehicles = 0.0;   ///< expected, of the whole traffic
  std::uint64_t name = 0;  ///< stable: of the row's ends, hour and class
};

/// One vehicle that is on the road and is nobody's trip.
struct BackgroundVehicle {
  std::uint64_t name = 0;
  TimeOfDay departure;
  geo::LinkId from;
  geo::LinkId to;
  double size = 1.0;
  bool truck = false;
};

/// The vehicles of a scenario's background traffic, in order of (departure, name).
///
/// Each flow has vehicles × sample of them, a fraction being one more with that probability by a
/// draw on the flow's name; they depart evenly spread over the hour by draws on their own names. In
/// a zone they start and end at places along its local roads, at a gate on `gate_link`. The
/// territory is that of the base, without changes, so that base and variant draw the same ones.
Column<BackgroundId, BackgroundVehicle> background_vehicles(const Scenario& scenario,
                                                            const geo::Territory& territory);

}  // namespace eveil::scenarios

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/day_board.hpp"
#include "sim/day_parking.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::sim {

/// The cars of one day: on the road and where they are left. A car carries its trip's row as tag.
class DayCars {
 public:
  explicit DayCars(DayBoard& board) : board_(board), parking_(board.world) {}

  /// Walks to the car where it stands farther off, then drives.
  void begin(scenarios::TripId trip, TimeOfDay at);
  void drive(scenarios::TripId trip, TimeOfDay at);
  /// A car is at the end of its route.
  void arrived(const Arrival& arrival);
  void finish();
  void visit(Archive& archive) { parking_.visit(archive); }

 private:
  void record_legs(scenarios::TripId trip, TimeOfDay arrival, const DayParking::Place& place);

  DayBoard& board_;
  DayParking parking_;
};

}  // namespace eveil::sim

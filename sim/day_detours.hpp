// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/day_board.hpp"

namespace eveil::sim {

/// Cars that turn away: who is first before a full road for `turn_away_after` takes another way
/// from there, the fastest by the learnt times that doesn't begin with a road that is full; where
/// there is none, looks again as much later. Cars of trips and background vehicles; not those of
/// services, whose operators send them, nor where plans state the routes. \source adaptive drivers
/// as the remedy to gridlock: Daganzo, Gayah, Gonzales 2011. \threads the ways are sought in
/// parallel; the same at any number of threads.
class DayDetours {
 public:
  explicit DayDetours(DayBoard& board) : board_(board) {}

  /// After a window of the traffic: those whose time has come turn away.
  void run_window();
  TimeOfDay next_due() const;
  void visit(Archive& archive);

 private:
  struct Standing {
    std::int64_t due_ms;
    std::uint64_t tag;
    std::uint32_t vehicle;
    std::uint32_t unused = 0;  // no padding: it is written as it lies
  };

  bool may_turn(std::uint64_t tag) const;
  bool still_stands(const Standing& standing) const;
  std::vector<geo::LinkId> other_way(geo::RoadSearch& search, VehicleId vehicle) const;

  DayBoard& board_;
  std::vector<Standing> standing_;  ///< in the order of `due_ms`
};

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/error.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

/// Whose a vehicle on the road is.
enum class RoadUser : std::uint8_t {
  car,         ///< of people, expanded like them
  service,     ///< counts once
  background,  ///< car of nobody's trip, expanded by the sample
  truck,       ///< the same
  other,       ///< buses and bicycles, which have no emissions here
};

/// The day's traffic of /links/by_time with what is known of its links.
struct RoadTraffic {
  // A number a link.
  std::vector<double> length_m;
  std::vector<double> free_m_s;
  std::vector<std::int64_t> zone;  ///< row of /zones, -1: in none
  output::EnumColumn road_class;
  // A number a row of traffic: a link, quarter of an hour and class of vehicles.
  std::vector<std::size_t> link;
  std::vector<std::size_t> hour;  ///< on the clock, 0 to 23
  std::vector<double> volume;     ///< as simulated
  std::vector<double> time_s;     ///< mean time on the link
  std::vector<RoadUser> user;
  double car_weight = 1.0;  ///< vehicles that a simulated car stands for

  std::size_t size() const { return link.size(); }
  /// Vehicles that the row stands for.
  double vehicles(std::size_t row) const {
    const bool once = user[row] == RoadUser::service || user[row] == RoadUser::other;
    return (once ? 1.0 : car_weight) * volume[row];
  }
  bool is_background(std::size_t row) const {
    return user[row] == RoadUser::background || user[row] == RoadUser::truck;
  }
};

/// \errors bad_input: a row names no link or its link has no length or speed.
Expected<RoadTraffic> read_road_traffic(const output::RunFile& run);

}  // namespace eveil::analysis

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/base/index.hpp"
#include "geo/network/network.hpp"
#include "scenarios/population/population.hpp"

namespace eveil::sim {

/// One known car route a trip, empty where there is none.
///
///     first   0     3  3       links of trip 0 = links[0,3), trip 1 has none, trip 2 = links[3,5)
///     length  3     0  2
///
/// Replaced routes leave holes behind, which are closed when they outweigh what is used.
class RouteBook {
 public:
  RouteBook() = default;
  explicit RouteBook(std::size_t trips) : first_(trips, 0), length_(trips, 0) {}
  /// From stored parts. \pre every route lies inside `links`.
  RouteBook(std::vector<std::uint64_t> first,
            std::vector<std::uint32_t> length,
            std::vector<geo::LinkId> links);

  std::span<const geo::LinkId> operator[](scenarios::TripId trip) const {
    return {links_.data() + first_[trip], length_[trip]};
  }
  bool known(scenarios::TripId trip) const { return length_[trip] > 0; }
  std::size_t size() const { return first_.size(); }
  void put(scenarios::TripId trip, std::span<const geo::LinkId> route);
  /// Closes the holes: routes stand in order of their trips.
  void compact();

  const std::vector<std::uint64_t>& first() const { return first_.raw(); }
  const std::vector<std::uint32_t>& length() const { return length_.raw(); }
  const std::vector<geo::LinkId>& links() const { return links_; }

 private:
  Column<scenarios::TripId, std::uint64_t> first_;
  Column<scenarios::TripId, std::uint32_t> length_;
  std::vector<geo::LinkId> links_;
  std::uint64_t used_ = 0;
};

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "geo/base/units.hpp"
#include "geo/network/network.hpp"
#include "sim/traffic/vehicle_class.hpp"

namespace eveil::sim {

/// Why a vehicle can't drive a route, and from which step of it on.
struct RouteFault {
  enum class Kind : std::uint8_t {
    none,
    empty,           ///< no link at all
    unknown_link,    ///< a link that the network doesn't have
    gap,             ///< a link that doesn't begin where the one before ends
    forbidden_turn,  ///< for cars
    closed,          ///< to the vehicle's class
    outside_day,     ///< a departure before 03:00 or after 30:00
  } kind = Kind::none;
  std::size_t step = 0;  ///< of the route: the link at fault, the second one of a pair

  explicit operator bool() const { return kind != Kind::none; }
};
inline constexpr std::size_t route_fault_count = 7;
/// `gap`, `forbidden_turn`, …
std::string_view name_of(RouteFault::Kind kind);

/// The first fault of a route, of demand that no router of ours made. The first link is where the
/// vehicle stands: it need not be open to its class.
RouteFault fault_of(const geo::Network& network,
                    VehicleClass vehicle_class,
                    TimeOfDay departure,
                    std::span<const geo::LinkId> route);

/// One sentence: the value found, what was expected.
std::string describe(const RouteFault& fault,
                     VehicleClass vehicle_class,
                     TimeOfDay departure,
                     std::span<const geo::LinkId> route);

/// What was refused, by cause.
struct RouteFaults {
  std::uint64_t routes = 0;  ///< looked at
  std::array<std::uint64_t, route_fault_count> of{};

  void add(const RouteFault& fault) {
    ++routes;
    ++of[static_cast<std::size_t>(fault.kind)];
  }
  std::uint64_t refused() const { return routes - of[0]; }
  /// 0 to 1.
  double share_lost() const {
    return routes == 0 ? 0.0 : static_cast<double>(refused()) / static_cast<double>(routes);
  }
};

}  // namespace eveil::sim

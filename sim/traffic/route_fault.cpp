// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/route_fault.hpp"

#include <fmt/format.h>

namespace eveil::sim {

namespace {

using Kind = RouteFault::Kind;

constexpr std::array<std::string_view, route_fault_count> fault_names{
    "none", "empty", "unknown_link", "gap", "forbidden_turn", "closed", "outside_day"};

}  // namespace

std::string_view name_of(RouteFault::Kind kind) {
  return fault_names[static_cast<std::size_t>(kind)];
}

RouteFault fault_of(const geo::Network& network,
                    VehicleClass vehicle_class,
                    TimeOfDay departure,
                    std::span<const geo::LinkId> route) {
  if (route.empty()) return {Kind::empty, 0};
  if (departure < day_start || departure >= day_end) return {Kind::outside_day, 0};
  const std::uint8_t access = facts_of(vehicle_class).access;
  const bool bound = (access & geo::access_car) != 0;
  for (std::size_t step = 0; step < route.size(); ++step) {
    const geo::LinkId link = route[step];
    if (link.value >= network.link_count()) return {Kind::unknown_link, step};
    if (step == 0) continue;
    const geo::LinkId before = route[step - 1];
    if (network.to[before] != network.from[link]) return {Kind::gap, step};
    if ((network.access[link] & access) == 0) return {Kind::closed, step};
    if (bound && network.forbids(before, link)) return {Kind::forbidden_turn, step};
  }
  return {};
}

std::string describe(const RouteFault& fault,
                     VehicleClass vehicle_class,
                     TimeOfDay departure,
                     std::span<const geo::LinkId> route) {
  const auto link = [&](std::size_t step) { return route[step].value; };
  switch (fault.kind) {
    case Kind::none:
      break;
    case Kind::empty:
      return "the route has no link, expected at least the one where it starts";
    case Kind::unknown_link:
      return fmt::format("the route names link {} (step {}), which the network doesn't have",
                         link(fault.step),
                         fault.step + 1);
    case Kind::gap:
      return fmt::format("the route has a gap: link {} (step {}) doesn't begin where link {} ends",
                         link(fault.step),
                         fault.step + 1,
                         link(fault.step - 1));
    case Kind::forbidden_turn:
      return fmt::format("the route turns from link {} into link {} (step {}), which is forbidden",
                         link(fault.step - 1),
                         link(fault.step),
                         fault.step + 1);
    case Kind::closed:
      return fmt::format("a {} may not enter link {} (step {} of the route)",
                         facts_of(vehicle_class).name,
                         link(fault.step),
                         fault.step + 1);
    case Kind::outside_day:
      return fmt::format(
          "the departure is {:.3f} s after midnight, expected within the day: {} to {}",
          static_cast<double>(departure.ms) / 1000.0,
          "03:00",
          "30:00");
  }
  return "the route can be driven";
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "sim/day_detours.hpp"

#include <algorithm>
#include <cstddef>

#include "geo/base/parallel.hpp"
#include "sim/day_buses.hpp"
#include "sim/day_services.hpp"

namespace eveil::sim {

namespace {

constexpr std::size_t search_grain = 16;  // vehicles that share one search's scratch space

}  // namespace

bool DayDetours::may_turn(std::uint64_t tag) const {
  return tag < service_tags && !is_bus(tag) && !board_.world.population.stated.any();
}

bool DayDetours::still_stands(const Standing& standing) const {
  const VehicleId vehicle(standing.vehicle);
  return board_.traffic.stands(vehicle) && board_.traffic.tag_of(vehicle) == standing.tag;
}

TimeOfDay DayDetours::next_due() const {
  if (standing_.empty()) return day_end;
  return {static_cast<std::int32_t>(standing_.front().due_ms)};
}

std::vector<geo::LinkId> DayDetours::other_way(geo::RoadSearch& search, VehicleId vehicle) const {
  const Traffic& traffic = board_.traffic;
  const geo::RoadGraph& graph = board_.world.graph;
  const std::vector<geo::LinkId> rest = traffic.rest_of(vehicle);
  std::vector<geo::LinkId> full;
  for (const geo::Arc& arc : graph.leaving(graph.network().to[rest.front()])) {
    if (traffic.is_full(arc.link)) full.push_back(arc.link);
  }
  return search.fastest(rest.front(), rest.back(), traffic.now(), board_.plan.known, full).links;
}

void DayDetours::run_window() {
  const Duration after = board_.world.scenario.simulation.turn_away_after;
  if (after <= Duration{}) return;
  Traffic& traffic = board_.traffic;
  for (const VehicleId vehicle : traffic.standing()) {
    const std::uint64_t tag = traffic.tag_of(vehicle);
    if (may_turn(tag)) standing_.push_back({traffic.now().ms + after.ms, tag, vehicle.value});
  }
  const auto due = std::find_if(standing_.begin(), standing_.end(), [&](const Standing& one) {
    return one.due_ms > traffic.now().ms;
  });
  std::vector<Standing> turning(standing_.begin(), due);
  standing_.erase(standing_.begin(), due);
  std::erase_if(turning, [&](const Standing& one) { return !still_stands(one); });
  if (turning.empty()) return;
  std::vector<std::vector<geo::LinkId>> ways(turning.size());
  parallel::for_each_chunk(turning.size(), search_grain, [&](std::size_t first, std::size_t last) {
    geo::RoadSearch search(board_.world.graph);
    for (std::size_t row = first; row < last; ++row) {
      ways[row] = other_way(search, VehicleId(turning[row].vehicle));
    }
  });
  for (std::size_t row = 0; row < turning.size(); ++row) {
    if (ways[row].size() > 1) {
      traffic.turn_away(VehicleId(turning[row].vehicle), ways[row]);
    } else {
      turning[row].due_ms = traffic.now().ms + after.ms;
      standing_.push_back(turning[row]);
    }
  }
}

void DayDetours::visit(Archive& archive) {
  static_assert(sizeof(DayDetours) == 32, "a field came or went: see visit, then renew the size");
  archive.part("detours");
  archive(standing_);
  const bool sorted =
      std::is_sorted(standing_.begin(), standing_.end(), [](const Standing& a, const Standing& b) {
        return a.due_ms < b.due_ms;
      });
  archive.require(
      sorted && (standing_.empty() || (standing_.front().due_ms >= day_start.ms &&
                                       standing_.back().due_ms <= 2 * std::int64_t{day_end.ms})),
      "who stands before a full road, by time");
}

}  // namespace eveil::sim

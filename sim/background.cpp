// SPDX-License-Identifier: Apache-2.0
#include "sim/background.hpp"

#include <algorithm>
#include <utility>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"

namespace eveil::sim {

using scenarios::BackgroundId;
using scenarios::BackgroundVehicle;

namespace {

constexpr std::size_t search_grain = 256;  // vehicles that share one search's scratch space

std::vector<BackgroundId> vehicles_to_route(const World& world,
                                            const BackgroundReplanning& who,
                                            const LearntState& state) {
  std::vector<BackgroundId> vehicles;
  for (const BackgroundId vehicle : world.background.ids()) {
    const std::uint64_t name =
        stable_name({who.replication, world.background[vehicle].name, who.day});
    const bool again =
        Draw(world.scenario.simulation.seed, Purpose::replan, name).uniform() < who.share;
    if (again || state.background_routes[vehicle.value].empty()) vehicles.push_back(vehicle);
  }
  return vehicles;
}

}  // namespace

TimeOfDay BackgroundDay::next_time() const {
  if (next_ >= routes_.size()) return day_end;
  return world_->background[BackgroundId(next_)].departure;
}

void BackgroundDay::depart(TimeOfDay window_end, Traffic& traffic) {
  for (; next_ < routes_.size(); ++next_) {
    const BackgroundVehicle& vehicle = world_->background[BackgroundId(next_)];
    if (vehicle.departure >= window_end) return;
    const std::vector<geo::LinkId>& route = routes_[next_];
    if (route.empty()) {
      ++count_.without_way;
      continue;
    }
    ++count_.departed;
    traffic.depart(std::max(vehicle.departure, traffic.now()),
                   vehicle.truck ? VehicleClass::truck : VehicleClass::background,
                   vehicle.size,
                   vehicle.name,
                   background_tags + next_,
                   route);
  }
}

void BackgroundDay::visit(Archive& archive) {
  static_assert(sizeof(BackgroundDay) == 56,
                "a field came or went: see visit, then renew the size");  // a field more: is it of
                                                                          // the day so far?
  archive.part("background");
  archive(next_, count_);
  archive.require(next_ <= routes_.size(), "as many background vehicles as the world has");
}

void match_background(const World& world, LearntState& state) {
  std::vector<std::pair<std::uint64_t, std::size_t>> known;
  for (std::size_t row = 0; row < state.background_names.size(); ++row) {
    known.emplace_back(state.background_names[row], row);
  }
  std::sort(known.begin(), known.end());
  std::vector<std::vector<geo::LinkId>> before = std::move(state.background_routes);
  before.resize(known.size());
  state.background_names.clear();
  state.background_routes.assign(world.background.size(), {});
  for (const BackgroundId vehicle : world.background.ids()) {
    const BackgroundVehicle& wanted = world.background[vehicle];
    state.background_names.push_back(wanted.name);
    const auto found = std::lower_bound(
        known.begin(), known.end(), std::pair<std::uint64_t, std::size_t>{wanted.name, 0});
    if (found == known.end() || found->first != wanted.name) continue;
    std::vector<geo::LinkId>& route = before[found->second];
    const bool same_ends =
        !route.empty() && route.front() == wanted.from && route.back() == wanted.to;
    const bool open = std::all_of(
        route.begin(), route.end(), [&](geo::LinkId link) { return world.graph.usable(link); });
    if (same_ends && open) state.background_routes[vehicle.value] = std::move(route);
  }
}

void replan_background(const World& world, const BackgroundReplanning& who, LearntState& state) {
  const std::vector<BackgroundId> vehicles = vehicles_to_route(world, who, state);
  parallel::for_each_chunk(vehicles.size(), search_grain, [&](std::size_t first, std::size_t last) {
    geo::RoadSearch search(world.graph);
    for (std::size_t row = first; row < last && !stopped(who.stop); ++row) {
      const BackgroundVehicle& vehicle = world.background[vehicles[row]];
      // Each row is of its own vehicle: no two chunks touch one.
      state.background_routes[vehicles[row].value] =
          search.fastest(vehicle.from, vehicle.to, vehicle.departure, state.times).links;
    }
  });
}

}  // namespace eveil::sim

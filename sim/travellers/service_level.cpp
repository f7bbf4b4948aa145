// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/service_level.hpp"

#include <algorithm>
#include <utility>

#include "geo/base/geometry.hpp"
#include "geo/base/parallel.hpp"

namespace eveil::sim {

namespace {

constexpr std::size_t nearest_zones = 4;

// Fills `into` up to `borrowed_requests` with what others observed, at most their weighed requests.
void fill_up(Observed& into, const Observed& others, double weight) {
  const double lacking = borrowed_requests - into.requests;
  if (lacking <= 0.0 || others.requests <= 0.0) return;
  into.add(others, std::min(weight, lacking / others.requests));
}

Observed around(const ServiceLevel& level, const RequestPlace& request) {
  Observed sum;
  const std::size_t hour = level_hour_of(request.time);
  if (hour > 0) sum.add(level.at(request.zone, hour - 1), 1.0);
  if (hour + 1 < level_hours) sum.add(level.at(request.zone, hour + 1), 1.0);
  for (const geo::ZoneId zone : request.neighbours) sum.add(level.at(zone, hour), 1.0);
  return sum;
}

}  // namespace

std::size_t level_hour_of(TimeOfDay time) {
  const auto hour = (time - day_start).ms / minutes(60).ms;
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(hour, 0, static_cast<std::int64_t>(level_hours) - 1));
}

Ragged<geo::ZoneId, geo::ZoneId> neighbours_of(const geo::Zones& zones) {
  const std::size_t most =
      std::min(nearest_zones, zones.size() - std::min<std::size_t>(zones.size(), 1));
  std::vector<std::vector<geo::ZoneId>> found(zones.size());
  parallel::for_each_row(zones.size(), [&](std::size_t row) {
    std::vector<std::pair<double, geo::ZoneId>> others;
    for (const geo::ZoneId zone : zones.centre.ids()) {
      if (zone.value == row) continue;
      others.emplace_back(distance(zones.centre[geo::ZoneId(row)], zones.centre[zone]).value, zone);
    }
    const auto end = others.begin() + static_cast<std::ptrdiff_t>(most);
    std::partial_sort(others.begin(), end, others.end());
    for (auto other = others.begin(); other != end; ++other) found[row].push_back(other->second);
  });
  Ragged<geo::ZoneId, geo::ZoneId> neighbours;
  for (const auto& row : found) neighbours.push_row(row);
  return neighbours;
}

void Observed::add(const Observed& other, double weight) {
  requests += weight * other.requests;
  wait_s += weight * other.wait_s;
  refusals += weight * other.refusals;
  rides += weight * other.rides;
  detour += weight * other.detour;
}

void ServiceLevel::observe(geo::ZoneId zone, TimeOfDay request, const Observed& what) {
  cells_[row(zone, level_hour_of(request))].add(what, 1.0);
}

void ServiceLevel::fade(double kept) {
  for (Observed& cell : cells_) {
    Observed faded;
    faded.add(cell, kept);
    cell = faded;
  }
}

void ServiceLevel::restore(std::size_t cell, const Observed& what) { cells_[cell] = what; }

void ServiceLevel::sum_up() {
  total_ = {};
  for (const Observed& cell : cells_) total_.add(cell, 1.0);
}

ExpectedRide expected_ride(const ServiceLevel& level,
                           const scenarios::Service& service,
                           const RequestPlace& request,
                           double prior_weight) {
  Observed seen = level.at(request.zone, level_hour_of(request.time));
  if (seen.requests < borrowed_requests && level.total().requests > 0.0) {
    fill_up(seen, around(level, request), neighbour_weight);
    fill_up(seen, level.total(), anywhere_weight);
  }
  const double prior_wait = service.max_wait.seconds() / 2.0;
  const double prior_detour = (1.0 + service.max_detour) / 2.0;
  const double asked = prior_weight + seen.requests;
  const double ridden = prior_weight + seen.rides;
  // A promise without weight is still all that is known where nothing was observed.
  ExpectedRide expected{duration(Seconds(prior_wait)), prior_detour, 0.0};
  if (asked > 0.0) {
    expected.wait = duration(Seconds((prior_weight * prior_wait + seen.wait_s) / asked));
    expected.refusal_share = seen.refusals / asked;
  }
  if (ridden > 0.0) expected.detour = (prior_weight * prior_detour + seen.detour) / ridden;
  return expected;
}

}  // namespace eveil::sim

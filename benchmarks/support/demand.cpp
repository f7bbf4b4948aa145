// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/demand.hpp"

#include <algorithm>
#include <array>

#include "geo/base/random.hpp"

namespace eveil::benchmarks {

namespace {

/// Departures by hour from 03:00 on, in thousandths of the day's: two peaks, as car trips have on a
/// working day; the shape is chosen here.
constexpr std::array<int, 23> by_hour{2,  6,  18, 40, 82, 88, 54, 48, 56, 62, 60, 54,
                                      56, 78, 94, 80, 50, 28, 18, 14, 8,  3,  1};
constexpr double whole = 1000.0;
constexpr double hour_ms = 3'600'000.0;

}  // namespace

double busiest_hour_share() { return *std::max_element(by_hour.begin(), by_hour.end()) / whole; }

Demand::Demand(const Tiles& tiles, const RoutePool& pool, std::uint64_t trips, std::uint64_t seed)
    : tiles_(tiles), pool_(pool), trips_(trips), seed_(seed) {}

std::size_t Demand::longest_route() const {
  std::uint64_t longest = 0;
  for (std::size_t route = 0; route < pool_.size(); ++route) {
    longest = std::max(longest, pool_.first[route + 1] - pool_.first[route]);
  }
  return longest;
}

TimeOfDay Demand::departure(std::uint64_t trip) const {
  Draw draw(seed_, Purpose::departure, trip);
  double left = (static_cast<double>(trip) + draw.uniform()) / static_cast<double>(trips_) * whole;
  std::size_t hour = 0;
  while (hour + 1 < by_hour.size() && left >= by_hour[hour]) left -= by_hour[hour++];
  const double ms = (static_cast<double>(hour) + std::min(left / by_hour[hour], 1.0)) * hour_ms;
  return day_start + Duration{static_cast<std::int64_t>(ms)};
}

std::uint64_t Demand::first_from(TimeOfDay time) const {
  std::uint64_t low = 0;
  std::uint64_t high = trips_;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (departure(middle) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

PlacedRoute Demand::choice(std::uint64_t trip) const {
  Draw draw(seed_, Purpose::sample, trip);
  const TileCounts counts = tiles_.counts();
  PlacedRoute drawn;
  RoutePool::Span span;
  do {
    drawn.column = static_cast<std::uint32_t>(draw.below(counts.columns));
    drawn.row = static_cast<std::uint32_t>(draw.below(counts.rows));
    drawn.route = static_cast<std::uint32_t>(draw.below(pool_.size()));
    span = pool_.span[drawn.route];
  } while (drawn.column + span.columns > counts.columns || drawn.row + span.rows > counts.rows);
  return drawn;
}

void Demand::links_of(const PlacedRoute& route, std::vector<geo::LinkId>& links) const {
  const auto local_count = static_cast<std::uint32_t>(tiles_.local_count());
  links.clear();
  for (std::uint64_t at = pool_.first[route.route]; at < pool_.first[route.route + 1]; ++at) {
    const std::uint32_t tile = pool_.step[at] / local_count;
    links.push_back(
        tiles_.link({route.column + tile % 2, route.row + tile / 2, pool_.step[at] % local_count}));
  }
}

}  // namespace eveil::benchmarks

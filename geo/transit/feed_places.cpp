// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "geo/base/math.hpp"
#include "geo/transit/feed_compile.hpp"

namespace eveil::geo {

namespace {

constexpr double metres_a_degree = 111'195.0;  // of a sphere of 6371 km
constexpr double radians_a_degree = 0.017453292519943295;
// Feeds of a country are wide, so a stop is judged by the others' distance too. [A]
constexpr double far_off_m = 100'000.0;
constexpr double far_off_times_median = 20.0;

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

double metres_between(double lon_a, double lat_a, double lon_b, double lat_b) {
  const double across = math::cos((lat_a + lat_b) / 2.0 * radians_a_degree);
  const double x = (lon_b - lon_a) * across * metres_a_degree;
  const double y = (lat_b - lat_a) * metres_a_degree;
  return std::sqrt(x * x + y * y);
}

std::vector<StopFate> stop_fates(const FeedContent& content, const DegreeBox& box) {
  std::vector<StopFate> fates(content.stops.size(), StopFate::kept);
  std::vector<double> lon;
  std::vector<double> lat;
  for (std::size_t stop = 0; stop < fates.size(); ++stop) {
    if (content.stop_boards[stop] == 0) fates[stop] = StopFate::no_place;
    if (content.stop_used[stop] == 0 || fates[stop] != StopFate::kept) continue;
    lon.push_back(content.stop_lon[stop]);
    lat.push_back(content.stop_lat[stop]);
  }
  if (lon.empty()) return fates;
  const double middle_lon = median(lon);
  const double middle_lat = median(lat);
  std::vector<double> metres(fates.size());
  std::vector<double> known;
  for (std::size_t stop = 0; stop < fates.size(); ++stop) {
    metres[stop] =
        metres_between(middle_lon, middle_lat, content.stop_lon[stop], content.stop_lat[stop]);
    if (content.stop_used[stop] != 0 && fates[stop] == StopFate::kept) {
      known.push_back(metres[stop]);
    }
  }
  const double limit = std::max(far_off_m, far_off_times_median * median(known));
  for (std::size_t stop = 0; stop < fates.size(); ++stop) {
    if (fates[stop] != StopFate::kept) continue;
    if (metres[stop] > limit) {
      fates[stop] = StopFate::far_off;
    } else if (!box.contains(content.stop_lon[stop], content.stop_lat[stop])) {
      fates[stop] = StopFate::outside;
    }
  }
  return fates;
}

void fill_times(const FeedContent& content, std::vector<FeedStopTime>& stops) {
  for (std::size_t at = 1; at < stops.size();) {
    if (stops[at].arrival >= 0) {
      ++at;
      continue;
    }
    const std::size_t before = at - 1;
    std::size_t after = at;
    while (stops[after].arrival < 0) ++after;  // the last stop has a time
    // Where a place on the way is not known, all hops count the same.
    std::vector<double> way{0.0};
    bool known = true;
    for (std::size_t hop = before; hop < after; ++hop) {
      const std::uint32_t a = stops[hop].stop;
      const std::uint32_t b = stops[hop + 1].stop;
      known = known && content.stop_boards[a] != 0 && content.stop_boards[b] != 0;
      way.push_back(way.back() + metres_between(content.stop_lon[a],
                                                content.stop_lat[a],
                                                content.stop_lon[b],
                                                content.stop_lat[b]));
    }
    if (!known || way.back() <= 0.0) {
      for (std::size_t hop = 0; hop < way.size(); ++hop) way[hop] = static_cast<double>(hop);
    }
    const std::int32_t from = stops[before].departure;
    const std::int32_t span = stops[after].arrival - from;
    for (; at < after; ++at) {
      const double share = way[at - before] / way.back();
      stops[at].arrival = from + static_cast<std::int32_t>(std::floor(share * span + 0.5));
      stops[at].departure = stops[at].arrival;
    }
  }
}

}  // namespace eveil::geo

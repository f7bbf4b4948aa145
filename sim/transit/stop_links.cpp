// SPDX-License-Identifier: Apache-2.0
#include "sim/transit/stop_links.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>

namespace eveil::sim {

namespace {

constexpr double cell_m = 250.0;

std::int32_t cell_of(double coordinate) {
  return static_cast<std::int32_t>(std::floor(coordinate / cell_m));
}

/// The place of a line that is nearest to `p`: how far off, and its share of the line behind it.
struct Foot {
  double off = 0.0;
  double share = 0.0;
};

Foot foot_of(std::span<const Point> line, Point p) {
  Foot best{distance(p, line.front()).value, 0.0};
  double best_at = 0.0;
  double passed = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1];
    const Point b = line[i];
    const double length = distance(a, b).value;
    if (length <= 0.0) continue;
    const double along =
        ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (length * length);
    const double part = std::clamp(along, 0.0, 1.0);
    const double off = distance(p, {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)}).value;
    if (off < best.off) {
      best.off = off;
      best_at = passed + part * length;
    }
    passed += length;
  }
  best.share = passed > 0.0 ? best_at / passed : 0.0;
  return best;
}

}  // namespace

StopLinks::StopLinks(const geo::Network& network, const StopLinkParameters& parameters)
    : network_(&network), parameters_(parameters) {
  const double reach = parameters_.reach.value;
  for (const geo::LinkId link : network.from.ids()) {
    if ((network.access[link] & geo::access_bus) == 0) continue;
    const auto shape = network.shape[link];
    for (std::size_t i = 1; i < shape.size(); ++i) {
      const auto [left, right] = std::minmax(shape[i - 1].x, shape[i].x);
      const auto [bottom, top] = std::minmax(shape[i - 1].y, shape[i].y);
      for (std::int32_t x = cell_of(left - reach); x <= cell_of(right + reach); ++x) {
        for (std::int32_t y = cell_of(bottom - reach); y <= cell_of(top + reach); ++y) {
          links_.push_back({{x, y}, link});
        }
      }
    }
  }
  std::sort(links_.begin(), links_.end());
  links_.erase(std::unique(links_.begin(), links_.end()), links_.end());
}

std::vector<StopLink> StopLinks::near(Point stop) const {
  const Cell cell{cell_of(stop.x), cell_of(stop.y)};
  std::vector<StopLink> found;
  auto at = std::lower_bound(
      links_.begin(), links_.end(), std::pair<Cell, geo::LinkId>{cell, geo::LinkId(0)});
  for (; at != links_.end() && at->first == cell; ++at) {
    const geo::LinkId link = at->second;
    const Foot foot = foot_of(network_->shape[link], stop);
    if (foot.off > parameters_.reach.value) continue;
    found.push_back({link, Metres(foot.off), network_->length[link] * (1.0 - foot.share)});
  }
  std::sort(found.begin(), found.end(), [](const StopLink& a, const StopLink& b) {
    return std::tie(a.off.value, a.rest.value, a.link) <
           std::tie(b.off.value, b.rest.value, b.link);
  });
  const auto enough = std::find_if(found.begin(), found.end(), [&](const StopLink& one) {
    return one.off > found.front().off + parameters_.slack;
  });
  found.erase(enough, found.end());
  if (found.size() > parameters_.most_links) found.resize(parameters_.most_links);
  return found;
}

}  // namespace eveil::sim

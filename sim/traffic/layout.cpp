// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "geo/base/parallel.hpp"

namespace eveil::sim {

namespace {

/// Cells a side of the square that the curve fills.
constexpr std::uint32_t cells = 1U << 16U;

/// How far along the Hilbert curve a cell lies.
/// \source Warren 2012, "Hacker's Delight", 2nd ed., chapter 16.
std::uint64_t along_curve(std::uint32_t x, std::uint32_t y) {
  std::uint64_t distance = 0;
  for (std::uint32_t half = cells / 2; half > 0; half /= 2) {
    const std::uint32_t right = (x & half) != 0 ? 1 : 0;
    const std::uint32_t up = (y & half) != 0 ? 1 : 0;
    distance += std::uint64_t{half} * half * ((3 * right) ^ up);
    if (up == 0) {
      if (right == 1) {
        x = cells - 1 - x;
        y = cells - 1 - y;
      }
      std::swap(x, y);
    }
  }
  return distance;
}

/// Nodes outside, in their order inside. Equal places keep the order outside.
std::vector<std::uint32_t> nodes_along_curve(const geo::Network& network) {
  const std::size_t nodes = network.node_count();
  Point low{0.0, 0.0};
  Point high{0.0, 0.0};
  for (const geo::NodeId node : network.place.ids()) {
    const Point place = network.place[node];
    if (node.value == 0) low = high = place;
    low = {std::min(low.x, place.x), std::min(low.y, place.y)};
    high = {std::max(high.x, place.x), std::max(high.y, place.y)};
  }
  const double width = std::max({high.x - low.x, high.y - low.y, 1.0});
  const auto cell = [&](double at) {
    return static_cast<std::uint32_t>(std::floor(at / width * (cells - 1)));
  };
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order(nodes);
  for (const geo::NodeId node : network.place.ids()) {
    const Point place = network.place[node];
    order[node.value] = {along_curve(cell(place.x - low.x), cell(place.y - low.y)), node.value};
  }
  parallel::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a < b; });
  std::vector<std::uint32_t> out(nodes);
  for (std::size_t row = 0; row < nodes; ++row) out[row] = order[row].second;
  return out;
}

}  // namespace

Layout::Layout(const geo::Network& network, const geo::Adjacency& adjacency) {
  const std::vector<std::uint32_t> nodes = nodes_along_curve(network);
  const std::size_t links = network.link_count();
  small_step.resize(links);
  internal.resize(links);
  external.reserve(links);
  from.reserve(links);
  first_leaving.reserve(nodes.size() + 1);
  for (std::size_t row = 0; row < nodes.size(); ++row) {
    first_leaving.push_back(static_cast<std::uint32_t>(external.size()));
    std::uint32_t step = 0;
    for (const geo::LinkId link : adjacency.leaving[geo::NodeId(std::size_t{nodes[row]})]) {
      small_step[link.value] = static_cast<std::uint8_t>(std::min<std::uint32_t>(step++, large));
      internal[link.value] = static_cast<std::uint32_t>(external.size());
      external.push_back(link.value);
      from.push_back(static_cast<std::uint32_t>(row));
    }
  }
  first_leaving.push_back(static_cast<std::uint32_t>(external.size()));
  first_entering.reserve(nodes.size() + 1);
  entering.reserve(links);
  for (const std::uint32_t node : nodes) {
    first_entering.push_back(static_cast<std::uint32_t>(entering.size()));
    for (const geo::LinkId link : adjacency.entering[geo::NodeId(std::size_t{node})]) {
      entering.push_back(internal[link.value]);
    }
  }
  first_entering.push_back(static_cast<std::uint32_t>(entering.size()));
}

}  // namespace eveil::sim

// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/ways.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <utility>

namespace eveil::analysis {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

// Seconds so far, and by which link.
struct Label {
  double seconds = std::numeric_limits<double>::infinity();
  std::uint32_t by = none;
};

double seconds_on(const WayLink& link) {
  constexpr double closed = 1e9;  // seconds: as good as none
  return link.free_speed > 0.0 ? std::max(link.length_m, 0.0) / link.free_speed : closed;
}

}  // namespace

Ways Ways::of(std::vector<WayLink> links, const Geography& places) {
  Ways ways(places);
  std::uint32_t nodes = 0;
  for (const WayLink& link : links) {
    nodes = std::max({nodes, link.from_node + 1, link.to_node + 1});
    ways.fastest_ = std::max(ways.fastest_, link.free_speed);
  }
  ways.first_out_.assign(nodes + 1, 0);
  for (const WayLink& link : links) ++ways.first_out_[link.from_node + 1];
  for (std::size_t node = 0; node < nodes; ++node)
    ways.first_out_[node + 1] += ways.first_out_[node];
  ways.out_.resize(links.size());
  std::vector<std::uint32_t> next(ways.first_out_.begin(), ways.first_out_.end() - 1);
  for (std::uint32_t link = 0; link < links.size(); ++link)
    ways.out_[next[links[link].from_node]++] = link;
  ways.links_ = std::move(links);
  return ways;
}

Expected<Ways> Ways::read(const output::RunFile& run, const Geography& places) {
  if (!run.has("links/from_node") || places.road_of_link.empty()) return Ways(places);
  EVEIL_TRY(const std::uint64_t rows, run.rows("links"));
  EVEIL_TRY(const auto from, run.integers("links", "from_node"));
  EVEIL_TRY(const auto to, run.integers("links", "to_node"));
  EVEIL_TRY(const auto length, run.numbers("links", "length_m"));
  EVEIL_TRY(const auto speed, run.numbers("links", "free_speed"));
  EVEIL_TRY(const auto from_x, run.numbers("links", "from_x"));
  EVEIL_TRY(const auto from_y, run.numbers("links", "from_y"));
  EVEIL_TRY(const auto to_x, run.numbers("links", "to_x"));
  EVEIL_TRY(const auto to_y, run.numbers("links", "to_y"));
  std::vector<WayLink> links;
  // Nodes without a link are numbered too, but not as many as to fill the memory.
  const auto most = static_cast<std::int64_t>(4 * rows + 1000);
  for (std::size_t row = 0; row < rows; ++row) {
    if (from[row] < 0 || to[row] < 0 || from[row] >= most || to[row] >= most) {
      return bad_input(run.path().string() + ":/links/from_node",
                       fmt::format("row {} is no node: the file is damaged; run it again", row));
    }
    links.push_back({static_cast<std::uint32_t>(from[row]),
                     static_cast<std::uint32_t>(to[row]),
                     {from_x[row], from_y[row]},
                     {to_x[row], to_y[row]},
                     length[row],
                     speed[row]});
  }
  return of(std::move(links), places);
}

std::vector<std::size_t> Ways::links_between(std::size_t from_link, std::size_t to_link) const {
  const std::uint32_t start = links_[from_link].to_node;
  const std::uint32_t goal = links_[to_link].from_node;
  const Point target = links_[to_link].start;
  std::map<std::uint32_t, Label> known;  // of nodes; a way sees few of them
  using Open = std::pair<double, std::uint32_t>;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  known[start].seconds = 0.0;
  open.emplace(0.0, start);
  const auto bound = [&](Point at) {
    return std::hypot(at.x - target.x, at.y - target.y) / fastest_;
  };
  std::map<std::uint32_t, bool> closed;
  while (!open.empty()) {
    const std::uint32_t node = open.top().second;
    open.pop();
    if (closed[node]) continue;
    closed[node] = true;
    if (node == goal) break;
    const double here = known[node].seconds;
    for (std::uint32_t at = first_out_[node]; at < first_out_[node + 1]; ++at) {
      const std::uint32_t link = out_[at];
      Label& label = known[links_[link].to_node];
      const double seconds = here + seconds_on(links_[link]);
      if (!(seconds < label.seconds)) continue;
      label = {seconds, link};
      open.emplace(seconds + bound(links_[link].end), links_[link].to_node);
    }
  }
  std::vector<std::size_t> links;
  if (!closed[goal]) return links;
  for (std::uint32_t node = goal; node != start;) {
    const std::uint32_t link = known[node].by;
    links.push_back(link);
    node = links_[link].from_node;
  }
  std::reverse(links.begin(), links.end());
  links.push_back(to_link);
  return links;
}

// A road is drawn along its first link: its other direction comes backwards.
void Ways::append(std::size_t link, std::vector<Point>& path) const {
  std::vector<Point> points = places_->roads[places_->road_of_link[link]].points;
  if (points.empty()) return;
  const auto far = [](Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); };
  if (far(points.front(), links_[link].start) > far(points.back(), links_[link].start))
    std::reverse(points.begin(), points.end());
  path.insert(path.end(), points.begin(), points.end());
}

std::vector<Point> Ways::between(std::size_t from_link, std::size_t to_link) const {
  std::vector<Point> path = {links_[from_link].end};
  if (from_link != to_link) {
    for (const std::size_t link : links_between(from_link, to_link)) append(link, path);
  }
  path.push_back(links_[to_link].end);
  return path;
}

}  // namespace eveil::analysis

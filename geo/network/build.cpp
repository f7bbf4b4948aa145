// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

#include "geo/network/pieces.hpp"

namespace eveil::geo {

namespace {

// Which roads cars use; what is left out, by its `highway` value in alphabetical order.
std::vector<std::size_t> keep_roads_for_cars(const Roads& roads, std::vector<RoadTally>& tallies) {
  std::vector<std::size_t> kept;
  std::map<std::string, RoadTally> left_out;
  std::map<std::string, RoadTally> closed;
  RoadTally pointlike{"without_length", "", 0, 0};
  for (std::size_t road = 0; road < roads.size(); ++road) {
    const std::vector<std::uint32_t> vertices = vertices_of(roads, road);
    const bool by_class = for_cars(roads.highway[road], roads.is_osm);
    if (!by_class || (!roads.closed.empty() && !roads.closed[road].empty())) {
      RoadTally& tally = by_class ? closed[roads.closed[road]] : left_out[roads.highway[road]];
      ++tally.count;
      tally.length_mm += length_mm(roads.place, vertices);
    } else if (vertices.size() < 2) {
      ++pointlike.count;
    } else {
      kept.push_back(road);
    }
  }
  for (auto& [highway, tally] : left_out) {
    tally.reason = "not_for_cars";
    tally.detail = highway.empty() ? "no class" : highway;
    tallies.push_back(tally);
  }
  for (auto& [tags, tally] : closed) {
    tally.reason = "closed_to_cars";
    tally.detail = tags;
    tallies.push_back(tally);
  }
  if (pointlike.count > 0) tallies.push_back(pointlike);
  return kept;
}

// The vertices that end a piece, in the order of their nodes.
std::vector<std::uint32_t> nodes_of(const Roads& roads, const std::vector<Piece>& pieces) {
  std::vector<std::uint32_t> vertices;
  for (const Piece& piece : pieces) {
    vertices.push_back(piece.start());
    vertices.push_back(piece.end());
  }
  std::sort(vertices.begin(), vertices.end());
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
  Point low = roads.place[vertices.front()];
  Point high = low;
  for (const std::uint32_t vertex : vertices) {
    const Point place = roads.place[vertex];
    low = {std::min(low.x, place.x), std::min(low.y, place.y)};
    high = {std::max(high.x, place.x), std::max(high.y, place.y)};
  }
  const double side = std::max({high.x - low.x, high.y - low.y, 1.0});
  const auto cell = [&](double offset) {
    return static_cast<std::uint32_t>(offset / side * 65535.0);
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
  for (const std::uint32_t vertex : vertices) {
    const Point place = roads.place[vertex];
    order.emplace_back(hilbert_position(cell(place.x - low.x), cell(place.y - low.y)), vertex);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t row = 0; row < order.size(); ++row) vertices[row] = order[row].second;
  return vertices;
}

struct DirectedPiece {
  NodeId from;
  NodeId to;
  std::size_t piece = 0;
  std::size_t way = 0;

  auto operator<=>(const DirectedPiece&) const = default;
};

void add_link(Network& network,
              const Roads& roads,
              const Piece& piece,
              const DirectedPiece& directed) {
  const RoadFacts& facts = piece.facts;
  network.from.push_back(directed.from);
  network.to.push_back(directed.to);
  network.reverse.push_back(LinkId::none());
  network.length.push_back(Metres(static_cast<double>(piece.length_mm) / 1000.0));
  network.free_speed.push_back(MetresPerSecond(facts.speed_m_s[directed.way]));
  network.lanes.push_back(facts.lanes[directed.way]);
  network.capacity.push_back(VehiclesPerSecond(facts.capacity_veh_s[directed.way]));
  network.road_class.push_back(facts.road_class);
  network.access.push_back(facts.access);
  network.source_id.push_back(piece.id);
  std::vector<Point> shape;
  shape.reserve(piece.vertex.size());
  for (const std::uint32_t vertex : piece.vertex) shape.push_back(roads.place[vertex]);
  if (directed.way == 1) std::reverse(shape.begin(), shape.end());
  network.shape.push_row(shape);
}

}  // namespace

std::uint32_t hilbert_position(std::uint32_t x, std::uint32_t y) {
  std::uint32_t position = 0;
  for (std::uint32_t half = 1U << 15U; half > 0; half >>= 1U) {
    const std::uint32_t right = (x & half) != 0 ? 1U : 0U;
    const std::uint32_t upper = (y & half) != 0 ? 1U : 0U;
    position += half * half * ((3U * right) ^ upper);
    if (upper != 0) continue;
    if (right != 0) {
      x = 65535U - x;
      y = 65535U - y;
    }
    std::swap(x, y);
  }
  return position;
}

Numbered number(const Roads& roads, const std::vector<Piece>& pieces) {
  Numbered numbered;
  Network& network = numbered.network;
  std::map<std::uint32_t, NodeId> node_of;
  for (const std::uint32_t vertex : nodes_of(roads, pieces)) {
    node_of[vertex] = network.place.push_back(roads.place[vertex]);
    numbered.vertex.push_back(vertex);
    network.control.push_back(roads.control.empty() ? std::uint8_t{0} : roads.control[vertex]);
  }
  std::vector<DirectedPiece> directed;
  for (std::size_t row = 0; row < pieces.size(); ++row) {
    const NodeId start = node_of.at(pieces[row].start());
    const NodeId end = node_of.at(pieces[row].end());
    if (pieces[row].facts.open[0] != 0) directed.push_back({start, end, row, 0});
    if (pieces[row].facts.open[1] != 0) directed.push_back({end, start, row, 1});
  }
  std::sort(directed.begin(), directed.end());
  std::vector<LinkId> link_of(pieces.size());
  for (std::size_t row = 0; row < directed.size(); ++row) {
    const DirectedPiece& one = directed[row];
    const Piece& piece = pieces[one.piece];
    add_link(network, roads, piece, one);
    numbered.first_road.push_back(one.way == 0 ? piece.id : piece.end_id);
    numbered.last_road.push_back(one.way == 0 ? piece.end_id : piece.id);
    LinkId& other = link_of[one.piece];
    if (other.valid()) {
      network.reverse[LinkId(row)] = other;
      network.reverse[other] = LinkId(row);
    }
    other = LinkId(row);
  }
  return numbered;
}

namespace {

// Signals and signs along the roads that are left; signals apart by whether a node has them.
void count_controls(const Roads& roads, const std::vector<Piece>& pieces, BuiltNetwork& built) {
  std::vector<std::uint8_t> used(roads.control.size(), 0);
  for (const Piece& piece : pieces) {
    for (const std::uint32_t vertex : piece.vertex) used[vertex] = roads.control[vertex];
  }
  const auto count = [](const std::vector<std::uint8_t>& rows, std::uint8_t bit) {
    return static_cast<std::uint64_t>(std::count_if(
        rows.begin(), rows.end(), [bit](std::uint8_t bits) { return (bits & bit) != 0; }));
  };
  const auto add = [&](const char* reason, const char* detail, std::uint64_t number) {
    if (number > 0) built.tallies.push_back({reason, detail, number, 0});
  };
  const std::uint64_t at_node = count(built.network.control.raw(), control_signals);
  add("signals", "at a junction", at_node);
  add("signals", "on the way to one", count(used, control_signals) - at_node);
  add("signs", "pedestrian crossing", count(used, control_crossing));
  add("signs", "stop", count(used, control_stop));
  add("signs", "give way", count(used, control_give_way));
}

Expected<void> link_up(const Roads& roads, std::vector<Piece> pieces, BuiltNetwork& built) {
  EVEIL_TRY(const std::vector<Piece> strong,
            keep_strong_part(roads, std::move(pieces), built.tallies));
  Numbered numbered = number(roads, join(strong, built.tallies));
  forbid_turns(roads, numbered, built.tallies);
  built.network = std::move(numbered.network);
  if (!roads.control.empty()) count_controls(roads, strong, built);
  return check_network(built.network);
}

}  // namespace

Expected<BuiltNetwork> build_network(const Roads& roads) {
  BuiltNetwork built;
  built.tallies = roads.tallies;
  const std::vector<std::size_t> kept = keep_roads_for_cars(roads, built.tallies);
  if (kept.empty()) {
    return bad_input(
        fmt::format("{}:{}", roads.file, roads.layer),
        fmt::format("none of its {} roads is for cars; {}",
                    roads.size(),
                    roads.is_osm ? "take an extract that holds streets"
                                 : "check that the column of `class` holds OpenStreetMap's "
                                   "`highway` values"));
  }
  const std::vector<RoadFacts> facts = complete(roads, kept, built.tallies);
  std::vector<Piece> pieces = cut(roads, kept, facts, built.tallies);
  if (roads.joins.empty()) {
    EVEIL_CHECK(link_up(roads, std::move(pieces), built));
    return built;
  }
  Roads widened = roads;  // by the places of gates
  EVEIL_CHECK(join_outside(widened, pieces, built.tallies));
  EVEIL_CHECK(link_up(widened, std::move(pieces), built));
  return built;
}

}  // namespace eveil::geo

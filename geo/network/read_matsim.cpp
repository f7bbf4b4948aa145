// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "geo/io/path.hpp"
#include "geo/io/projection.hpp"
#include "geo/io/xml.hpp"
#include "geo/network/matsim.hpp"
#include "geo/network/matsim_turns.hpp"
#include "geo/network/pieces.hpp"

namespace eveil::geo {

namespace {

struct FileLink {
  std::string id;
  std::uint32_t from = 0;  ///< rows of the file's nodes
  std::uint32_t to = 0;
  double length_m = 0.0;
  double speed_m_s = 0.0;
  double capacity_veh_s = 0.0;
  float lanes = 1.0F;
  std::uint8_t access = 0;
  RoadClass road_class = RoadClass::other;
};

constexpr std::pair<std::string_view, std::uint8_t> known_modes[] = {{"car", access_car},
                                                                     {"bike", access_bicycle},
                                                                     {"bicycle", access_bicycle},
                                                                     {"walk", access_walk},
                                                                     {"pt", access_bus},
                                                                     {"bus", access_bus},
                                                                     {"train", access_bus},
                                                                     {"rail", access_bus},
                                                                     {"tram", access_bus}};

class Reader : public io::XmlHandler {
 public:
  std::vector<std::string> node_id;
  std::vector<Point> place;
  std::vector<FileLink> links;
  std::map<std::string, RoadTally> other_modes;
  std::vector<StatedTurns> turns;
  std::string crs;

  void start(std::string_view name, const io::XmlAttributes& attributes) override {
    if (depth_++ == 0 && name != "network") {
      return refuse(fmt::format(
          "the outermost element is <{}>, expected <network>: a MATSim network file", name));
    }
    if (name == "node") return node(attributes);
    if (name == "links") return links_begin(attributes);
    if (name == "link") return link(attributes);
    if (name != "attribute") return;
    attribute_ = std::string(attributes["name"]);
    value_.clear();
  }

  void end(std::string_view name) override {
    --depth_;
    if (name != "attribute") return;
    if (attribute_ == "coordinateReferenceSystem" && links.empty() && node_id.empty()) {
      crs = std::string(trim(value_));
    }
    if (attribute_ == "disallowedNextLinks" && !links.empty() && !trim(value_).empty()) {
      turns.push_back({links.back().id, value_});
    }
    attribute_.clear();
  }

  void text(std::string_view piece) override {
    // Only these two are read; nobody's other attribute is kept.
    if (attribute_.empty() || value_.size() + piece.size() > most_text) return;
    value_ += piece;
  }

 private:
  static constexpr std::size_t most_text = 1U << 16U;
  static constexpr std::size_t most_rows = 0xfffffff0U;

  void node(const io::XmlAttributes& attributes) {
    const std::string id(attributes["id"]);
    if (id.empty()) return error("a node has no `id`; give it one");
    const auto x = number(attributes, fmt::format("node `{}`", id), "x");
    const auto y = number(attributes, fmt::format("node `{}`", id), "y");
    if (!x || !y) return;
    if (!node_row_.emplace(id, node_id.size()).second) {
      return error(
          fmt::format("node `{}` stands before this place already; leave one of them", id));
    }
    if (node_id.size() >= most_rows) return refuse("has too many nodes");
    node_id.push_back(id);
    place.push_back(io::on_grid({*x, *y}));
  }

  void links_begin(const io::XmlAttributes& attributes) {
    const auto period = attributes.find("capperiod");
    if (!period) return;
    const auto parsed = parse_matsim_time(*period);
    if (parsed && *parsed && (*parsed)->ms > 0) {
      period_s_ = (*parsed)->seconds();
    } else {
      error(fmt::format(
          "the `capperiod` of the links is `{}`, expected a time above 0, as 01:00:00", *period));
    }
  }

  void link(const io::XmlAttributes& attributes) {
    FileLink link;
    link.id = std::string(attributes["id"]);
    if (link.id.empty()) return error("a link has no `id`; give it one");
    const std::string what = fmt::format("link `{}`", link.id);
    const auto from = end_of(attributes, what, "from");
    const auto to = end_of(attributes, what, "to");
    const auto length = above_zero(attributes, what, "length");
    const auto speed = above_zero(attributes, what, "freespeed");
    const auto capacity = above_zero(attributes, what, "capacity");
    const auto lanes =
        attributes.has("permlanes") ? above_zero(attributes, what, "permlanes") : 1.0;
    if (!link_row_.emplace(link.id, links.size()).second) {
      return error(fmt::format("{} stands before this place already; leave one of them", what));
    }
    if (!from || !to || !length || !speed || !capacity || !lanes) return;
    if (links.size() >= most_rows) return refuse("has too many links");
    link.from = *from;
    link.to = *to;
    link.length_m = std::max(std::round(*length * 1000.0), 1.0) / 1000.0;
    link.speed_m_s = *speed;
    link.capacity_veh_s = *capacity / period_s_;
    link.lanes = static_cast<float>(*lanes);
    link.access = access_for(attributes);
    link.road_class = class_for(attributes["type"]);
    links.push_back(std::move(link));
  }

  std::optional<double> number(const io::XmlAttributes& attributes,
                               const std::string& what,
                               std::string_view key) {
    const auto value = parse_double(attributes[key]);
    if (value) return value;
    error(fmt::format("the `{}` of {} is `{}`, expected a number", key, what, attributes[key]));
    return std::nullopt;
  }

  std::optional<double> above_zero(const io::XmlAttributes& attributes,
                                   const std::string& what,
                                   std::string_view key) {
    const auto value = parse_double(attributes[key]);
    if (value && *value > 0.0) return value;
    error(fmt::format(
        "the `{}` of {} is `{}`, expected a number above 0; correct it or take the link out",
        key,
        what,
        attributes[key]));
    return std::nullopt;
  }

  std::optional<std::uint32_t> end_of(const io::XmlAttributes& attributes,
                                      const std::string& what,
                                      std::string_view key) {
    const auto found = node_row_.find(std::string(attributes[key]));
    if (found != node_row_.end()) return static_cast<std::uint32_t>(found->second);
    error(fmt::format(
        "the `{}` of {} is `{}`, which is no node of the file", key, what, attributes[key]));
    return std::nullopt;
  }

  std::uint8_t access_for(const io::XmlAttributes& attributes) {
    std::uint8_t access = 0;
    for (const std::string_view part : split(attributes.find("modes").value_or("car"), ',')) {
      const std::string_view mode = trim(part);
      const auto known = std::find_if(std::begin(known_modes),
                                      std::end(known_modes),
                                      [&](const auto& row) { return row.first == mode; });
      if (known != std::end(known_modes)) {
        access |= known->second;
      } else if (!mode.empty()) {
        RoadTally& tally = other_modes[std::string(mode)];
        ++tally.count;
      }
    }
    return access;
  }

  static RoadClass class_for(std::string_view type) {
    constexpr std::string_view prefix = "highway.";
    if (type.substr(0, prefix.size()) == prefix) type.remove_prefix(prefix.size());
    return road_class_of(type);
  }

  int depth_ = 0;
  double period_s_ = 3600.0;
  std::unordered_map<std::string, std::size_t> node_row_;
  std::unordered_map<std::string, std::size_t> link_row_;
  std::string attribute_;
  std::string value_;
};

/// Rows of the file's nodes in the order in which a walker along a Hilbert curve meets them.
std::vector<std::uint32_t> along_curve(const std::vector<Point>& place) {
  Point low = place.front();
  Point high = low;
  for (const Point p : place) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const double side = std::max({high.x - low.x, high.y - low.y, 1.0});
  const auto cell = [&](double offset) {
    return static_cast<std::uint32_t>(offset / side * 65535.0);
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
  for (std::size_t row = 0; row < place.size(); ++row) {
    order.emplace_back(hilbert_position(cell(place[row].x - low.x), cell(place[row].y - low.y)),
                       static_cast<std::uint32_t>(row));
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> rows;
  rows.reserve(order.size());
  for (const auto& one : order) rows.push_back(one.second);
  return rows;
}

/// The ids as numbers where all are whole numbers, else the order in the file, from 1.
std::vector<std::int64_t> source_ids(const std::vector<FileLink>& links) {
  std::vector<std::int64_t> ids;
  ids.reserve(links.size());
  for (const FileLink& link : links) {
    const auto number = parse_int(link.id);
    if (!number) break;
    ids.push_back(*number);
  }
  if (ids.size() == links.size()) return ids;
  ids.clear();
  for (std::size_t row = 0; row < links.size(); ++row)
    ids.push_back(static_cast<std::int64_t>(row + 1));
  return ids;
}

void pair_ways(Network& network) {
  std::map<std::pair<NodeId, NodeId>, std::vector<LinkId>> single;
  network.reverse.assign(network.link_count(), LinkId::none());
  for (const LinkId link : network.from.ids()) {
    const NodeId from = network.from[link];
    const NodeId to = network.to[link];
    if (from == to) continue;
    const auto found = single.find({to, from});
    if (found == single.end() || found->second.empty()) {
      single[{from, to}].push_back(link);
      continue;
    }
    const LinkId other = found->second.front();
    found->second.erase(found->second.begin());
    network.reverse[link] = other;
    network.reverse[other] = link;
  }
}

Network network_of(const Reader& read) {
  Network network;
  std::vector<NodeId> node_of(read.place.size());
  for (const std::uint32_t row : along_curve(read.place)) {
    node_of[row] = network.place.push_back(read.place[row]);
    network.node_name.push_back(read.node_id[row]);
  }
  std::vector<std::uint32_t> order(read.links.size());
  for (std::size_t row = 0; row < order.size(); ++row) order[row] = static_cast<std::uint32_t>(row);
  const auto key = [&](std::uint32_t row) {
    const FileLink& link = read.links[row];
    return std::tuple(node_of[link.from], node_of[link.to], row);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return key(a) < key(b);
  });
  const std::vector<std::int64_t> ids = source_ids(read.links);
  for (const std::uint32_t row : order) {
    const FileLink& link = read.links[row];
    const NodeId from = node_of[link.from];
    const NodeId to = node_of[link.to];
    network.from.push_back(from);
    network.to.push_back(to);
    network.length.push_back(Metres(link.length_m));
    network.free_speed.push_back(MetresPerSecond(link.speed_m_s));
    network.lanes.push_back(link.lanes);
    network.capacity.push_back(VehiclesPerSecond(link.capacity_veh_s));
    network.road_class.push_back(link.road_class);
    network.access.push_back(link.access);
    network.source_id.push_back(ids[row]);
    network.link_name.push_back(link.id);
    const Point shape[] = {network.place[from], network.place[to]};
    network.shape.push_row(shape);
  }
  pair_ways(network);
  return network;
}

}  // namespace

Expected<MatsimNetwork> read_matsim_network(const std::string& file) {
  EVEIL_TRY(const std::string real, io::local_file(file));
  Reader reader;
  io::XmlLimits limits;
  limits.what = "network";
  EVEIL_CHECK(io::read_xml(file, real, limits, reader));
  const bool any = std::any_of(reader.links.begin(), reader.links.end(), [](const FileLink& link) {
    return (link.access & access_car) != 0;
  });
  if (!any) {
    return bad_input(file,
                     fmt::format("none of its {} links is for cars; links need the mode `car`",
                                 reader.links.size()));
  }
  MatsimNetwork out;
  out.network = network_of(reader);
  out.crs = reader.crs;
  for (const auto& [mode, tally] : reader.other_modes) {
    out.tallies.push_back({"modes_dropped", mode, tally.count, 0});
  }
  if (!reader.turns.empty()) {
    const RoadTally dropped = forbid_turns(out.network, reader.turns);
    if (dropped.count > 0) out.tallies.push_back(dropped);
  }
  EVEIL_CHECK(check_network(out.network));
  return out;
}

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <cstddef>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/text.hpp"
#include "geo/network/network.hpp"

namespace eveil::tests {

/// A network drawn in a test: capital letters are nodes, the lines below the drawing are its roads.
///
///     A----B          A-B 100 m 50 km/h                 both ways: two links, each other's reverse
///          |          B>C 200 m 30 km/h 2 lanes 1200 veh/h residential     one way
///          C
///
/// A column of the drawing is 10 m, a line 20 m (only for the places: lengths are those stated).
/// Lanes are 1, capacity 1800 veh/h, class tertiary where not stated. Links are rows in the order
/// written, forth before back; nodes are rows in the order in which they are first named in a road.
struct AsciiNetwork {
  geo::Network network;
  std::map<char, geo::NodeId> nodes;
  std::map<std::string, geo::LinkId> links;  ///< "AB": the (last) link from A to B

  geo::NodeId node(char name) const { return nodes.at(name); }
  geo::LinkId link(const std::string& name) const { return links.at(name); }
  /// "AB BC CD" as links.
  std::vector<geo::LinkId> route(const std::string& names) const {
    std::istringstream words(names);
    std::vector<geo::LinkId> found;
    for (std::string name; words >> name;) found.push_back(link(name));
    return found;
  }
};

namespace ascii {

struct Road {
  char from = 0;
  char to = 0;
  bool both_ways = false;
  Metres length{100.0};
  MetresPerSecond speed = kilometres_per_hour(50.0);
  float lanes = 1.0F;
  VehiclesPerSecond capacity = vehicles_per_hour(1800.0);
  geo::RoadClass road_class = geo::RoadClass::tertiary;
};

inline bool is_road(std::string_view line) {
  return line.size() > 4 && std::isupper(static_cast<unsigned char>(line[0])) != 0 &&
         (line[1] == '-' || line[1] == '>') &&
         std::isupper(static_cast<unsigned char>(line[2])) != 0 && line[3] == ' ' &&
         std::isdigit(static_cast<unsigned char>(line[4])) != 0;
}

inline Road road_of(std::string_view line) {
  Road road;
  road.from = line[0];
  road.both_ways = line[1] == '-';
  road.to = line[2];
  std::istringstream words{std::string(line.substr(4))};
  for (std::string word, unit; words >> word;) {
    if (std::isdigit(static_cast<unsigned char>(word[0])) == 0) {
      road.road_class = geo::road_class_of(word);
      continue;
    }
    words >> unit;
    const double value = parse_double(word).value();
    if (unit == "m") {
      road.length = Metres(value);
    } else if (unit == "km/h") {
      road.speed = kilometres_per_hour(value);
    } else if (unit == "m/s") {
      road.speed = MetresPerSecond(value);
    } else if (unit == "lanes" || unit == "lane") {
      road.lanes = static_cast<float>(value);
    } else if (unit == "veh/h") {
      road.capacity = vehicles_per_hour(value);
    } else {
      throw std::invalid_argument("unknown unit in a drawn network: " + unit);
    }
  }
  return road;
}

inline geo::LinkId add_link(AsciiNetwork& drawn, const Road& road, bool forth) {
  geo::Network& network = drawn.network;
  const char from = forth ? road.from : road.to;
  const char to = forth ? road.to : road.from;
  const geo::LinkId link = network.from.push_back(drawn.nodes.at(from));
  network.to.push_back(drawn.nodes.at(to));
  network.reverse.push_back(geo::LinkId::none());
  network.length.push_back(road.length);
  network.free_speed.push_back(road.speed);
  network.lanes.push_back(road.lanes);
  network.capacity.push_back(road.capacity);
  network.road_class.push_back(road.road_class);
  network.access.push_back(geo::access_car | geo::access_bus | geo::access_bicycle |
                           geo::access_walk);
  network.source_id.push_back(static_cast<std::int64_t>(link.value) + 1);
  const std::vector<Point> ends{network.place[drawn.nodes.at(from)],
                                network.place[drawn.nodes.at(to)]};
  network.shape.push_row(ends);
  drawn.links[std::string{from, to}] = link;
  return link;
}

}  // namespace ascii

/// \throws std::invalid_argument or std::out_of_range where the drawing is wrong: the test fails.
inline AsciiNetwork network_of(const std::string& text) {
  std::vector<ascii::Road> roads;
  std::map<char, Point> drawn_places;
  std::istringstream lines(text);
  std::size_t row = 0;
  for (std::string line; std::getline(lines, line); ++row) {
    const std::string_view bare = trim(line);
    if (ascii::is_road(bare)) {
      roads.push_back(ascii::road_of(bare));
      continue;
    }
    for (std::size_t column = 0; column < line.size(); ++column) {
      if (std::isupper(static_cast<unsigned char>(line[column])) == 0) continue;
      drawn_places[line[column]] = {10.0 * static_cast<double>(column),
                                    -20.0 * static_cast<double>(row)};
    }
  }
  AsciiNetwork drawn;
  for (const ascii::Road& road : roads) {
    for (const char name : {road.from, road.to}) {
      if (drawn.nodes.contains(name)) continue;
      drawn.nodes[name] = drawn.network.place.push_back(drawn_places.at(name));
    }
    const geo::LinkId forth = ascii::add_link(drawn, road, true);
    if (!road.both_ways) continue;
    const geo::LinkId back = ascii::add_link(drawn, road, false);
    drawn.network.reverse[forth] = back;
    drawn.network.reverse[back] = forth;
  }
  return drawn;
}

}  // namespace eveil::tests

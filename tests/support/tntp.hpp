// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "geo/base/math.hpp"
#include "geo/network/network.hpp"
#include "geo/routing/road_router.hpp"

namespace eveil::tests::tntp {

/// What the Bureau of Public Roads' formula asks of a link: t(v) = free · (1 + b · (v ÷ c)^power).
struct Bpr {
  double free = 0.0;  ///< in the file's unit of time
  double b = 0.0;
  double capacity = 1.0;
  double power = 1.0;

  double time(double volume) const {
    return free * (1.0 + b * math::pow(volume / capacity, power));
  }
};

/// Trips from the end of one link to the end of another.
struct Pair {
  geo::LinkId from;
  geo::LinkId to;
  double trips = 0.0;
};

/// A network and its trips from the files of github.com/bstabler/TransportationNetworks.
///
///     zone z:   (S) ──from_zone[z]──▶ (z) ──▶ …        one node where z may be passed through,
///               … ──▶ (z') ──to_zone[z]──▶ (T)         else two that nothing joins
///
/// The first `links` links are the file's, in its order.
struct Case {
  geo::Network network;
  std::vector<Bpr> bpr;
  std::vector<Pair> pairs;
  std::size_t links = 0;
};

/// Milliseconds of the router in the file's unit of time: rounding is then a millionth.
inline constexpr double unit_ms = 1e6;

namespace detail {

/// The lines after the head, without what follows a `~`, words parted by blanks.
inline std::istringstream body_of(const std::string& path, std::istringstream& head) {
  std::ifstream file(path);
  if (!file) throw std::invalid_argument("can't open " + path);
  std::string body;
  std::string first;
  bool in_head = true;
  for (std::string line; std::getline(file, line);) {
    if (in_head) first += line + '\n';
    if (!in_head) body += line.substr(0, line.find('~')) + '\n';
    if (line.find("<END OF METADATA>") != std::string::npos) in_head = false;
  }
  for (char& letter : body) {
    if (letter == ';' || letter == ':') letter = ' ';
  }
  head.str(first);
  return std::istringstream(body);
}

inline std::size_t number_of(const std::istringstream& head, const std::string& key) {
  const std::string text = head.str();
  const std::size_t at = text.find('<' + key + '>');
  if (at == std::string::npos) throw std::invalid_argument("no <" + key + '>');
  return std::stoul(text.substr(at + key.size() + 2));
}

inline geo::LinkId add_link(Case& made, geo::NodeId from, geo::NodeId to, const Bpr& bpr) {
  geo::Network& network = made.network;
  network.to.push_back(to);
  network.reverse.push_back(geo::LinkId::none());
  // At a metre a second: only the free-flow time is of use.
  network.length.push_back(Metres(bpr.free * unit_ms / 1000.0));
  network.free_speed.push_back(MetresPerSecond(1.0));
  network.access.push_back(geo::access_car);
  made.bpr.push_back(bpr);
  return network.from.push_back(from);
}

}  // namespace detail

/// \throws std::invalid_argument where the files aren't what they are expected to be.
inline Case read(const std::string& net, const std::string& trips) {
  Case made;
  std::istringstream head;
  std::istringstream rows = detail::body_of(net, head);
  const std::size_t zones = detail::number_of(head, "NUMBER OF ZONES");
  const std::size_t nodes = detail::number_of(head, "NUMBER OF NODES");
  const std::size_t first_through = detail::number_of(head, "FIRST THRU NODE");
  made.links = detail::number_of(head, "NUMBER OF LINKS");
  // 0 to nodes − 1: left from; then where zones are reached that may not be passed through; then
  // two ends a zone.
  made.network.place.resize(nodes + 3 * zones);
  const auto end_at = [&](std::size_t node) {
    return geo::NodeId(node < first_through ? nodes + node - 1 : node - 1);
  };
  for (std::size_t row = 0; row < made.links; ++row) {
    std::size_t from = 0;
    std::size_t to = 0;
    Bpr bpr;
    double length = 0.0;
    double speed = 0.0;
    double toll = 0.0;
    int type = 0;
    rows >> from >> to >> bpr.capacity >> length >> bpr.free >> bpr.b >> bpr.power >> speed >>
        toll >> type;
    if (!rows || from < 1 || from > nodes || to < 1 || to > nodes) {
      throw std::invalid_argument(net + ": link " + std::to_string(row + 1));
    }
    detail::add_link(made, geo::NodeId(from - 1), end_at(to), bpr);
  }
  std::vector<geo::LinkId> from_zone;
  std::vector<geo::LinkId> to_zone;
  for (std::size_t zone = 1; zone <= zones; ++zone) {
    const geo::NodeId start(nodes + zones + zone - 1);
    const geo::NodeId end(nodes + 2 * zones + zone - 1);
    from_zone.push_back(detail::add_link(made, start, geo::NodeId(zone - 1), {}));
    to_zone.push_back(detail::add_link(made, end_at(zone), end, {}));
  }
  std::istringstream words = detail::body_of(trips, head);
  std::size_t origin = 0;
  for (std::string word; words >> word;) {
    if (word == "Origin") {
      words >> origin;
      continue;
    }
    const std::size_t destination = std::stoul(word);
    double count = 0.0;
    words >> count;
    if (!words || origin < 1 || origin > zones || destination < 1 || destination > zones) {
      throw std::invalid_argument(trips + ": origin " + std::to_string(origin));
    }
    if (count == 0.0 || origin == destination) continue;
    made.pairs.push_back({from_zone[origin - 1], to_zone[destination - 1], count});
  }
  return made;
}

}  // namespace eveil::tests::tntp

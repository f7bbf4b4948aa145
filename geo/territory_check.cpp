// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <set>
#include <utility>

#include "geo/places/read_zones.hpp"
#include "geo/territory.hpp"
#include "geo/territory_digest.hpp"

namespace eveil::geo {

namespace {

class Checker {
 public:
  explicit Checker(const Territory& territory) : territory_(territory) {}

  Expected<void> run() {
    take(check_network(territory_.network));
    take(check_zones(territory_.zones));
    take(check_timetable(territory_.timetable));
    check_sizes();
    // What follows looks rows up: only where the tables fit each other.
    if (errors_.empty()) {
      if (!territory_.network.as_it_stands()) check_strong();
      check_sites();
      check_maps();
      if (territory_.digest != digest_of_content(territory_)) {
        broken("territory:digest_of_content",
               "the content is not that of the digest; build the territory again");
      }
    }
    if (!errors_.empty()) return joined(std::move(errors_));
    return {};
  }

 private:
  void broken(std::string where, std::string message) {
    errors_.push_back({ErrorKind::bad_input, std::move(where), std::move(message), {}});
  }

  void take(Expected<void> checked) {
    if (checked) return;
    Error error = std::move(checked).error();
    std::vector<Error> more = std::move(error.more);
    error.more.clear();
    errors_.push_back(std::move(error));
    for (Error& one : more) errors_.push_back(std::move(one));
  }

  void check_sizes() {
    if (territory_.network.link_count() == 0) broken("network:not_empty", "there are no links");
    if (territory_.zones.size() == 0) broken("zones:not_empty", "there are no zones");
    const std::size_t sites = territory_.sites.size();
    const Sites& table = territory_.sites;
    if (table.kind.size() != sites || table.place.size() != sites ||
        table.attendees.size() != sites || table.parking.size() != sites ||
        table.opens.size() != sites || table.closes.size() != sites ||
        table.group.size() != sites || territory_.site_link.size() != sites) {
      broken("generators:columns_equal", "the columns differ in length");
    }
    const std::size_t nodes = territory_.network.node_count();
    if (territory_.map_lon.size() != nodes || territory_.map_lat.size() != nodes) {
      broken("nodes:degrees_for_all",
             fmt::format("{} nodes have {} longitudes and {} latitudes",
                         nodes,
                         territory_.map_lon.size(),
                         territory_.map_lat.size()));
    }
  }

  // Reached from the first node, and reaching it: then every node reaches every other.
  void check_strong() {
    const Adjacency adjacency = adjacency_of(territory_.network);
    const auto count = [&](const Ragged<NodeId, LinkId>& links,
                           const Column<LinkId, NodeId>& far_end) {
      Column<NodeId, std::uint8_t> seen(territory_.network.node_count(), 0);
      std::vector<NodeId> open{NodeId(0)};
      seen[NodeId(0)] = 1;
      std::size_t reached = 1;
      while (!open.empty()) {
        const NodeId node = open.back();
        open.pop_back();
        for (const LinkId link : links[node]) {
          if (seen[far_end[link]] != 0) continue;
          seen[far_end[link]] = 1;
          open.push_back(far_end[link]);
          ++reached;
        }
      }
      return reached;
    };
    const std::size_t nodes = territory_.network.node_count();
    const std::size_t out = count(adjacency.leaving, territory_.network.to);
    const std::size_t in = count(adjacency.entering, territory_.network.from);
    if (out == nodes && in == nodes) return;
    broken("network:strongly_connected",
           fmt::format(
               "of {} nodes, {} can be reached from the first and {} reach it", nodes, out, in));
  }

  void check_sites() {
    std::set<std::string> names;
    const Sites& sites = territory_.sites;
    for (const SiteId site : sites.name.ids()) {
      const std::string where = fmt::format("generators:{}", sites.name[site]);
      if (!names.insert(sites.name[site]).second)
        broken(where + ":name_unique", "another one has this name");
      const LinkId link = territory_.site_link[site];
      if (link.value >= territory_.network.link_count()) {
        broken(where + ":link_exists", "its cars arrive at a link that isn't there");
      } else if ((territory_.network.access[link] & access_car) == 0) {
        broken(where + ":link_for_cars",
               fmt::format("its cars arrive at link {}, which is not for cars", link.value));
      }
      for (const double people : sites.attendees[site]) {
        if (std::isfinite(people) && people >= 0.0) continue;
        broken(where + ":attendees_not_negative",
               fmt::format("{} people attend, expected 0 or more", people));
      }
      if (!(sites.opens[site] < sites.closes[site]))
        broken(where + ":opens_before_closes", "it closes before it opens");
      if (!std::isfinite(sites.place[site].x) || !std::isfinite(sites.place[site].y)) {
        broken(where + ":place_finite", "its place is no place");
      }
    }
  }

  void check_maps() {
    for (std::size_t row = 0; row < territory_.map_lon.size(); ++row) {
      if (std::fabs(territory_.map_lon[row]) <= 180.0 && std::fabs(territory_.map_lat[row]) <= 90.0)
        continue;
      broken(fmt::format("nodes:{}:degrees_on_earth", row),
             fmt::format(
                 "longitude {}, latitude {}", territory_.map_lon[row], territory_.map_lat[row]));
      return;
    }
  }

  const Territory& territory_;
  std::vector<Error> errors_;
};

}  // namespace

Expected<void> check_territory(const Territory& territory) { return Checker(territory).run(); }

}  // namespace eveil::geo

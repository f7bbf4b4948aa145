// SPDX-License-Identifier: Apache-2.0
#include "geo/gates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "geo/io/projection.hpp"

namespace eveil::geo {

namespace {

constexpr double at_gate_m = 1.0;  // from a gate to the end of what joins roads there

// One place a gate.
Expected<std::vector<Point>> places_of(const TerritorySources& sources,
                                       const Territory& territory) {
  std::vector<Point> places;
  if (sources.gates.empty()) return places;
  EVEIL_TRY(const io::Projection projection,
            io::Projection::between(io::degrees_crs().wkt, territory.crs_wkt, sources.file));
  for (const GateSource& gate : sources.gates) {
    Point place[] = {{gate.at[0], gate.at[1]}};
    EVEIL_CHECK(projection.forward(place, gate.where));
    places.push_back(io::on_grid(place[0]));
  }
  return places;
}

template <class Allowed>
std::pair<LinkId, double> nearest_link(const Network& network, Point p, const Allowed& allowed) {
  LinkId best;
  double least = std::numeric_limits<double>::infinity();
  for (const LinkId link : network.from.ids()) {
    if ((network.access[link] & access_car) == 0 || !allowed(link)) continue;
    const double away = distance_to_line(network.shape[link], p);
    if (away >= least) continue;
    least = away;
    best = link;
  }
  return {best, least};
}

bool is_main(const Network& network, LinkId link) {
  return network.road_class[link] <= RoadClass::secondary_link;
}

std::pair<LinkId, double> found_for(const Network& network, Point gate) {
  const auto joined = nearest_link(
      network, gate, [&](LinkId link) { return network.source_id[link] == outside_source_id; });
  if (joined.second <= at_gate_m) return joined;
  const auto main =
      nearest_link(network, gate, [&](LinkId link) { return is_main(network, link); });
  if (main.second <= far_gate_m) return main;
  return nearest_link(network, gate, [](LinkId) { return true; });
}

}  // namespace

Expected<std::vector<OutsideJoin>> joins_of(const TerritorySources& sources,
                                            const Territory& territory) {
  EVEIL_TRY(const std::vector<Point> places, places_of(sources, territory));
  std::vector<OutsideJoin> joins;
  for (std::size_t row = 0; row < places.size(); ++row) {
    const GateSource& gate = sources.gates[row];
    if (gate.joins_within_m > 0.0)
      joins.push_back({gate.name, places[row], gate.joins_within_m, gate.where});
  }
  return joins;
}

Expected<void> refuse_joins(const TerritorySources& sources) {
  for (const GateSource& gate : sources.gates) {
    if (gate.joins_within_m <= 0.0) continue;
    return bad_input(gate.where,
                     "joins_within_m is of roads that an extract cuts off; a network of MATSim is "
                     "kept as it stands: leave it out");
  }
  return {};
}

Expected<Gates> place_gates(const TerritorySources& sources, const Territory& territory) {
  EVEIL_TRY(const std::vector<Point> places, places_of(sources, territory));
  Gates gates;
  std::vector<Error> errors;
  const auto wrong = [&](const GateSource& gate, std::string message) {
    errors.push_back({ErrorKind::bad_input, gate.where, std::move(message), {}});
  };
  for (std::size_t row = 0; row < places.size(); ++row) {
    const GateSource& gate = sources.gates[row];
    const Point at = places[row];
    const auto& codes = territory.zones.code;
    if (std::find(gates.name.begin(), gates.name.end(), gate.name) != gates.name.end()) {
      wrong(gate, fmt::format("two gates are named `{}`; give each its own name", gate.name));
    } else if (std::find(codes.begin(), codes.end(), gate.name) != codes.end()) {
      wrong(gate, fmt::format("`{}` is the code of a zone; give the gate another name", gate.name));
    }
    const double away = found_for(territory.network, at).second;
    if (away > far_gate_m) {
      wrong(
          gate,
          fmt::format("{} at longitude {}, latitude {} is {:.0f} m from the nearest road, allowed "
                      "is {:.0f} m; check the order (longitude first) and the place",
                      gate.name,
                      gate.at[0],
                      gate.at[1],
                      away,
                      far_gate_m));
    }
    gates.name.push_back(gate.name);
    gates.place.push_back(at);
  }
  if (!errors.empty()) return joined(std::move(errors));
  return gates;
}

LinkId gate_link(const Network& network, Point gate) {
  const LinkId link = found_for(network, gate).first;
  if (!link.valid()) return link;
  const LinkId other = network.reverse[link];
  if (!other.valid() || (network.access[other] & access_car) == 0) return link;
  const double here = distance(network.place[network.to[link]], gate).value;
  const double there = distance(network.place[network.to[other]], gate).value;
  return there < here ? other : link;
}

Expected<void> write_gates(const store::Group& root, const Gates& gates) {
  if (gates.size() == 0) return {};
  EVEIL_TRY(const store::Group group, root.create("gates"));
  std::vector<double> x;
  std::vector<double> y;
  for (const Point place : gates.place) {
    x.push_back(place.x);
    y.push_back(place.y);
  }
  using store::ValueType;
  EVEIL_CHECK(group.write({"name", ValueType::text, "1", "name", {}}, gates.name.raw()));
  EVEIL_CHECK(group.write({"x", ValueType::float64, "m", "place", {}}, x));
  return group.write({"y", ValueType::float64, "m", "place", {}}, y);
}

Expected<Gates> read_gates(const store::Group& root) {
  Gates gates;
  if (!root.has("gates")) return gates;
  EVEIL_TRY(const store::Group group, root.open("gates"));
  EVEIL_TRY(gates.name.raw(), group.read<std::string>("name"));
  EVEIL_TRY(const std::vector<double> x, group.read<double>("x"));
  EVEIL_TRY(const std::vector<double> y, group.read<double>("y"));
  if (x.size() != gates.size() || y.size() != gates.size()) {
    return bad_input(group.where("x"), "has another length than name: the file is damaged");
  }
  for (std::size_t row = 0; row < x.size(); ++row) gates.place.push_back({x[row], y[row]});
  return gates;
}

}  // namespace eveil::geo

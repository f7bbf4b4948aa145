// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/layout.hpp"

#include <algorithm>
#include <tuple>

#include "geo/base/random.hpp"
#include "sim/traffic/route_store.hpp"
#include "tests/sim/traffic/grid.hpp"
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;

namespace {

constexpr std::uint64_t trips = 12'000;

/// Rows 0..count-1 in an order drawn by name.
std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t name) {
  std::vector<std::size_t> rows(count);
  for (std::size_t row = 0; row < count; ++row) rows[row] = row;
  Draw draw(1, Purpose::sample, name);
  for (std::size_t row = count; row > 1; --row) std::swap(rows[row - 1], rows[draw.below(row)]);
  return rows;
}

/// The same roads in other rows; `row_of_link[old]` is the new row.
geo::Network in_other_rows(const geo::Network& roads, std::vector<std::size_t>& row_of_link) {
  const std::vector<std::size_t> nodes = shuffled(roads.node_count(), 1);
  const std::vector<std::size_t> links = shuffled(roads.link_count(), 2);
  std::vector<std::size_t> row_of_node(nodes.size());
  geo::Network out;
  for (std::size_t row = 0; row < nodes.size(); ++row) {
    out.place.push_back(roads.place[geo::NodeId(nodes[row])]);
    row_of_node[nodes[row]] = row;
  }
  row_of_link.assign(links.size(), 0);
  for (std::size_t row = 0; row < links.size(); ++row) {
    const geo::LinkId old(links[row]);
    row_of_link[links[row]] = row;
    out.from.push_back(geo::NodeId(row_of_node[roads.from[old].value]));
    out.to.push_back(geo::NodeId(row_of_node[roads.to[old].value]));
    out.length.push_back(roads.length[old]);
    out.free_speed.push_back(roads.free_speed[old]);
    out.lanes.push_back(roads.lanes[old]);
    out.access.push_back(geo::access_car);
    out.capacity.push_back(roads.capacity[old]);
  }
  return out;
}

using Seen = std::vector<std::tuple<std::int32_t, std::uint64_t, double>>;

/// The day's arrivals with trips as `tests::depart_all` makes them on `drawn`, run on `roads`.
Seen run(const geo::Network& drawn,
         const geo::Network& roads,
         const std::vector<std::size_t>& row_of_link) {
  const geo::Adjacency drawn_adjacency = geo::adjacency_of(drawn);
  const geo::Adjacency adjacency = geo::adjacency_of(roads);
  sim::TrafficParameters parameters;
  parameters.flow_factor = parameters.storage_factor = 0.4;
  sim::Traffic traffic(roads, adjacency, parameters);
  traffic.start_day();
  for (std::uint64_t name = 0; name < trips; ++name) {
    Draw draw(9, Purpose::sample, name);
    const std::size_t from = draw.below(tests::side * tests::side);
    const std::size_t to = draw.below(tests::side * tests::side);
    const auto at = day_start + Duration{static_cast<std::int64_t>(draw.below(1'800'000))};
    std::vector<geo::LinkId> route = tests::route(drawn, drawn_adjacency, from, to, name % 2 == 0);
    if (route.empty()) continue;
    for (geo::LinkId& link : route) link = geo::LinkId(row_of_link[link.value]);
    traffic.depart(at, sim::VehicleClass::car, 1.0, name, name, route);
  }
  Seen seen;
  std::vector<sim::Arrival> arrivals;
  while (!traffic.empty() && traffic.now() < day_end) {
    traffic.run_window(arrivals);
    for (const sim::Arrival& arrival : arrivals) {
      seen.emplace_back(arrival.time.ms, arrival.tag, arrival.distance.value);
    }
  }
  return seen;
}

}  // namespace

TEST_CASE("the rows of nodes and links decide nothing: shuffled roads give the same arrivals",
          "[traffic][layout]") {
  geo::Network drawn = tests::grid();
  for (const geo::NodeId node : drawn.place.ids()) {
    drawn.place[node] = {150.0 * static_cast<double>(node.value % tests::side),
                         150.0 * static_cast<double>(node.value / tests::side)};
  }
  std::vector<std::size_t> row_of_link(drawn.link_count());
  for (std::size_t row = 0; row < row_of_link.size(); ++row) row_of_link[row] = row;
  const Seen alone = run(drawn, drawn, row_of_link);
  REQUIRE(alone.size() > trips / 2);
  const geo::Network other = in_other_rows(drawn, row_of_link);
  REQUIRE(run(drawn, other, row_of_link) == alone);
}

TEST_CASE("links inside are those outside, by start node", "[traffic][layout]") {
  const geo::Network roads = tests::grid();
  const geo::Adjacency adjacency = geo::adjacency_of(roads);
  const sim::Layout layout(roads, adjacency);
  REQUIRE(layout.link_count() == roads.link_count());
  REQUIRE(layout.node_count() == roads.node_count());
  for (const geo::LinkId link : roads.from.ids()) {
    const std::uint32_t inside = layout.internal[link.value];
    REQUIRE(layout.external[inside] == link.value);
    REQUIRE(layout.first_leaving[layout.from[inside]] + layout.step_of(link.value) == inside);
  }
}

TEST_CASE("a junction of three hundred roads finds each of them", "[traffic][layout]") {
  // From A to the hub, and from the hub to 300 places, each 100 m further than the one before.
  geo::Network roads;
  roads.place.resize(302);
  const auto road = [&](std::size_t from, std::size_t to, double length) {
    roads.from.push_back(geo::NodeId(from));
    roads.to.push_back(geo::NodeId(to));
    roads.length.push_back(Metres(length));
    roads.free_speed.push_back(kilometres_per_hour(36.0));
    roads.lanes.push_back(1.0F);
    roads.access.push_back(geo::access_car);
    return roads.capacity.push_back(vehicles_per_hour(36'000.0));
  };
  const geo::LinkId first = road(0, 1, 100.0);
  std::vector<geo::LinkId> spokes;
  for (std::size_t spoke = 0; spoke < 300; ++spoke) {
    spokes.push_back(road(1, 2 + spoke, 100.0 * static_cast<double>(spoke + 1)));
  }
  tests::Roads day(roads);
  for (std::uint64_t name : {0, 253, 254, 255, 299}) {
    day.car(seconds(static_cast<std::int64_t>(name)), name, {first, spokes[name]});
  }
  day.run();
  for (std::int64_t name : {0, 253, 254, 255, 299}) {
    // 10 s for each 100 m at 36 km/h.
    REQUIRE(day.arrived(static_cast<std::uint64_t>(name)) == name * 1000 + (name + 1) * 10'000);
  }
}

TEST_CASE("routes give back what was stored, and their blocks when they are released",
          "[traffic][layout]") {
  sim::RouteStore store;
  std::vector<std::uint32_t> names;
  for (std::uint32_t length : {0U, 1U, 27U, 28U, 29U, 200U}) {
    sim::RouteStore::Writer writer(store);
    for (std::uint32_t step = 0; step < length; ++step) writer.put(step * 7);  // beyond 254 too
    names.push_back(writer.finish());
    std::uint32_t cursor = sim::RouteStore::start_of(names.back());
    for (std::uint32_t step = 0; step < length; ++step) REQUIRE(store.next(cursor) == step * 7);
    for (int again = 0; again < 3; ++again) REQUIRE(store.next(cursor) == sim::RouteStore::none);
  }
  REQUIRE(store.used_blocks() > 0);
  for (const std::uint32_t name : names) store.release(name);
  REQUIRE(store.used_blocks() == 0);
}

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "geo/base/parallel.hpp"
#include "tests/sim/traffic/grid.hpp"
#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;
using Kind = sim::RoadEvent::Kind;

namespace {

/// Runs until the roads are empty or the day is over; the events by (time, vehicle), each vehicle's
/// in their order. Vehicles are told apart by their rows: everybody departs before the first
/// window.
std::vector<sim::RoadEvent> watch(sim::Traffic& traffic) {
  std::vector<sim::RoadEvent> events;
  std::vector<sim::Arrival> arrivals;
  bool none_too_late = true;
  std::int64_t longest_behind = 0;
  while (!traffic.empty() && traffic.now() < day_end) {
    const TimeOfDay settled = traffic.settled();
    longest_behind = std::max(longest_behind, (traffic.now() - settled).ms);
    traffic.run_window(arrivals);
    for (const sim::RoadEvent& event : traffic.events()) {
      none_too_late = none_too_late && event.time_ms >= settled.ms;
      events.push_back(event);
    }
  }
  REQUIRE(none_too_late);
  REQUIRE(longest_behind < 60'000);
  std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
    return std::tie(a.time_ms, a.vehicle) < std::tie(b.time_ms, b.vehicle);
  });
  return events;
}

std::vector<std::tuple<std::int64_t, std::uint32_t, Kind>> after_three(
    const std::vector<sim::RoadEvent>& events) {
  std::vector<std::tuple<std::int64_t, std::uint32_t, Kind>> rows;
  for (const auto& event : events) {
    rows.emplace_back(event.time_ms - day_start.ms, event.link, event.kind);
  }
  return rows;
}

}  // namespace

TEST_CASE("a vehicle's events say when it sets out, passes each junction and leaves the road",
          "[traffic][events]") {
  const auto drawn = network_of(R"(
    A----B----C----D
    A>B 100 m 36 km/h
    B>C 200 m 36 km/h
    C>D 50 m 36 km/h
  )");
  tests::Roads roads(drawn.network);
  roads.traffic().record_events(true);
  roads.car({250}, 7, drawn.route("AB BC CD"));
  const auto ab = drawn.link("AB").value;
  const auto bc = drawn.link("BC").value;
  const auto cd = drawn.link("CD").value;
  // 20 s on BC, 5 s on CD.
  using Row = std::tuple<std::int64_t, std::uint32_t, Kind>;
  const std::vector<Row> expected = {{250, ab, Kind::enters_traffic},
                                     {250, bc, Kind::enters_link},
                                     {20'250, cd, Kind::enters_link},
                                     {25'250, cd, Kind::leaves_traffic}};
  REQUIRE(after_three(watch(roads.traffic())) == expected);
}

TEST_CASE("who uses no road enters and leaves the traffic at the same time", "[traffic][events]") {
  const auto drawn = network_of(R"(
    A----B
    A>B 100 m 36 km/h
  )");
  tests::Roads roads(drawn.network);
  roads.traffic().record_events(true);
  roads.car({250}, 7, drawn.route("AB"));
  using Row = std::tuple<std::int64_t, std::uint32_t, Kind>;
  const std::vector<Row> expected = {{250, 0, Kind::enters_traffic},
                                     {250, 0, Kind::leaves_traffic}};
  REQUIRE(after_three(watch(roads.traffic())) == expected);
}

TEST_CASE("no events are kept unless they are asked for", "[traffic][events]") {
  const auto drawn = network_of(R"(
    A----B----C
    A>B 100 m 36 km/h
    B>C 200 m 36 km/h
  )");
  tests::Roads roads(drawn.network);
  roads.car({0}, 7, drawn.route("AB BC"));
  roads.window();
  REQUIRE(roads.traffic().quality().link_entries == 1);
  REQUIRE(roads.traffic().events().empty());
}

TEST_CASE("on links of under a second a vehicle is behind its time, and what is settled too",
          "[traffic][events]") {
  // Seven links of 1 m at 36 km/h: 0.1 s each, handled a window apart.
  const auto drawn = network_of(R"(
    A-B-C-D-E-F-G-H-I
    A>B 100 m 36 km/h
    B>C 1 m 36 km/h
    C>D 1 m 36 km/h
    D>E 1 m 36 km/h
    E>F 1 m 36 km/h
    F>G 1 m 36 km/h
    G>H 1 m 36 km/h
    H>I 1 m 36 km/h
  )");
  tests::Roads roads(drawn.network);
  sim::Traffic& traffic = roads.traffic();
  traffic.record_events(true);
  roads.car({0}, 7, drawn.route("AB BC CD DE EF FG GH HI"));
  for (std::int64_t passed = 1; passed <= 7; ++passed) {
    roads.window();
    REQUIRE(traffic.now() == day_start + seconds(passed));
    // On its next link it will be at the end 0.1 s after it entered.
    REQUIRE(traffic.settled() == day_start + Duration{100 * passed});
  }
  REQUIRE(traffic.events().back().time_ms == day_start.ms + 600);
  roads.window();
  REQUIRE(roads.arrived(7) == 700);
  REQUIRE(traffic.settled() == traffic.now());
}

TEST_CASE(
    "volumes and times of all links follow from the events of a busy grid, at any number of "
    "threads",
    "[traffic][events]") {
  // A third of the links takes 0.36 s or 0.6 s; 45,000 cars in an hour jam the rest, in circles
  // too.
  const geo::Network network = tests::grid(5.0);
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  std::vector<std::tuple<std::int32_t, std::uint32_t, std::uint32_t, Kind>> alone;
  for (const std::size_t threads : {1, 2}) {
    const parallel::ThreadLimit limit(threads);
    sim::TrafficParameters parameters;
    parameters.flow_factor = parameters.storage_factor = 0.25;
    parameters.nodes_per_task = threads == 1 ? 1'000'000 : 8;
    sim::Traffic traffic(network, adjacency, parameters);
    traffic.start_day();
    traffic.record_events(true);
    tests::depart_all(traffic, network, adjacency, 20'000, true);
    const auto events = watch(traffic);
    if (threads == 1) {
      for (const auto& e : events) alone.emplace_back(e.time_ms, e.vehicle, e.link, e.kind);
    }
    REQUIRE(events.size() == alone.size());
    bool same = true;
    for (std::size_t row = 0; row < alone.size(); ++row) {
      const auto& e = events[row];
      same = same && alone[row] == std::tuple(e.time_ms, e.vehicle, e.link, e.kind);
    }
    REQUIRE(same);

    std::map<std::pair<std::uint32_t, std::size_t>, sim::LinkCount> counts;
    std::map<std::uint32_t, sim::RoadEvent> on;  // vehicle: its entry into the link where it is
    std::uint64_t entries = 0;
    for (const sim::RoadEvent& event : events) {
      const auto entered = on.find(event.vehicle);
      if (entered != on.end()) {
        const sim::RoadEvent& entry = entered->second;
        const std::size_t slice = slice_of({entry.time_ms});
        sim::LinkCount& count = counts[{entry.link, slice}];
        count.link = geo::LinkId(std::size_t{entry.link});
        count.slice = static_cast<std::uint16_t>(slice);
        ++count.volume;
        count.travel_ms += static_cast<std::uint64_t>(event.time_ms - entry.time_ms);
        on.erase(entered);
      }
      if (event.kind != Kind::enters_link) continue;
      on.emplace(event.vehicle, event);
      ++entries;
    }
    REQUIRE(entries == traffic.quality().link_entries);
    REQUIRE(traffic.quality().forced_moves > 0);
    std::vector<sim::LinkCount> rows;
    for (const auto& [place, count] : counts) rows.push_back(count);
    REQUIRE(rows == traffic.counts().rows);
  }
}

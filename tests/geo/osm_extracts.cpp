// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "geo/findings.hpp"
#include "geo/io/projection.hpp"
#include "geo/io/vector.hpp"
#include "geo/network/roads.hpp"

using namespace eveil;
using namespace eveil::geo;
using Catch::Matchers::Contains;

namespace {

std::string data(const std::string& file) {
  return std::string(EVEIL_SOURCE_DIR) + "/../shared/data/" + file;
}

bool here() {
  if (std::filesystem::exists(data("montpellier/osm"))) return true;
  WARN("skipped: ../shared isn't there");
  return false;
}

Roads read(const std::string& file, const char* crs) {
  auto roads = read_roads({data(file), "", {}, true});
  if (!roads) FAIL(describe(roads.error()));
  const auto metres = io::metric_crs(crs, "test");
  REQUIRE(metres);
  const auto projection = io::Projection::between(roads->crs_wkt, metres->wkt, "test");
  REQUIRE(projection);
  REQUIRE(projection->forward(roads->place, "test"));
  return std::move(*roads);
}

double km_of(const Roads& roads, std::size_t road) {
  double metres = 0.0;
  for (std::uint64_t row = roads.first[road] + 1; row < roads.first[road + 1]; ++row)
    metres += distance(roads.place[roads.vertex[row - 1]], roads.place[roads.vertex[row]]).value;
  return metres / 1000.0;
}

std::size_t ways_of(const Roads& roads, const std::set<std::string>& classes) {
  std::set<std::int64_t> ways;
  for (std::size_t road = 0; road < roads.size(); ++road) {
    if (classes.empty() || classes.count(roads.highway[road]) == 1) ways.insert(roads.id[road]);
  }
  return ways.size();
}

const std::set<std::string> streets{"motorway",
                                    "motorway_link",
                                    "trunk",
                                    "trunk_link",
                                    "primary",
                                    "primary_link",
                                    "secondary",
                                    "secondary_link",
                                    "tertiary",
                                    "tertiary_link",
                                    "unclassified",
                                    "residential",
                                    "living_street",
                                    "service"};

// Vertices at one place (parted at barriers) put together again, as a node of the source.
std::vector<std::uint32_t> nodes_of(const Roads& roads) {
  std::map<std::pair<double, double>, std::uint32_t> known;
  std::vector<std::uint32_t> node;
  for (const Point at : roads.place) {
    const auto row = static_cast<std::uint32_t>(known.size());
    node.push_back(known.try_emplace({at.x, at.y}, row).first->second);
  }
  return node;
}

std::size_t reached(const std::map<std::uint32_t, std::vector<std::uint32_t>>& arcs,
                    std::uint32_t start,
                    std::set<std::uint32_t>& seen) {
  std::vector<std::uint32_t> open{start};
  seen.insert(start);
  while (!open.empty()) {
    const std::uint32_t node = open.back();
    open.pop_back();
    const auto found = arcs.find(node);
    if (found == arcs.end()) continue;
    for (const std::uint32_t next : found->second) {
      if (seen.insert(next).second) open.push_back(next);
    }
  }
  return seen.size();
}

}  // namespace

// Counted with osmium by the data's README; lengths with GDAL's Python bindings and EPSG:2154.
TEST_CASE("Montpellier's extract is read with all of its ways, nodes and kilometres",
          "[territory][osm]") {
  if (!here()) return;
  const Roads roads = read("montpellier/osm/montpellier-drive-2020-07-02.osm.pbf", "EPSG:2154");
  CHECK(ways_of(roads, {}) == 5167);
  CHECK(ways_of(roads, {"residential"}) == 3155);
  CHECK(ways_of(roads, streets) == 5109);  // without 53 bus stops and 5 `virtual`
  CHECK(roads.newest_edit == "2020-07-02");

  const std::vector<std::uint32_t> node = nodes_of(roads);
  CHECK(*std::max_element(node.begin(), node.end()) + 1 == 27230);
  double km = 0.0;
  std::set<std::uint32_t> used;
  std::map<std::uint32_t, std::vector<std::uint32_t>> forth;
  std::map<std::uint32_t, std::vector<std::uint32_t>> back;
  for (std::size_t road = 0; road < roads.size(); ++road) {
    if (streets.count(roads.highway[road]) == 0) continue;
    km += km_of(roads, road);
    for (std::uint64_t row = roads.first[road]; row < roads.first[road + 1]; ++row) {
      const std::uint32_t b = node[roads.vertex[row]];
      used.insert(b);
      if (row == roads.first[road]) continue;
      const std::uint32_t a = node[roads.vertex[row - 1]];
      if (roads.open[road][0] != 0) forth[a].push_back(b), back[b].push_back(a);
      if (roads.open[road][1] != 0) forth[b].push_back(a), back[a].push_back(b);
    }
  }
  CHECK(km == Approx(552.515).margin(0.001));
  CHECK(used.size() == 27002);

  // 93.6 % of the nodes used reach each other, by a reader of node ids; closed roads take 0.2 %
  // off.
  std::set<std::uint32_t> ahead;
  std::set<std::uint32_t> behind;
  std::uint32_t start = 0;
  for (const auto& [from, to] : forth) start = to.size() > forth[start].size() ? from : start;
  reached(forth, start, ahead);
  reached(back, start, behind);
  std::vector<std::uint32_t> both;
  std::set_intersection(
      ahead.begin(), ahead.end(), behind.begin(), behind.end(), std::back_inserter(both));
  CHECK(static_cast<double>(both.size()) / 27002.0 == Approx(0.936).margin(0.003));
}

// 488 km of road inside the commune, says the data's README.
TEST_CASE("the length of Montpellier's streets inside the commune is the known one",
          "[territory][osm]") {
  if (!here()) return;
  const Roads roads = read("montpellier/osm/montpellier-drive-2020-07-02.osm.pbf", "EPSG:2154");
  const auto communes = io::read_layer(
      {data("montpellier/census/communes-34-herault.geojson"), "", {"code"}, io::Shapes::areas});
  REQUIRE(communes);
  const auto codes = communes->texts("code");
  REQUIRE(codes);
  const auto row = std::find(codes->begin(), codes->end(), "34172") - codes->begin();
  Area commune = communes->areas.at(static_cast<std::size_t>(row));
  const auto projection =
      io::Projection::between(communes->crs_wkt, io::metric_crs("EPSG:2154", "test")->wkt, "test");
  REQUIRE(projection);
  for (Polygon& part : commune.parts) {
    for (auto& ring : part.rings) REQUIRE(projection->forward(ring, "test"));
  }
  double km = 0.0;
  for (std::size_t road = 0; road < roads.size(); ++road) {
    if (streets.count(roads.highway[road]) == 0) continue;
    for (std::uint64_t at = roads.first[road] + 1; at < roads.first[road + 1]; ++at) {
      const Point a = roads.place[roads.vertex[at - 1]];
      const Point b = roads.place[roads.vertex[at]];
      if (contains(commune, {(a.x + b.x) / 2.0, (a.y + b.y) / 2.0}))
        km += distance(a, b).value / 1e3;
    }
  }
  CHECK(km == Approx(488.0).margin(2.0));  // outlines differ in how far they are simplified
}

// Counts with GDAL's Python bindings, EPSG:32631; the MATSim network of the area is of later data.
TEST_CASE("Andorra's extract is read with all of its ways and kilometres", "[territory][osm]") {
  if (!here()) return;
  const Roads roads = read("andorra/andorra.osm.pbf", "EPSG:32631");
  CHECK(ways_of(roads, streets) == 1174);
  CHECK(ways_of(roads, {"track"}) == 152);
  double km = 0.0;
  for (std::size_t road = 0; road < roads.size(); ++road)
    km += streets.count(roads.highway[road]) == 1 ? km_of(roads, road) : 0.0;
  CHECK(km == Approx(413.921).margin(0.001));

  Roads metric = roads;
  const auto built = build_network(metric);
  if (!built) FAIL(describe(built.error()));
  double main_km = 0.0;
  const Network& network = built->network;
  for (const LinkId link : network.from.ids()) {
    const RoadClass road_class = network.road_class[link];
    const bool one_of_two = network.reverse[link].valid() && network.reverse[link] < link;
    if (road_class < RoadClass::service && !one_of_two) main_km += network.length[link].value / 1e3;
  }
  CHECK(main_km == Approx(435.7).epsilon(0.15));  // MATSim's, counted once a road
}

TEST_CASE("the restrictions of a real town are all accounted for, and every link is still reached",
          "[territory][osm][turns]") {
  if (!here()) return;
  const auto built = build_network(read("monaco/most-network.osm.pbf", "EPSG:32632"));
  if (!built) FAIL(describe(built.error()));
  // 18 relations, each with one `from` and one `to`: every one is in one of these counts, but the
  // pairs of links that were allowed again.
  std::uint64_t relations = 0;
  for (const RoadTally& tally : built->tallies) {
    if (tally.reason.starts_with("turns_") && tally.reason != "turns_cut_off")
      relations += tally.count;
  }
  CHECK(relations == 18);
  CHECK(built->network.has_forbidden_turns());
  Network network = built->network;
  CHECK(free_cut_off_links(network).turns == 0);
  for (const LinkId link : network.from.ids()) {
    for (const LinkId next : network.forbidden_next[link]) CHECK(network.reverse[link] != next);
  }
}

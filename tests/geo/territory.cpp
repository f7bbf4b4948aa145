// SPDX-License-Identifier: Apache-2.0
#include "geo/territory.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "geo/base/parallel.hpp"
#include "geo/findings.hpp"
#include "geo/territory_digest.hpp"
#include "tests/support/vector_files.hpp"

using namespace eveil;
using namespace eveil::geo;
using namespace eveil::tests;
using Catch::Matchers::Contains;

namespace {

// Two zones of 1 km beside each other (UTM 19 S, metres), a road through both and a street between
// its ends:
//
//     +-----------+-----------+ 6690000 + 1000
//     |   .-------+------.    |
//     | A +-------B------+ C  |         y = 500; the street's bend lies at y = 800
//     +-----------+-----------+ 6690000
//   x 280000    281000      282000
const std::string west =
    "[280000,6690000],[281000,6690000],[281000,6691000],[280000,6691000],[280000,6690000]";
const std::string east =
    "[281000,6690000],[282000,6690000],[282000,6691000],[281000,6691000],[281000,6690000]";

struct SmallPlace {
  TemporaryFolder folder;
  TerritorySources sources;

  SmallPlace() {
    sources.file = folder.path("territory.toml");
    sources.name = "Two zones";
    sources.crs = "EPSG:32719";
    sources.roads.file = folder.write(
        "roads.geojson",
        geojson(
            {{R"("highway":"primary")", line("[280100,6690500],[281000,6690500],[281900,6690500]")},
             {R"("highway":"residential")",
              line("[280100,6690500],[281000,6690800],[281900,6690500]")}},
            "32719"));
    sources.roads.columns = {{"class", "highway"}};
    sources.zones = {folder.write("zones.geojson",
                                  geojson({{R"("code":"w","p":100,"j":7)", polygon(west)},
                                           {R"("code":"e","p":50.75,"j":8)", polygon(east)}},
                                          "32719")),
                     "",
                     "code",
                     "",
                     "p",
                     "j"};
    SiteSource site;
    site.name = "School";
    site.kind = SiteKind::school;
    site.zone = "e";
    site.attendees[static_cast<std::size_t>(Role::student)] = 300.0;
    site.where = "territory.toml:generator 1";
    sources.sites.push_back(site);
  }
};

std::string refusal(const TerritorySources& sources) {
  const auto built = build_territory(sources);
  return built ? "built" : describe(built.error());
}

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a small territory holds its roads, zones and generators", "[territory][build]") {
  const SmallPlace place;
  const auto built = build_territory(place.sources);
  if (!built) FAIL(describe(built.error()));
  CHECK(built->network.node_count() == 2);
  CHECK(built->network.link_count() == 4);
  CHECK(built->zones.has_jobs);
  CHECK(built->zones.jobs[ZoneId(1)] == 8.0);
  // The centre of the eastern zone is (281500, 6690500): on the primary road.
  const LinkId link = built->site_link[SiteId(0)];
  CHECK(built->network.road_class[link] == RoadClass::primary);
  CHECK(built->sites.place[SiteId(0)] == Point{281500.0, 6690500.0});
  // 280 km + 100 m east of the false origin: about 71.28° W, 29.9° S.
  CHECK(built->map_lon[0] == Approx(-71.28).margin(0.05));
  CHECK(built->map_lat[0] == Approx(-29.90).margin(0.05));
  CHECK_THAT(describe(*built),
             Contains("2 nodes, 4 directed links") && Contains("151 inhabitants and 15 jobs"));
  CHECK(to_json(*built)["network"]["nodes"] == 2);
}

TEST_CASE("a territory saved and loaded is the same, and saved again the same bytes",
          "[territory][file]") {
  const SmallPlace place;
  const auto built = build_territory(place.sources);
  REQUIRE(built);
  const std::string file = place.folder.path("a.territory");
  const std::string again = place.folder.path("b.territory");
  REQUIRE(save_territory(*built, file));
  const auto loaded = load_territory(file);
  if (!loaded) FAIL(describe(loaded.error()));
  CHECK(loaded->digest == built->digest);
  CHECK(loaded->network.shape.values() == built->network.shape.values());
  CHECK(loaded->sites.attendees[SiteId(0)] == built->sites.attendees[SiteId(0)]);
  CHECK(describe_findings(*loaded) == describe_findings(*built));
  REQUIRE(save_territory(*loaded, again));
  CHECK(bytes_of(file) == bytes_of(again));
}

TEST_CASE("forbidden turns are part of a territory's file and of its digest", "[territory][file]") {
  const SmallPlace place;
  auto built = build_territory(place.sources);
  REQUIRE(built);
  const std::string without = built->digest;
  // Two nodes, four links: every link may be followed by the two that leave its end.
  const Adjacency adjacency = adjacency_of(built->network);
  for (const LinkId link : built->network.from.ids()) {
    const auto next = adjacency.leaving[built->network.to[link]];
    built->network.forbidden_next.push_row(next.subspan(0, link.value % 2));
  }
  built->digest = digest_of_content(*built);
  CHECK(built->digest != without);
  CHECK_THAT(describe(*built), Contains("2 forbidden turns"));
  const std::string file = place.folder.path("a.territory");
  REQUIRE(save_territory(*built, file));
  const auto loaded = load_territory(file);
  if (!loaded) FAIL(describe(loaded.error()));
  CHECK(loaded->network.forbidden_next.values() == built->network.forbidden_next.values());
  CHECK(loaded->network.forbidden_next.offsets() == built->network.forbidden_next.offsets());
}

TEST_CASE("the finding on capacities names the classes whose lanes the territory states",
          "[territory][findings]") {
  SmallPlace place;
  const auto plain = build_territory(place.sources);
  REQUIRE(plain);
  CHECK_THAT(describe_findings(*plain), !Contains("states that of a lane"));
  place.sources.roads.lane_capacity_veh_h = {{RoadClass::secondary, 1450.0},
                                             {RoadClass::tertiary, 1200.0}};
  const auto counted = build_territory(place.sources);
  REQUIRE(counted);
  CHECK_THAT(describe_findings(*counted),
             Contains("states that of a lane: secondary 1450 veh/h, tertiary 1200 veh/h."));
}

TEST_CASE("one and two threads build the same territory", "[territory][determinism]") {
  const SmallPlace place;
  std::string digests[2];
  for (const std::size_t threads : {1, 2}) {
    const parallel::ThreadLimit limit(threads);
    digests[threads - 1] = build_territory(place.sources).value().digest;
  }
  CHECK(digests[0] == digests[1]);
}

TEST_CASE("a damaged territory is refused wherever a byte is wrong", "[territory][refused]") {
  const SmallPlace place;
  const auto built = build_territory(place.sources);
  REQUIRE(built);
  const std::string file = place.folder.path("a.territory");
  REQUIRE(save_territory(*built, file));
  const std::string whole = bytes_of(file);
  // Cut short at sixteenths, and a byte turned at as many places: never a crash, never another
  // content.
  for (std::size_t part = 0; part < 16; ++part) {
    const std::size_t at = whole.size() * part / 16;
    place.folder.write("cut.territory", whole.substr(0, at));
    CHECK_FALSE(load_territory(place.folder.path("cut.territory")));
    std::string wrong = whole;
    wrong[at] = static_cast<char>(wrong[at] ^ 0x55);
    place.folder.write("wrong.territory", wrong);
    const auto loaded = load_territory(place.folder.path("wrong.territory"));
    if (loaded) CHECK(loaded->digest == built->digest);
  }
}

TEST_CASE("a file that is no territory is refused", "[territory][refused]") {
  const SmallPlace place;
  CHECK_FALSE(load_territory(place.sources.roads.file));
  CHECK_FALSE(load_territory(place.folder.path("absent.territory")));
}

TEST_CASE("several broken facts of a territory are named at once", "[territory][check]") {
  const SmallPlace place;
  auto built = build_territory(place.sources);
  REQUIRE(built);
  built->network.length[LinkId(1)] = Metres(-1.0);
  built->zones.population[ZoneId(0)] = -5.0;
  const auto checked = check_territory(*built);
  REQUIRE_FALSE(checked);
  CHECK_THAT(describe(checked.error()),
             Contains("length_positive") && Contains("population_not_negative"));
}

TEST_CASE("content that isn't that of its digest is refused", "[territory][check]") {
  const SmallPlace place;
  auto built = build_territory(place.sources);
  REQUIRE(built);
  built->zones.population[ZoneId(0)] += 1.0;
  CHECK_THAT(describe(check_territory(*built).error()), Contains("digest_of_content"));
}

TEST_CASE("the digest of sources follows their content and the mapping, not their folder",
          "[territory][digest]") {
  const SmallPlace one;
  SmallPlace other;
  const std::string digest = digest_of_sources(one.sources).value();
  CHECK(digest_of_sources(other.sources).value() == digest);
  other.sources.zones.population = "j";
  CHECK(digest_of_sources(other.sources).value() != digest);
  SmallPlace counted;
  counted.sources.roads.lane_capacity_veh_h[RoadClass::tertiary] = 1200.0;
  const std::string digest_counted = digest_of_sources(counted.sources).value();
  CHECK(digest_counted != digest);
  counted.sources.roads.lane_capacity_veh_h[RoadClass::tertiary] = 1201.0;
  CHECK(digest_of_sources(counted.sources).value() != digest_counted);
  const SmallPlace changed;
  std::ofstream(changed.sources.zones.file, std::ios::app) << "\n";
  CHECK(digest_of_sources(changed.sources).value() != digest);
}

TEST_CASE("generators outside of the territory, of unknown zones or of one name are refused",
          "[territory][refused]") {
  SmallPlace place;
  SiteSource& site = place.sources.sites[0];
  SECTION("outside") {
    site.zone.clear();
    site.at = {-29.9, -71.28};  // latitude first
    CHECK_THAT(refusal(place.sources), Contains("generator 1") && Contains("School"));
  }
  SECTION("unknown zone") {
    site.zone = "x";
    CHECK_THAT(refusal(place.sources),
               Contains("generator 1") && Contains("no zone has the code `x`"));
  }
  SECTION("one name twice") {
    place.sources.sites.push_back(site);
    CHECK_THAT(refusal(place.sources), Contains("two generators are named `School`"));
  }
}

TEST_CASE("a system in degrees or feet is refused as the territory's", "[territory][refused]") {
  SmallPlace place;
  place.sources.crs = "EPSG:4326";
  CHECK_THAT(refusal(place.sources), Contains("territory.toml:crs") && Contains("metres"));
}

TEST_CASE("without a system the grid zone of the extent is taken", "[territory][build]") {
  SmallPlace place;
  // Web Mercator at 29.9 degrees south: 1 / cos(29.9°) = 1.15.
  place.sources.crs = "EPSG:3857";
  CHECK_THAT(refusal(place.sources),
             Contains("territory.toml:crs") && Contains("lengths 1.15 times"));
  place.sources.crs = "EPSG:2154";  // France's
  CHECK_THAT(refusal(place.sources), Contains("not made for this place"));
  place.sources.crs.clear();
  CHECK(build_territory(place.sources).value().crs_name == "EPSG:32719");
}

TEST_CASE("roads and zones of different places are refused", "[territory][refused]") {
  SmallPlace place;
  place.sources.sites.clear();
  place.folder.write(
      "zones.geojson",
      geojson({{R"("code":"w","p":1,"j":1)", polygon("[0,0],[1,0],[1,1],[0,1],[0,0]")}}, "4326"));
  const std::string text = refusal(place.sources);
  CHECK_THAT(text, Contains("zones.geojson"));
  CHECK(text != "built");
}

TEST_CASE("the nearest link is the nearest by its shape, motorways left out",
          "[territory][finder]") {
  const SmallPlace place;
  auto built = build_territory(place.sources);
  REQUIRE(built);
  Network& network = built->network;
  // At x = 281000 the primary road lies at y = 500, the bend of the residential street at y = 800.
  CHECK(network.road_class[LinkFinder(network).nearest({281000, 6690640})] == RoadClass::primary);
  CHECK(network.road_class[LinkFinder(network).nearest({281000, 6690660})] ==
        RoadClass::residential);
  CHECK(LinkFinder(network).nearest({-1e7, 1e8}).valid());
  for (const LinkId link : network.from.ids()) {
    if (network.road_class[link] == RoadClass::primary)
      network.road_class[link] = RoadClass::motorway;
  }
  CHECK(network.road_class[LinkFinder(network).nearest({281000, 6690500})] ==
        RoadClass::residential);
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "analysis/report/replay_data.hpp"
#include "analysis/report/report.hpp"
#include "analysis/report/zone_data.hpp"
#include "geo/base/json.hpp"

using namespace eveil;
using namespace eveil::analysis;

namespace {

Area square(double x, double y, double side) {
  return {{{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}}};
}

Entry entry(std::string scope, std::string indicator, double base, double difference) {
  Entry made;
  made.scope = std::move(scope);
  made.indicator = made.definition = std::move(indicator);
  made.units = "1";
  made.base = base;
  made.variant = base + difference;
  made.difference = difference;
  made.low = difference - 1.0;
  made.high = difference + 1.0;
  made.finding = std::fabs(difference) > 1.0 ? Finding::different : Finding::undecided;
  return made;
}

/// A vehicle that drives up and down a street of some bends, `moves` times.
std::vector<Move> shuttle(std::size_t moves) {
  std::vector<Move> made;
  for (std::size_t row = 0; row < moves; ++row) {
    const double start = 21'600.0 + 300.0 * static_cast<double>(row);
    made.push_back({start, start + 300.0, static_cast<int>(row % 4), {}});
    for (int bend = 0; bend < 8; ++bend)
      made.back().path.push_back({bend * 150.0, bend % 2 == 0 ? 0.0 : 120.0});
  }
  return made;
}

constexpr int zones = 400;
std::string zone_id(int zone) { return "34172" + std::to_string(1000 + zone); }

/// Six indicators of the territory and of each zone.
Comparison large_comparison() {
  Comparison comparison;
  comparison.source.territory = "Large";
  comparison.source.replications = {1, 2, 3, 4, 5};
  for (int zone = -1; zone < zones; ++zone) {
    const std::string scope = zone < 0 ? "territory" : "zone:" + zone_id(zone);
    for (const char* key : {"trip_rate",
                            "mode_share.car_driver",
                            "travel_time.mean",
                            "co2e",
                            "co2e.emitted",
                            "accessibility.jobs_30min.transit"})
      comparison.entries.push_back(entry(scope, key, 1234.5, 12.3));
  }
  return comparison;
}

constexpr Interval some{0.123456, 0.012345, 0.234567};

void add_places(Detail& detail) {
  for (int zone = 0; zone < zones; ++zone)
    detail.places.zones.push_back({zone_id(zone),
                                   "Quarter of the town " + std::to_string(zone),
                                   1125.0,
                                   square(zone % 20 * 1000.0, zone / 20 * 1000.0, 1000.0)});
  for (int road = 0; road < 60'000; ++road) {
    const double x = road % 300 * 66.7;
    const double y = road / 300 * 100.3;
    RoadPlace place{"residential", {}};
    for (int point = 0; point < 6; ++point)
      place.points.push_back({x + point * 11.1, y + point % 2 * 25.0});
    detail.places.roads.push_back(std::move(place));
    detail.flows.push_back({static_cast<std::size_t>(road), 100.0, 150.0, {50.0, 40.0, 60.0}});
  }
  for (int stop = 0; stop < 1500; ++stop)
    detail.places.stops.push_back({"Stop " + std::to_string(stop), {stop * 13.0, stop * 7.0}});
}

/// 450,000 people in 400 zones; 60,000 roads of six points, 1,500 stops, 20 generators and a
/// service of 300 vehicles.
Detail large_detail() {
  Detail detail;
  add_places(detail);
  for (int zone = -1; zone < zones; ++zone) {
    const std::string scope = zone < 0 ? "territory" : "zone:" + zone_id(zone);
    detail.winners.groups.push_back({scope, 1125.0, 1125.0, some, some, some, some, some, some});
  }
  Replay replay;
  for (int vehicle = 0; vehicle < 300; ++vehicle) replay.vehicles.push_back(shuttle(120));
  for (int row = 0; row < 20'000; ++row)
    replay.askings.push_back({row * 3.0, row + 300.0, {}, false});
  detail.replays.push_back(std::move(replay));
  for (int site = 0; site < 20; ++site) {
    SiteDetail made;
    made.name = "Generator " + std::to_string(site);
    made.kind = "hospital";
    made.arrivals = {some, some, some};
    for (int mode = 0; mode < 7; ++mode)
      made.modes.emplace_back("mode " + std::to_string(mode), made.arrivals);
    made.hours.assign(20, made.arrivals);
    detail.sites.push_back(std::move(made));
  }
  return detail;
}

}  // namespace

TEST_CASE("access to jobs is drawn where it changes, and not where rows are absent",
          "[analysis][report][map]") {
  Geography places;
  for (const char* id : {"a", "b", "c"}) places.zones.push_back({id, id, 100.0, {}});
  Comparison comparison;
  CHECK(access_json(comparison, places).empty());
  comparison.entries = {entry("zone:a", "accessibility.jobs_30min.transit", 100.0, 20.0),
                        entry("zone:b", "accessibility.jobs_30min.transit", 50.0, 0.5),
                        entry("zone:a", "accessibility.jobs_30min.walk", 10.0, 0.0),
                        entry("zone:b", "accessibility.jobs_30min.walk", 10.0, 0.0),
                        entry("territory", "accessibility.jobs_30min.transit", 75.0, 10.0)};
  const Json access = access_json(comparison, places);
  REQUIRE(access.size() == 1);  // nobody reaches more on foot
  CHECK(access[0]["mode"] == "transit");
  const Json expected = Json::parse("[[100,120,20,19,21,true],[50,50.5,0.5,-0.5,1.5,false],null]");
  CHECK(access[0]["zones"] == expected);
}

TEST_CASE("a replay is told in whole seconds and metres from a corner", "[analysis][report][map]") {
  Replay replay;
  replay.service = "navette";
  replay.replication = 1;
  replay.along_roads = true;
  replay.vehicles = {{{100.4, 160.0, 2, {{10.0, 20.0}, {11.0, 19.0}}}}};
  replay.askings = {{50.0, 50.2, {12.0, 22.0}, false}, {60.0, 60.0, {10.0, 20.0}, true}};
  const Json json = replay_json(replay, {10.0, 20.0}, 100'000);
  CHECK(json["vehicles"] == Json::parse(R"([[[100,160,2,"??A@"]]])"));
  // Whoever is picked up at once still waits a second: equal times tell a refusal.
  CHECK(json["askings"] == Json::parse("[[50,51,2,2],[60,60,0,0]]"));
  CHECK(json["every"] == 1);
}

TEST_CASE("of a large fleet as many vehicles are told as fit, and how many there are",
          "[analysis][report][map]") {
  Replay replay;
  for (int vehicle = 0; vehicle < 2000; ++vehicle) replay.vehicles.push_back(shuttle(60));
  for (int row = 0; row < 100'000; ++row)
    replay.askings.push_back({row * 0.5, row + 99.0, {}, false});
  const Json json = replay_json(replay, {}, 400'000);
  CHECK(json["all"] == 2000);
  CHECK(json["vehicles"].size() > 20);
  CHECK(json["vehicles"].size() < 2000);
  CHECK(json["every"] > 10);
  CHECK(to_line(json).size() < 400'000);
}

TEST_CASE("the report of a large town with four variants stays under 10 MB",
          "[analysis][report][size]") {
  const Comparison comparison = large_comparison();
  const Detail detail = large_detail();
  const std::size_t one = report_html({comparison}, {detail}).size();
  const std::size_t four = report_html({comparison, comparison, comparison, comparison},
                                       {detail, detail, detail, detail})
                               .size();
  CAPTURE(one, four);
  CHECK(one < 5'000'000);
  CHECK(four < 10'000'000);
}

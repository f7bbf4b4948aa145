// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/map_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "analysis/report/polyline.hpp"
#include "analysis/report/replay_data.hpp"
#include "analysis/report/zone_data.hpp"
#include "analysis/wording.hpp"

namespace eveil::analysis {

namespace {

constexpr double road_tolerance_m = 4.0;
constexpr double zone_tolerance_m = 6.0;
constexpr std::size_t most_flows = 800;
constexpr std::size_t ranks = 4;
constexpr std::size_t most_replay_bytes = 400'000;  // of all variants together

// How a road is drawn in the background: 0 the widest; `ranks` not at all.
std::size_t rank_of(std::string_view road_class) {
  if (road_class.starts_with("motorway") || road_class.starts_with("trunk")) return 0;
  if (road_class.starts_with("primary")) return 1;
  if (road_class.starts_with("secondary") || road_class.starts_with("tertiary")) return 2;
  return road_class == "service" || road_class == "track" ? ranks : 3;
}

struct Box {
  double west = 1e300;
  double south = 1e300;
  double east = -1e300;
  double north = -1e300;

  void take(Point p) {
    west = std::min(west, p.x);
    south = std::min(south, p.y);
    east = std::max(east, p.x);
    north = std::max(north, p.y);
  }
  void take(const Area& area) {
    for (const Polygon& part : area.parts) {
      for (const auto& ring : part.rings) {
        for (const Point& point : ring) take(point);
      }
    }
  }
  bool empty() const { return west > east; }
  Json json(Point origin) const {
    return numbers({west - origin.x, south - origin.y, east - origin.x, north - origin.y});
  }
};

Box extent_of(const Geography& places) {
  Box box;
  for (const ZonePlace& zone : places.zones) box.take(zone.area);
  if (!box.empty()) return box;
  for (const RoadPlace& road : places.roads) {
    for (const Point& point : road.points) box.take(point);
  }
  return box;
}

// A list of parts, each a list of rings.
Json area_json(const Area& area, Point origin) {
  Json parts = Json::array();
  for (const Polygon& part : area.parts) {
    Json rings = Json::array();
    for (const auto& ring : part.rings)
      rings.push_back(encoded(simplified(ring, zone_tolerance_m), origin));
    parts.push_back(std::move(rings));
  }
  return parts;
}

Json roads_json(const Geography& places, Point origin) {
  Json by_rank = Json::array({Json::array(), Json::array(), Json::array(), Json::array()});
  for (const RoadPlace& road : places.roads) {
    const std::size_t rank = rank_of(road.road_class);
    if (rank < ranks)
      by_rank[rank].push_back(encoded(simplified(road.points, road_tolerance_m), origin));
  }
  return by_rank;
}

Json zones_json(const Geography& places, Point origin) {
  Json zones = Json::array();
  for (const ZonePlace& zone : places.zones) {
    Json one;
    one["id"] = zone.id;
    one["name"] = zone.name;
    one["people"] = rounded(std::round(zone.population));
    one["km2"] = rounded(surface(zone.area) / 1e6);
    one["shape"] = area_json(zone.area, origin);
    zones.push_back(std::move(one));
  }
  return zones;
}

Json sites_json(const Comparison& comparison, const Geography& places, Point origin) {
  Json sites = Json::array();
  for (const SitePlace& site : places.sites) {
    Json one;
    one["at"] = numbers({site.at.x - origin.x, site.at.y - origin.y});
    one["name"] = site.name;
    one["kind"] = site.kind;
    const Entry* arrivals = find(comparison, "generator:" + site.name, "arrivals");
    if (arrivals != nullptr)
      one["arrivals"] = numbers(
          {arrivals->base, arrivals->variant, arrivals->difference, arrivals->low, arrivals->high});
    sites.push_back(std::move(one));
  }
  return sites;
}

Json transit_json(const Geography& places, Point origin) {
  Json transit;
  transit["stops"] = Json::array();
  for (const StopPlace& stop : places.stops)
    transit["stops"].push_back(
        {std::llround(stop.at.x - origin.x), std::llround(stop.at.y - origin.y), stop.name});
  transit["lines"] = Json::array();
  for (const LinePlace& line : places.lines)
    transit["lines"].push_back(
        {encoded(simplified(line.points, road_tolerance_m), origin), line.name});
  return transit;
}

Json service_json(const ServiceDetail& service, Point origin) {
  Json json;
  json["name"] = service.name;
  json["area"] = area_json(service.facts.area, origin);
  // A row a zone: requests, served, refusal rate, wait in minutes, each mean, low, high.
  json["zones"] = Json::array();
  for (const Demand& zone : service.zones) {
    const Interval& wait = zone.wait_s;
    json["zones"].push_back({numbers({zone.requests.mean, zone.requests.low, zone.requests.high}),
                             numbers({zone.served.mean, zone.served.low, zone.served.high}),
                             numbers({zone.refusal_rate.mean * 100.0,
                                      zone.refusal_rate.low * 100.0,
                                      zone.refusal_rate.high * 100.0}),
                             numbers({wait.mean / 60.0, wait.low / 60.0, wait.high / 60.0})});
  }
  return json;
}

Json variant_json(const Comparison& comparison,
                  const Detail& detail,
                  const Geography& places,
                  Point origin,
                  std::size_t variants) {
  Json json;
  const std::size_t pairs = comparison.source.replications.size();
  json["pairs"] = pairs;
  const ShownFlows shown = shown_flows(detail.flows, most_flows);
  json["threshold"] = rounded(shown.threshold);
  json["all"] = detail.flows.size();
  json["flows"] = Json::array();
  for (const RoadFlow& flow : shown.flows) {
    if (flow.road >= places.roads.size()) continue;
    const auto line = simplified(places.roads[flow.road].points, road_tolerance_m);
    json["flows"].push_back({encoded(line, origin),
                             numbers({flow.base,
                                      flow.variant,
                                      flow.difference.mean,
                                      flow.difference.low,
                                      flow.difference.high})});
  }
  json["services"] = Json::array();
  for (const ServiceDetail& service : detail.services)
    json["services"].push_back(service_json(service, origin));
  json["winners"] = winners_json(detail.winners, places);
  json["access"] = access_json(comparison, places);
  json["replays"] = Json::array();
  for (const Replay& replay : detail.replays)
    json["replays"].push_back(replay_json(replay, origin, most_replay_bytes / variants));
  json["sites"] = sites_json(comparison, places, origin);
  return json;
}

}  // namespace

ShownFlows shown_flows(std::span<const RoadFlow> flows, std::size_t most) {
  ShownFlows shown;
  double power = 1.0;
  for (std::size_t step = 2;; ++step) {  // 5, 10, 20, 50 …
    constexpr std::array<double, 3> factors = {1.0, 2.0, 5.0};
    if (step % 3 == 0) power *= 10.0;
    shown.threshold = factors[step % 3] * power;
    shown.flows.clear();
    for (const RoadFlow& flow : flows) {
      const double size = std::fabs(flow.difference.mean);
      if (size >= shown.threshold && beyond_chance(flow.difference)) shown.flows.push_back(flow);
    }
    if (shown.flows.size() <= most) break;
  }
  std::stable_sort(shown.flows.begin(), shown.flows.end(), [](const auto& a, const auto& b) {
    return std::fabs(a.difference.mean) < std::fabs(b.difference.mean);
  });
  return shown;
}

Json map_data(const std::vector<Comparison>& comparisons, const std::vector<Detail>& details) {
  const Geography& places = details.front().places;
  const Box extent = extent_of(places);
  if (extent.empty()) return nullptr;
  const Point origin{std::floor(extent.west), std::floor(extent.south)};
  Box focus;
  for (const Detail& detail : details) {
    for (const ServiceDetail& service : detail.services) focus.take(service.facts.area);
  }
  Json map;
  map["extent"] = extent.json(origin);
  map["focus"] = (focus.empty() ? extent : focus).json(origin);
  map["roads"] = roads_json(places, origin);
  map["zones"] = zones_json(places, origin);
  map["transit"] = transit_json(places, origin);
  map["osm"] = false;  // whether the map owes OpenStreetMap its credit
  for (const std::string& licence : comparisons.front().source.licences) {
    if (licence.find("OpenStreetMap") != std::string::npos) map["osm"] = true;
  }
  map["variants"] = Json::array();
  for (std::size_t row = 0; row < comparisons.size(); ++row)
    map["variants"].push_back(
        variant_json(comparisons[row], details[row], places, origin, comparisons.size()));
  return map;
}

}  // namespace eveil::analysis

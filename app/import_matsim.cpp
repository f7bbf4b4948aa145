// SPDX-License-Identifier: Apache-2.0
#include "app/import_matsim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include "geo/base/text.hpp"

namespace eveil::app {

namespace {

constexpr double near_origin_m = 1e6;
constexpr int most_zones_a_side = 10;

/// MATSim's own names of coordinate systems.
std::string known_name(const std::string& name) {
  const std::pair<std::string_view, std::string_view> fixed[] = {
      {"CH1903_LV03", "EPSG:21781"},
      {"CH1903_LV03_Plus", "EPSG:2056"},
      {"DHDN_GK4", "EPSG:31468"},
      {"GK4", "EPSG:31468"},
      {"DHDN_SoldnerBerlin", "EPSG:3068"}};
  for (const auto& [known, code] : fixed) {
    if (name == known) return std::string(code);
  }
  constexpr std::string_view utm = "WGS84_UTM";
  if (name.substr(0, utm.size()) == utm && name.size() > utm.size() + 1) {
    const auto zone =
        parse_int(std::string_view(name).substr(utm.size(), name.size() - utm.size() - 1));
    const bool north = name.back() == 'N';
    if (zone && *zone >= 1 && *zone <= 60 && (north || name.back() == 'S')) {
      return fmt::format("EPSG:{}", (north ? 32600 : 32700) + *zone);
    }
  }
  return name.substr(0, 5) == "EPSG:" ? name : std::string();
}

struct Grid {
  Point low;
  double side = 1000.0;

  std::pair<int, int> cell(Point p) const {
    return {static_cast<int>(std::floor((p.x - low.x) / side)),
            static_cast<int>(std::floor((p.y - low.y) / side))};
  }
};

Grid grid_over(const std::vector<Point>& places) {
  Point low = places.front();
  Point high = low;
  for (const Point p : places) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  Grid grid;
  const double longest = std::max(high.x - low.x, high.y - low.y);
  // 1, 2, 5, 10, 20, 50 … km.
  for (int step = 0; longest / grid.side > most_zones_a_side - 1; ++step) {
    grid.side *= step % 3 == 1 ? 2.5 : 2.0;
  }
  grid.low = {std::floor(low.x / grid.side) * grid.side, std::floor(low.y / grid.side) * grid.side};
  return grid;
}

}  // namespace

Expected<ImportCrs> import_crs(const std::string& asked,
                               const std::vector<std::string>& stated,
                               const std::vector<Point>& places) {
  if (!asked.empty()) return ImportCrs{asked, ""};
  for (const std::string& name : stated) {
    if (name.empty() || name == "Atlantis" || name == "null") continue;
    const std::string known = known_name(name);
    if (!known.empty()) return ImportCrs{known, ""};
    return bad_input("--crs",
                     fmt::format("missing, and the files name the coordinate system `{}`, which "
                                 "isn't known here: give its code, as --crs EPSG:2154",
                                 name));
  }
  for (const Point p : places) {
    if (std::fabs(p.x) <= near_origin_m && std::fabs(p.y) <= near_origin_m) continue;
    return bad_input("--crs",
                     fmt::format("missing, and the files state no coordinate system: the place x "
                                 "{}, y {} is no local one; give the code of its system, as --crs "
                                 "EPSG:2154",
                                 p.x,
                                 p.y));
  }
  return ImportCrs{"EPSG:3857",
                   "no coordinate system is stated: places are taken as metres from 0° N 0° E, "
                   "where maps will show them; --crs EPSG:… says better"};
}

std::string zones_over(const std::vector<Point>& places,
                       const std::vector<Point>& homes,
                       const std::string& crs) {
  const Grid grid = grid_over(places);
  std::map<std::pair<int, int>, std::uint64_t> inhabitants;
  for (const Point p : places) inhabitants[grid.cell(p)];
  for (const Point p : homes) ++inhabitants[grid.cell(p)];
  const std::string code = crs.substr(crs.find(':') + 1);
  std::string text = fmt::format(
      R"({{"type":"FeatureCollection","name":"zones","crs":{{"type":"name","properties":{{"name":"urn:ogc:def:crs:EPSG::{}"}}}},"features":[)",
      code);
  bool first = true;
  for (const auto& [cell, people] : inhabitants) {
    const double west = grid.low.x + cell.first * grid.side;
    const double south = grid.low.y + cell.second * grid.side;
    const double east = west + grid.side;
    const double north = south + grid.side;
    text += fmt::format(
        "{}\n{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{}-{}\",\"inhabitants\":{}}},"
        "\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{},{}],[{},{}],[{},{}],[{},{}],"
        "[{},{}]]]}}}}",
        first ? "" : ",",
        cell.first + 1,
        cell.second + 1,
        people,
        west,
        south,
        east,
        south,
        east,
        north,
        west,
        north,
        west,
        south);
    first = false;
  }
  return text + "\n]}\n";
}

PlanPlaces::PlanPlaces(const geo::Network& network) {
  for (const geo::LinkId link : network.from.ids()) {
    const Point a = network.place[network.from[link]];
    const Point b = network.place[network.to[link]];
    links_.push_back({network.link_name[link], {(a.x + b.x) / 2.0, (a.y + b.y) / 2.0}});
  }
  std::sort(
      links_.begin(), links_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

std::optional<Point> PlanPlaces::place_of(const scenarios::PlanActivity& activity) const {
  if (activity.place) return activity.place;
  const auto found = std::lower_bound(
      links_.begin(), links_.end(), activity.link, [](const auto& row, const auto& name) {
        return row.first < name;
      });
  if (found == links_.end() || found->first != activity.link) return std::nullopt;
  return found->second;
}

void PlanPlaces::take(scenarios::PlanPerson person) {
  for (std::size_t row = 0; row < person.activities.size(); ++row) {
    const auto place = place_of(person.activities[row]);
    if (!place) continue;
    places.push_back(*place);
    if (row == 0) homes.push_back(*place);
  }
}

Json to_json(const scenarios::PlannedPeople& plans) {
  Json json;
  json["persons"] = plans.people.person_count();
  json["trips"] = plans.people.trip_count();
  json["persons_read"] = plans.persons_read;
  json["trips_read"] = plans.trips_read;
  json["routes_kept"] = plans.routes_kept;
  json["routes_sought"] = plans.routes_sought;
  const auto share = [](std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  Json lost;
  lost["persons"] = plans.persons_lost();
  lost["persons_share"] = share(plans.persons_lost(), plans.persons_read);
  lost["trips"] = plans.trips_lost();
  lost["trips_share"] = share(plans.trips_lost(), plans.trips_read);
  lost["causes"] = Json::array();
  for (const auto& [cause, loss] : plans.lost) {
    lost["causes"].push_back({{"cause", cause},
                              {"persons", loss.persons},
                              {"trips", loss.trips},
                              {"first_person", loss.example}});
  }
  json["lost"] = std::move(lost);
  json["trips_of_several_modes"] = plans.several_modes;
  json["ages_assumed"] = plans.ages_assumed;
  return json;
}

}  // namespace eveil::app

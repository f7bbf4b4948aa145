// SPDX-License-Identifier: Apache-2.0
#include "geo/territory_build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <set>
#include <utility>

#include "geo/findings.hpp"
#include "geo/gates.hpp"
#include "geo/io/projection.hpp"
#include "geo/network/matsim.hpp"
#include "geo/network/roads.hpp"
#include "geo/places/read_zones.hpp"
#include "geo/territory.hpp"
#include "geo/territory_digest.hpp"
#include "geo/transit/feed.hpp"

namespace eveil::geo {

namespace {

// Systems made for a place stay within 0.2 % there; Web Mercator is 2 % off from 11 degrees on.
constexpr double largest_scale_error = 0.02;

double metres_to(const Network& network, LinkId link, Point p) {
  return distance_to_line(network.shape[link], p);
}

// Of a network that is kept as it stands: what `crs` says, else what the file does.
Expected<io::Crs> crs_of_network(const TerritorySources& sources, const MatsimNetwork& network) {
  const std::string where = sources.file.empty() ? "crs" : sources.file + ":crs";
  const std::string& name = sources.crs.empty() ? network.crs : sources.crs;
  if (!name.empty()) return io::metric_crs(name, where);
  return bad_input(where,
                   fmt::format("missing, and {} states none: name the coordinate system of its "
                               "places, as `crs = \"EPSG:2154\"`",
                               sources.roads.file));
}

/// Builds one territory, step by step; each step needs those above it.
class Builder {
 public:
  Builder(const TerritorySources& sources, StopFlag stop) : sources_(sources), stop_(stop) {}

  Expected<Territory> run() {
    EVEIL_TRY(territory_.sources_digest, digest_of_sources(sources_));
    territory_.name = sources_.name;
    EVEIL_CHECK(go_on(stop_));
    EVEIL_CHECK(sources_.roads.is_matsim ? take_network() : take_roads());
    EVEIL_CHECK(go_on(stop_));
    EVEIL_CHECK(build_zones());
    EVEIL_CHECK(go_on(stop_));
    EVEIL_CHECK(build_sites());
    EVEIL_TRY(territory_.gates, place_gates(sources_, territory_));
    EVEIL_CHECK(go_on(stop_));
    EVEIL_CHECK(build_feeds());
    EVEIL_CHECK(go_on(stop_));
    EVEIL_CHECK(map_nodes());
    std::set<std::string> known;
    for (const std::string& credit : credits_) {
      if (!credit.empty() && known.insert(credit).second) territory_.licences.push_back(credit);
    }
    territory_.digest = digest_of_content(territory_);
    EVEIL_CHECK(check_territory(territory_));
    return std::move(territory_);
  }

 private:
  void add(std::vector<Finding> findings) {
    for (Finding& finding : findings) territory_.findings.push_back(std::move(finding));
  }

  Expected<void> take_roads() {
    EVEIL_TRY(Roads roads, read_roads(sources_.roads));
    EVEIL_CHECK(go_on(stop_));
    EVEIL_CHECK(choose_crs(roads));
    return build_roads(std::move(roads));
  }

  // Its places are in the territory's CRS, since the file's format has none.
  Expected<void> take_network() {
    EVEIL_CHECK(refuse_joins(sources_));
    EVEIL_TRY(MatsimNetwork read, read_matsim_network(sources_.roads.file));
    EVEIL_TRY(crs_, crs_of_network(sources_, read));
    territory_.crs_name = crs_.name;
    territory_.crs_wkt = crs_.wkt;
    add(findings_of_network(read));
    territory_.network = std::move(read.network);
    return {};
  }

  // Longitude and latitude of the middle of the roads.
  static Expected<Point> middle_of(const Roads& roads) {
    const std::string layer = roads.file + ":" + roads.layer;
    if (roads.place.empty()) return bad_input(layer, "holds no road, expected some");
    Point low = roads.place.front();
    Point high = low;
    for (const Point place : roads.place) {
      low = {std::min(low.x, place.x), std::min(low.y, place.y)};
      high = {std::max(high.x, place.x), std::max(high.y, place.y)};
    }
    Point middle[] = {{(low.x + high.x) / 2.0, (low.y + high.y) / 2.0}};
    EVEIL_TRY(const io::Projection degrees,
              io::Projection::between(roads.crs_wkt, io::degrees_crs().wkt, layer));
    EVEIL_CHECK(degrees.forward(middle, layer));
    return middle[0];
  }

  // The CRS asked for, or the zone of the UTM grid that holds the middle of the roads.
  Expected<void> choose_crs(const Roads& roads) {
    const std::string where = sources_.file.empty() ? "crs" : sources_.file + ":crs";
    EVEIL_TRY(const Point middle, middle_of(roads));
    if (sources_.crs.empty()) {
      EVEIL_TRY(crs_, io::utm_crs(middle.x, middle.y, where));
    } else {
      EVEIL_TRY(crs_, io::metric_crs(sources_.crs, where));
      EVEIL_CHECK(check_lengths(middle, where));
    }
    territory_.crs_name = crs_.name;
    territory_.crs_wkt = crs_.wkt;
    return {};
  }

  // A system made for another place, or Web Mercator, is in metres too, but not in real ones.
  Expected<void> check_lengths(Point middle, const std::string& where) const {
    const auto utm = io::utm_crs(middle.x, middle.y, where);
    if (!utm) return {};             // beyond 84 degrees there is nothing to measure with
    constexpr double aside = 0.005;  // degrees: some 500 m
    const Point cross[] = {{middle.x - aside, middle.y},
                           {middle.x + aside, middle.y},
                           {middle.x, middle.y - aside},
                           {middle.x, middle.y + aside}};
    const auto lengths = [&](const io::Crs& crs) -> Expected<std::array<double, 2>> {
      std::array<Point, 4> at = std::to_array(cross);
      EVEIL_TRY(const io::Projection projection,
                io::Projection::between(io::degrees_crs().wkt, crs.wkt, where));
      EVEIL_CHECK(projection.forward(at, where));
      return std::array<double, 2>{distance(at[0], at[1]).value, distance(at[2], at[3]).value};
    };
    EVEIL_TRY(const auto known, lengths(*utm));
    EVEIL_TRY(const auto found, lengths(crs_));
    for (std::size_t row = 0; row < known.size(); ++row) {
      const double scale = found[row] / known[row];
      if (std::fabs(scale - 1.0) <= largest_scale_error) continue;
      return bad_input(where,
                       fmt::format("`{}` makes lengths {:.2f} times the real ones here: it is not "
                                   "made for this place; leave `crs` out and one is chosen",
                                   sources_.crs,
                                   scale));
    }
    return {};
  }

  Expected<void> build_roads(Roads roads) {
    const std::string where = roads.file + ":" + roads.layer;
    EVEIL_TRY(const io::Projection projection,
              io::Projection::between(roads.crs_wkt, crs_.wkt, where));
    EVEIL_CHECK(projection.forward(roads.place, where));
    for (Point& place : roads.place) place = io::on_grid(place);
    EVEIL_TRY(roads.joins, joins_of(sources_, territory_));
    roads.lane_capacity_veh_h = sources_.roads.lane_capacity_veh_h;
    EVEIL_TRY(BuiltNetwork built, build_network(roads));
    add(findings_of_roads(roads, built));
    territory_.network = std::move(built.network);
    credits_.insert(credits_.end(), roads.credits.begin(), roads.credits.end());
    return {};
  }

  Expected<void> build_zones() {
    EVEIL_TRY(ReadZones read, read_zones(sources_.zones, crs_));
    territory_.zones = std::move(read.zones);
    credits_.insert(credits_.end(), read.credits.begin(), read.credits.end());
    const LinkFinder finder(territory_.network);
    std::vector<double> metres;
    for (const Point centre : territory_.zones.centre) {
      metres.push_back(metres_to(territory_.network, finder.nearest(centre), centre));
    }
    if (*std::min_element(metres.begin(), metres.end()) > far_from_roads_m) {
      return bad_input(
          sources_.zones.file,
          fmt::format(
              "no zone lies within {:.0f} m of a road: roads and zones are of different places, "
              "or one of the files states a wrong coordinate reference system",
              far_from_roads_m));
    }
    add(findings_of_zones(territory_.zones, metres));
    return {};
  }

  Expected<Point> place_of(const SiteSource& site, const io::Projection& projection) const {
    if (site.at) {
      Point place[] = {{(*site.at)[0], (*site.at)[1]}};
      EVEIL_CHECK(projection.forward(place, site.where));
      return io::on_grid(place[0]);
    }
    std::vector<std::string_view> codes;
    for (const ZoneId zone : territory_.zones.code.ids()) {
      if (territory_.zones.code[zone] == site.zone) return territory_.zones.centre[zone];
      codes.emplace_back(territory_.zones.code[zone]);
    }
    const std::string_view near = nearest(site.zone, codes);
    return bad_input(site.where,
                     fmt::format("no zone has the code `{}`{}",
                                 site.zone,
                                 near.empty() ? "" : fmt::format(" (did you mean `{}`?)", near)));
  }

  Expected<void> build_sites() {
    EVEIL_TRY(const io::Projection projection,
              io::Projection::between(io::degrees_crs().wkt, crs_.wkt, sources_.file));
    const ZoneFinder zones(territory_.zones);
    const LinkFinder links(territory_.network);
    std::vector<Error> errors;
    std::vector<double> metres;
    Sites& sites = territory_.sites;
    for (const SiteSource& site : sources_.sites) {
      const auto place = place_of(site, projection);
      if (!place) {
        errors.push_back(place.error());
        continue;
      }
      if (site.at && !zones.zone_at(*place).valid()) {
        errors.push_back(
            {ErrorKind::bad_input,
             site.where,
             fmt::format(
                 "{} at longitude {}, latitude {} lies in no zone of the territory; check the "
                 "order (longitude first) and the place",
                 site.name,
                 (*site.at)[0],
                 (*site.at)[1]),
             {}});
      }
      if (std::find(sites.name.begin(), sites.name.end(), site.name) != sites.name.end()) {
        errors.push_back(
            {ErrorKind::bad_input,
             site.where,
             fmt::format("two generators are named `{}`; give each its own name", site.name),
             {}});
      }
      add_site(site, *place);
      territory_.site_link.push_back(links.nearest(*place));
      metres.push_back(metres_to(territory_.network, territory_.site_link.raw().back(), *place));
    }
    if (!errors.empty()) return joined(std::move(errors));
    add(findings_of_sites(sites, metres));
    return {};
  }

  void add_site(const SiteSource& site, Point place) {
    Sites& sites = territory_.sites;
    sites.name.push_back(site.name);
    sites.kind.push_back(site.kind);
    sites.place.push_back(place);
    sites.attendees.push_back(site.attendees);
    sites.parking.push_back(site.parking);
    sites.opens.push_back(site.opens);
    sites.closes.push_back(site.closes);
    sites.group.push_back(site.group);
  }

  // Roads and zones, and a little around them.
  Expected<DegreeBox> box(const io::Projection& projection) const {
    Point low = territory_.network.place.raw().front();
    Point high = low;
    const auto stretch = [&](Point place) {
      low = {std::min(low.x, place.x), std::min(low.y, place.y)};
      high = {std::max(high.x, place.x), std::max(high.y, place.y)};
    };
    for (const Point place : territory_.network.place) stretch(place);
    for (const Area& area : territory_.zones.area) {
      for (const Polygon& part : area.parts) {
        for (const Point place : part.rings.front()) stretch(place);
      }
    }
    const Point middle{(low.x + high.x) / 2.0, (low.y + high.y) / 2.0};
    std::vector<Point> rim;
    for (const double x : {low.x - far_from_roads_m, middle.x, high.x + far_from_roads_m}) {
      for (const double y : {low.y - far_from_roads_m, middle.y, high.y + far_from_roads_m}) {
        rim.push_back({x, y});
      }
    }
    EVEIL_CHECK(projection.back(rim, sources_.file));
    DegreeBox box{rim[0].x, rim[0].y, rim[0].x, rim[0].y};
    for (const Point place : rim) {
      box.west = std::min(box.west, place.x);
      box.south = std::min(box.south, place.y);
      box.east = std::max(box.east, place.x);
      box.north = std::max(box.north, place.y);
    }
    return box;
  }

  Expected<void> build_feeds() {
    EVEIL_TRY(const io::Projection projection,
              io::Projection::between(io::degrees_crs().wkt, crs_.wkt, sources_.file));
    FeedOptions options;
    EVEIL_TRY(options.box, box(projection));
    std::vector<FeedTimetable> timetables;
    for (const FeedSource& source : sources_.feeds) {
      options.day = source.date;
      EVEIL_TRY(ReadFeed feed, read_feed(source.file, options));
      std::vector<Point>& stops = feed.timetable.table.stop_place.raw();
      EVEIL_CHECK(projection.forward(stops, source.file));
      for (Point& stop : stops) stop = io::on_grid(stop);
      timetables.push_back(std::move(feed.timetable));
      // The compiled file is the same wherever its sources lie.
      feed.audit.file = std::filesystem::path(source.file).filename().string();
      add(findings_of_feed(feed.audit));
      territory_.feeds.push_back(std::move(feed.audit));
    }
    territory_.timetable = join_feeds(std::move(timetables));
    add(findings_of_transit(territory_));
    return {};
  }

  // Seven decimals of a degree are 1 cm: the same digits whatever the last bits of a projection
  // are.
  Expected<void> map_nodes() {
    EVEIL_TRY(const io::Projection projection,
              io::Projection::between(io::degrees_crs().wkt, crs_.wkt, sources_.file));
    std::vector<Point> places = territory_.network.place.raw();
    EVEIL_CHECK(projection.back(places, sources_.file));
    const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
    for (const Point place : places) {
      territory_.map_lon.push_back(rounded(place.x));
      territory_.map_lat.push_back(rounded(place.y));
    }
    return {};
  }

  const TerritorySources& sources_;
  StopFlag stop_;
  Territory territory_;
  io::Crs crs_;
  std::vector<std::string> credits_;
};

}  // namespace

Expected<Territory> build_territory(const TerritorySources& sources) {
  return build_territory(sources, nullptr);
}

Expected<Territory> build_territory(const TerritorySources& sources, StopFlag stop) {
  return Builder(sources, stop).run();
}

}  // namespace eveil::geo

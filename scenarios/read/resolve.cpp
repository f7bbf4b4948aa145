// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/io/projection.hpp"
#include "geo/io/vector.hpp"
#include "scenarios/read/background.hpp"
#include "scenarios/read/read.hpp"

namespace eveil::scenarios {

namespace {

constexpr int samples_a_side = 64;

struct Box {
  Point low{std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
  Point high{std::numeric_limits<double>::lowest(), std::numeric_limits<double>::lowest()};

  void include(Point p) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  bool holds(Point p) const {
    return p.x >= low.x && p.x <= high.x && p.y >= low.y && p.y <= high.y;
  }
  std::string text() const {
    return fmt::format("x {:.0f} to {:.0f} m, y {:.0f} to {:.0f} m", low.x, high.x, low.y, high.y);
  }
};

Box box_of(const Area& area) {
  Box box;
  for (const Polygon& part : area.parts) {
    for (const auto& ring : part.rings) {
      for (const Point p : ring) box.include(p);
    }
  }
  return box;
}

Expected<Area> area_from_file(const AreaSource& source, const geo::Territory& territory) {
  io::LayerRequest request{source.file, "", {}, io::Shapes::areas};
  request.if_several = "leave one in the file";  // a service has no key for a layer
  auto layer = io::read_layer(request);
  if (!layer) {
    Error error = layer.error();
    error.where = source.where + ": " + error.where;
    return Unexpected(std::move(error));
  }
  EVEIL_TRY(const auto projection,
            io::Projection::between(layer->crs_wkt, territory.crs_wkt, source.where));
  Area area;
  for (Area& feature : layer->areas) {
    for (Polygon& part : feature.parts) {
      for (auto& ring : part.rings) {
        EVEIL_CHECK(projection.forward(ring, source.where));
        for (Point& p : ring) p = io::on_grid(p);
      }
      area.parts.push_back(std::move(part));
    }
  }
  if (area.empty()) return bad_input(source.where, source.file + " has no polygon; draw one");
  return area;
}

Expected<Area> area_from_zones(const AreaSource& source, const geo::Zones& zones) {
  std::vector<std::string_view> known;
  for (const std::string& code : zones.code) known.push_back(code);
  std::vector<Error> errors;
  Area area;
  for (const std::string& code : source.zones) {
    const auto found = std::find(known.begin(), known.end(), code);
    if (found == known.end()) {
      const std::string_view near = nearest(code, known);
      errors.push_back(
          {ErrorKind::bad_input,
           source.where,
           fmt::format("the territory has no zone \"{}\"{}",
                       code,
                       near.empty() ? std::string() : fmt::format("; did you mean \"{}\"?", near)),
           {}});
      continue;
    }
    const Area& zone = zones.area[geo::ZoneId(static_cast<std::size_t>(found - known.begin()))];
    area.parts.insert(area.parts.end(), zone.parts.begin(), zone.parts.end());
  }
  if (!errors.empty()) return joined(std::move(errors));
  return area;
}

Expected<void> check_has_roads(const AreaSource& source,
                               const Area& area,
                               const geo::Network& network) {
  const Box box = box_of(area);
  Box extent;
  for (const Point p : network.place) {
    if (box.holds(p) && contains(area, p)) return {};
    extent.include(p);
  }
  return bad_input(source.where,
                   fmt::format("{} lies where the territory has no road: the area covers {}, the "
                               "roads {}; draw it inside the territory",
                               source.file.empty() ? "the area" : "the area in " + source.file,
                               box.text(),
                               extent.text()));
}

/// Share of the area that no zone covers, from a grid of sample places.
double share_outside(const Area& area, const geo::ZoneFinder& zones) {
  const Box box = box_of(area);
  const double dx = (box.high.x - box.low.x) / samples_a_side;
  const double dy = (box.high.y - box.low.y) / samples_a_side;
  int inside = 0;
  int outside = 0;
  for (int row = 0; row < samples_a_side; ++row) {
    for (int column = 0; column < samples_a_side; ++column) {
      const Point p{box.low.x + (column + 0.5) * dx, box.low.y + (row + 0.5) * dy};
      if (!contains(area, p)) continue;
      ++inside;
      if (!zones.zone_at(p).valid()) ++outside;
    }
  }
  return inside == 0 ? 0.0 : static_cast<double>(outside) / inside;
}

}  // namespace

Expected<ResolvedScenario> resolve(ScenarioSources sources, const geo::Territory& territory) {
  ResolvedScenario resolved;
  std::vector<Error> errors;
  const geo::ZoneFinder finder(territory.zones);
  for (const ServiceId id : sources.scenario.services.ids()) {
    const AreaSource& source = sources.areas[id];
    Expected<Area> area = source.file.empty() ? area_from_zones(source, territory.zones)
                                              : area_from_file(source, territory);
    if (area) {
      auto checked = check_has_roads(source, *area, territory.network);
      if (!checked) area = Unexpected(std::move(checked).error());
    }
    if (!area) {
      errors.push_back(std::move(area).error());
      continue;
    }
    Service& service = sources.scenario.services[id];
    service.area = std::move(*area);
    const double outside = share_outside(service.area, finder);
    if (outside >= 0.01) {
      resolved.notes.push_back(fmt::format(
          "{:.0f} % of the area of service {} lies outside every zone: nobody lives or works there",
          100.0 * outside,
          service.name));
    }
  }
  for (std::size_t row = 0; row < sources.scenario.changes.size(); ++row) {
    const AreaSource& source = sources.change_areas[row];
    if (source.file.empty()) continue;
    Expected<Area> area = area_from_file(source, territory);
    if (!area) {
      errors.push_back(std::move(area).error());
      continue;
    }
    sources.scenario.changes[row].where.area = std::move(*area);
  }
  for (const BackgroundSource& source : sources.backgrounds) {
    auto flows = read_flows(source, territory);
    if (!flows) {
      errors.push_back(std::move(flows).error());
      continue;
    }
    auto& all = sources.scenario.background;
    all.insert(all.end(), flows->begin(), flows->end());
  }
  if (!errors.empty()) return joined(std::move(errors));
  resolved.scenario = std::move(sources.scenario);
  return resolved;
}

}  // namespace eveil::scenarios

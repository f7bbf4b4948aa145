// SPDX-License-Identifier: Apache-2.0
#include "geo/places/read_zones.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

#include "geo/io/vector.hpp"

namespace eveil::geo {

namespace {

constexpr std::size_t most_errors = 20;

class ZoneReader {
 public:
  ZoneReader(const ZoneSource& source, io::Layer layer)
      : source_(source), layer_(std::move(layer)) {}

  Expected<ReadZones> run(const io::Crs& crs) {
    EVEIL_TRY(const auto codes, layer_.texts(source_.id));
    EVEIL_TRY(const auto population, layer_.numbers(source_.population));
    std::vector<std::string> names = codes;
    std::vector<double> jobs(layer_.size(), -1.0);
    if (!source_.name.empty()) {
      EVEIL_TRY(names, layer_.texts(source_.name));
    }
    if (!source_.employment.empty()) {
      EVEIL_TRY(jobs, layer_.numbers(source_.employment));
    }
    check_codes(codes);
    check_numbers(population, source_.population, "inhabitants");
    if (!source_.employment.empty()) check_numbers(jobs, source_.employment, "jobs");
    if (!errors_.empty()) return joined(std::move(errors_));
    EVEIL_CHECK(project(crs));
    ReadZones read;
    read.credits = layer_.credits;
    Zones& zones = read.zones;
    zones.has_jobs = !source_.employment.empty();
    for (std::size_t row = 0; row < layer_.size(); ++row) {
      zones.code.push_back(codes[row]);
      zones.name.push_back(names[row].empty() ? codes[row] : names[row]);
      zones.centre.push_back(io::on_grid(centroid(layer_.areas[row])));
      zones.area.push_back(std::move(layer_.areas[row]));
      zones.population.push_back(population[row]);
      zones.jobs.push_back(jobs[row]);
    }
    EVEIL_CHECK(check_zones(zones));
    EVEIL_CHECK(check_overlap(zones));
    return read;
  }

 private:
  void wrong(std::size_t row, const std::string& column, std::string message) {
    if (errors_.size() >= most_errors) return;
    errors_.push_back({ErrorKind::bad_input, layer_.where(row, column), std::move(message), {}});
  }

  void check_codes(const std::vector<std::string>& codes) {
    std::map<std::string, std::size_t> first;
    for (std::size_t row = 0; row < codes.size(); ++row) {
      if (codes[row].empty()) {
        wrong(row, source_.id, "the zone has no id; give every zone one of its own");
        continue;
      }
      const auto [known, is_new] = first.try_emplace(codes[row], row);
      if (is_new) continue;
      wrong(row,
            source_.id,
            fmt::format("the id `{}` is that of feature {} too; give every zone one of its own, or "
                        "dissolve its parts into one multi-polygon",
                        codes[row],
                        layer_.feature[known->second]));
    }
  }

  void check_numbers(const std::vector<double>& values,
                     const std::string& column,
                     std::string_view what) {
    for (std::size_t row = 0; row < values.size(); ++row) {
      if (std::isfinite(values[row]) && values[row] >= 0.0) continue;
      wrong(row,
            column,
            std::isnan(values[row])
                ? fmt::format(
                      "no number of {} is given, expected 0 or more; write 0 where there are none",
                      what)
                : fmt::format("the number of {} is {}, expected 0 or more", what, values[row]));
    }
  }

  Expected<void> project(const io::Crs& crs) {
    const std::string where = layer_.file + ":" + layer_.name;
    EVEIL_TRY(const io::Projection projection,
              io::Projection::between(layer_.crs_wkt, crs.wkt, where));
    for (std::size_t row = 0; row < layer_.size(); ++row) {
      for (Polygon& part : layer_.areas[row].parts) {
        for (std::vector<Point>& ring : part.rings) {
          EVEIL_CHECK(projection.forward(ring, layer_.where(row)));
          for (Point& point : ring) point = io::on_grid(point);
        }
      }
    }
    return {};
  }

  // Slivers along borders are usual; a zone whose middle lies in another one counts its people
  // twice.
  Expected<void> check_overlap(const Zones& zones) {
    const ZoneFinder finder(zones);
    for (const ZoneId zone : zones.code.ids()) {
      const Point centre = zones.centre[zone];
      const ZoneId first = finder.zone_at(centre);
      if (!first.valid() || first == zone || !contains(zones.area[zone], centre)) continue;
      wrong(zone.value,
            {},
            fmt::format("the middle of zone `{}` lies in zone `{}` too; zones may not overlap: cut "
                        "one out of the other",
                        zones.code[zone],
                        zones.code[first]));
    }
    if (!errors_.empty()) return joined(std::move(errors_));
    return {};
  }

  const ZoneSource& source_;
  io::Layer layer_;
  std::vector<Error> errors_;
};

}  // namespace

Expected<ReadZones> read_zones(const ZoneSource& source, const io::Crs& crs) {
  for (const auto& [key, column] : {std::pair<const char*, const std::string*>{"id", &source.id},
                                    {"population", &source.population}}) {
    if (!column->empty()) continue;
    return bad_input(fmt::format("zones.{}", key),
                     fmt::format("is missing: name the column of {}", source.file));
  }
  io::LayerRequest request{
      source.file, source.layer, {source.id, source.population}, io::Shapes::areas};
  for (const std::string& column : {source.name, source.employment}) {
    if (!column.empty()) request.columns.push_back(column);
  }
  EVEIL_TRY(io::Layer layer, io::read_layer(request));
  if (layer.size() == 0) {
    return bad_input(layer.file + ":" + layer.name, "holds no zone, expected one or more");
  }
  return ZoneReader(source, std::move(layer)).run(crs);
}

}  // namespace eveil::geo

// SPDX-License-Identifier: Apache-2.0
#include "geo/io/projection.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal.h>
#include <ogr_spatialref.h>
#include <ogr_srs_api.h>

#include <cmath>

#include "geo/io/dataset.hpp"

namespace eveil::io {

namespace {

// Names such as a URL or a file are not looked up: only codes, WKT and PROJ strings.
Expected<OGRSpatialReference> crs_of(const std::string& text, const std::string& where) {
  OSRSetPROJEnableNetwork(FALSE);
  OGRSpatialReference crs;
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const char* const options[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
  if (crs.SetFromUserInput(text.c_str(), options) == OGRERR_NONE) return crs;
  return bad_input(where,
                   fmt::format("`{}` isn't a coordinate reference system; expected a code such as "
                               "EPSG:2154 (epsg.io lists them)",
                               text.substr(0, 200)));
}

std::string wkt_of(const OGRSpatialReference& crs) {
  char* text = nullptr;
  const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
  std::string wkt;
  if (crs.exportToWkt(&text, options) == OGRERR_NONE && text != nullptr) wkt = text;
  CPLFree(text);
  return wkt;
}

std::string name_of(const OGRSpatialReference& crs) {
  const char* authority = crs.GetAuthorityName(nullptr);
  const char* code = crs.GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) return fmt::format("{}:{}", authority, code);
  const char* title = crs.GetName();
  return title == nullptr ? "unnamed" : title;
}

using Transformation = std::unique_ptr<OGRCoordinateTransformation>;

Expected<void> transform(OGRCoordinateTransformation& way,
                         std::span<Point> points,
                         const std::string& where) {
  QuietGdal quiet;
  std::vector<double> x(points.size());
  std::vector<double> y(points.size());
  std::vector<int> good(points.size(), 0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    x[i] = points[i].x;
    y[i] = points[i].y;
  }
  way.Transform(static_cast<int>(points.size()), x.data(), y.data(), nullptr, good.data());
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (good[i] == 0 || !std::isfinite(x[i]) || !std::isfinite(y[i])) {
      return bad_input(
          where,
          fmt::format("the place ({}, {}) can't be projected; check that the file states "
                      "the coordinate reference system it was made in",
                      points[i].x,
                      points[i].y));
    }
    points[i] = {x[i], y[i]};
  }
  return {};
}

}  // namespace

Crs degrees_crs() {
  OGRSpatialReference crs;
  crs.importFromEPSG(4326);
  return {"EPSG:4326", wkt_of(crs)};
}

Expected<Crs> metric_crs(const std::string& name, const std::string& where) {
  QuietGdal quiet;
  EVEIL_TRY(const OGRSpatialReference crs, crs_of(name, where));
  if (!crs.IsProjected()) {
    return bad_input(
        where,
        fmt::format("`{}` is in degrees, expected a projected system in metres; leave `crs` "
                    "out and one is chosen from the extent",
                    name));
  }
  const char* unit = nullptr;
  if (std::fabs(crs.GetLinearUnits(&unit) - 1.0) > 1e-12) {
    return bad_input(
        where,
        fmt::format("the unit of `{}` is the {}, expected metres; leave `crs` out and one is "
                    "chosen from the extent",
                    name,
                    unit == nullptr ? "?" : unit));
  }
  return Crs{name_of(crs), wkt_of(crs)};
}

Expected<Crs> utm_crs(double longitude, double latitude, const std::string& where) {
  if (!(std::fabs(longitude) <= 180.0) || !(std::fabs(latitude) <= 84.0)) {
    return bad_input(
        where,
        fmt::format("no metric system is chosen for longitude {}, latitude {}; state `crs`",
                    longitude,
                    latitude));
  }
  const int zone = std::min(60, static_cast<int>(std::floor((longitude + 180.0) / 6.0)) + 1);
  return metric_crs(fmt::format("EPSG:{}", (latitude < 0.0 ? 32700 : 32600) + zone), where);
}

struct Projection::Ways {
  Transformation forward;
  Transformation back;
};

Projection::Projection(std::unique_ptr<Ways> ways) : ways_(std::move(ways)) {}
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

Expected<Projection> Projection::between(const std::string& from,
                                         const std::string& to,
                                         const std::string& where) {
  QuietGdal quiet;
  EVEIL_TRY(const OGRSpatialReference source, crs_of(from, where));
  EVEIL_TRY(const OGRSpatialReference target, crs_of(to, where));
  auto ways = std::make_unique<Ways>();
  ways->forward.reset(OGRCreateCoordinateTransformation(&source, &target));
  ways->back.reset(OGRCreateCoordinateTransformation(&target, &source));
  if (ways->forward && ways->back) return Projection(std::move(ways));
  return bad_input(
      where,
      fmt::format(
          "there is no way from {} to {}: {}", name_of(source), name_of(target), quiet.message()));
}

Expected<void> Projection::forward(std::span<Point> points, const std::string& where) const {
  return transform(*ways_->forward, points, where);
}

Expected<void> Projection::back(std::span<Point> points, const std::string& where) const {
  return transform(*ways_->back, points, where);
}

std::string library_versions() {
  int major = 0;
  int minor = 0;
  int patch = 0;
  OSRGetPROJVersion(&major, &minor, &patch);
  return fmt::format(
      "GDAL {}, PROJ {}.{}.{}", GDALVersionInfo("RELEASE_NAME"), major, minor, patch);
}

Point on_grid(Point point) {
  return {std::round(point.x * 100.0) / 100.0, std::round(point.y * 100.0) / 100.0};
}

}  // namespace eveil::io

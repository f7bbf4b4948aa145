// SPDX-License-Identifier: Apache-2.0
#include "geo/io/osm.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>

#include "geo/base/text.hpp"
#include "geo/io/dataset.hpp"
#include "geo/io/osm_file.hpp"
#include "geo/io/path.hpp"

namespace eveil::io {

namespace {

constexpr double grid = 1e7;  // places a degree: OSM's own

/// GDAL's driver is told by a file which tags become columns: ours lives in memory while it reads.
class Configuration {
 public:
  explicit Configuration(const OsmRequest& request)
      : name_(fmt::format("/vsimem/eveil_osm_{}.ini", static_cast<const void*>(this))) {
    // Closed ways are roundabouts and blocks, not areas, unless they say so themselves.
    text_ = "closed_ways_are_polygons=\nattribute_name_laundering=no\nreport_all_nodes=no\n";
    for (const auto& [layer, tags] :
         {std::pair{"points", &request.point_tags}, std::pair{"lines", &request.way_tags}}) {
      text_ += fmt::format("[{}]\nosm_id=yes\nosm_timestamp=yes\nother_tags=no\nattributes={}\n",
                           layer,
                           fmt::join(*tags, ","));
    }
    // The driver wants to know all of its layers.
    for (const char* layer : {"multipolygons", "multilinestrings", "other_relations"}) {
      text_ += fmt::format("[{}]\nosm_id=yes\nother_tags=no\nattributes=name\n", layer);
    }
    VSIFCloseL(VSIFileFromMemBuffer(
        name_.c_str(), reinterpret_cast<GByte*>(text_.data()), text_.size(), FALSE));
  }
  ~Configuration() { VSIUnlink(name_.c_str()); }
  Configuration(const Configuration&) = delete;
  Configuration& operator=(const Configuration&) = delete;

  std::string option() const { return "CONFIG_FILE=" + name_; }

 private:
  std::string name_;
  std::string text_;
};

/// What the driver can't hold in memory goes where temporary files belong, not beside the user's.
class TemporaryFiles {
 public:
  TemporaryFiles() {
    std::error_code problem;
    const std::string folder = std::filesystem::temp_directory_path(problem).string();
    if (!problem) CPLSetThreadLocalConfigOption("CPL_TMPDIR", folder.c_str());
  }
  ~TemporaryFiles() { CPLSetThreadLocalConfigOption("CPL_TMPDIR", nullptr); }
  TemporaryFiles(const TemporaryFiles&) = delete;
  TemporaryFiles& operator=(const TemporaryFiles&) = delete;
};

class Reader {
 public:
  Reader(const OsmRequest& request, OsmTaker& taker) : request_(request), taker_(taker) {}

  Expected<OsmSummary> run() {
    EVEIL_TRY(const std::string real, local_file(request_.file));
    EVEIL_TRY(const OsmForm form, form_of_osm(request_.file, real));
    register_formats();
    if (form == OsmForm::pbf) {
      EVEIL_CHECK(check_osm_pbf(request_.file, real));
    } else {
      EVEIL_TRY(const OsmGaps gaps, check_osm_xml(request_.file, real));
      summary_.ways_with_gaps = gaps.ways;
      summary_.first_gap = gaps.first_way;
    }
    std::string problem = pass(gdal_name(real, form), "YES");
    if (problem.find("USE_CUSTOM_INDEXING") != std::string::npos) {
      summary_.ids_out_of_order = true;
      problem = pass(gdal_name(real, form), "NO");
    }
    if (!errors_.empty()) return joined(std::move(errors_));
    if (problem.empty()) return std::move(summary_);
    if (problem.find("HistoricalInformation") != std::string::npos) {
      return bad_input(request_.file,
                       "is a file of history; take one moment out of it, for example with "
                       "`osmium time-filter`");
    }
    return bad_input(
        request_.file,
        fmt::format("can't be read to its end as OpenStreetMap data ({}); download it again, or "
                    "put it in order, for example with `osmium sort FILE -o roads.osm.pbf`",
                    problem));
  }

 private:
  struct Fields {
    OGRLayer* layer = nullptr;
    int id = -1;
    int time = -1;
    std::vector<int> tags;
  };

  static Fields fields_of(GDALDataset& dataset,
                          const char* name,
                          const std::vector<std::string_view>& tags) {
    Fields fields;
    fields.layer = dataset.GetLayerByName(name);
    if (fields.layer == nullptr) return fields;
    OGRFeatureDefn& definition = *fields.layer->GetLayerDefn();
    fields.id = definition.GetFieldIndex("osm_id");
    fields.time = definition.GetFieldIndex("osm_timestamp");
    for (const std::string_view tag : tags)
      fields.tags.push_back(definition.GetFieldIndex(std::string(tag).c_str()));
    return fields;
  }

  /// Reads the whole file once; the driver's first complaint, empty where there is none.
  std::string pass(const std::string& name, const char* custom_index) {
    QuietGdal quiet;
    const TemporaryFiles temporary;
    const Configuration configuration(request_);
    const std::string config = configuration.option();
    const std::string index = fmt::format("USE_CUSTOM_INDEXING={}", custom_index);
    const char* const drivers[] = {"OSM", nullptr};
    const char* const options[] = {config.c_str(), index.c_str(), nullptr};
    constexpr unsigned flags = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    taker_.begin();
    const Dataset dataset(GDALDataset::Open(name.c_str(), flags, drivers, options, nullptr));
    if (!dataset) return quiet.failure().empty() ? "unknown to GDAL" : quiet.failure();
    // Layers nobody asks for are neither built nor kept until somebody does.
    dataset->ExecuteSQL("SET interest_layers = points,lines", nullptr, nullptr);
    const Fields points = fields_of(*dataset, "points", request_.point_tags);
    const Fields lines = fields_of(*dataset, "lines", request_.way_tags);
    if (points.layer == nullptr || lines.layer == nullptr) return "its layers are missing";
    // Layers must be read by turns: the driver keeps what isn't fetched in memory.
    OGRLayer* layer = nullptr;
    while (const OGRFeatureUniquePtr feature{
        dataset->GetNextFeature(&layer, nullptr, nullptr, nullptr)}) {
      if (layer == lines.layer) take_way(*feature, lines);
      if (layer == points.layer) take_point(*feature, points);
      if (!errors_.empty()) break;
    }
    return quiet.failure();
  }

  static bool tags_of(const OGRFeature& feature,
                      const Fields& fields,
                      std::vector<std::string>& tags) {
    bool any = false;
    tags.resize(fields.tags.size());
    for (std::size_t row = 0; row < tags.size(); ++row) {
      if (fields.tags[row] < 0 || !feature.IsFieldSetAndNotNull(fields.tags[row])) continue;
      tags[row] = feature.GetFieldAsString(fields.tags[row]);
      any = true;
    }
    return any;
  }

  static std::int64_t id_of(const OGRFeature& feature, const Fields& fields) {
    return parse_int(feature.GetFieldAsString(fields.id)).value_or(feature.GetFID());
  }

  void off_the_globe(const char* what, std::int64_t id) {
    errors_.push_back({ErrorKind::bad_input,
                       fmt::format("{}:{} {}", request_.file, what, id),
                       "lies off the globe (beyond 180 or 90 degrees); correct its place, or take "
                       "it out",
                       {}});
  }

  void take_way(const OGRFeature& feature, const Fields& fields) {
    const auto* line = dynamic_cast<const OGRLineString*>(feature.GetGeometryRef());
    OsmWay way;
    way.id = id_of(feature, fields);
    if (line == nullptr || !tags_of(feature, fields, way.tags) || way.tags.front().empty()) return;
    way.line.reserve(static_cast<std::size_t>(line->getNumPoints()));
    for (int i = 0; i < line->getNumPoints(); ++i) {
      const auto place = on_osm_grid(line->getX(i), line->getY(i));
      if (!place) return off_the_globe("way", way.id);
      way.line.push_back(*place);
    }
    note_edit(feature, fields);
    taker_.take(std::move(way));
  }

  void take_point(const OGRFeature& feature, const Fields& fields) {
    const auto* at = dynamic_cast<const OGRPoint*>(feature.GetGeometryRef());
    OsmPoint point;
    point.id = id_of(feature, fields);
    if (at == nullptr || !tags_of(feature, fields, point.tags)) return;
    const auto place = on_osm_grid(at->getX(), at->getY());
    if (!place) return off_the_globe("node", point.id);
    point.place = *place;
    taker_.take(std::move(point));
  }

  void note_edit(const OGRFeature& feature, const Fields& fields) {
    if (fields.time < 0 || !feature.IsFieldSetAndNotNull(fields.time)) return;
    int year = 0;
    int month = 0;
    int day = 0;
    int unused = 0;
    feature.GetFieldAsDateTime(
        fields.time, &year, &month, &day, &unused, &unused, &unused, &unused);
    summary_.newest_edit =
        std::max(summary_.newest_edit, fmt::format("{:04}-{:02}-{:02}", year, month, day));
  }

  const OsmRequest& request_;
  OsmTaker& taker_;
  OsmSummary summary_;
  std::vector<Error> errors_;
};

}  // namespace

/// A way's points come from the driver's index, a node's from the file: both go on OSM's grid.
std::optional<Point> on_osm_grid(double lon, double lat) {
  if (!(std::fabs(lon) <= 180.0) || !(std::fabs(lat) <= 90.0)) return std::nullopt;
  // The sum turns a negative zero into the other one.
  return Point{std::round(lon * grid) / grid + 0.0, std::round(lat * grid) / grid + 0.0};
}

Expected<OsmSummary> read_osm(const OsmRequest& request, OsmTaker& taker) {
  return Reader(request, taker).run();
}

}  // namespace eveil::io

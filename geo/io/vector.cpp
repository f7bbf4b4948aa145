// SPDX-License-Identifier: Apache-2.0
#include "geo/io/vector.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <limits>
#include <utility>

#include "geo/base/text.hpp"
#include "geo/io/dataset.hpp"
#include "geo/io/shapes.hpp"

namespace eveil::io {

namespace {

constexpr std::size_t most_errors = 20;

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

std::string unknown(std::string_view what,
                    const std::string& name,
                    const std::vector<std::string>& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  const std::string_view near = nearest(name, views);
  return fmt::format("no {} `{}`; there are: {}{}",
                     what,
                     name,
                     listed(known),
                     near.empty() ? "" : fmt::format(" (did you mean `{}`?)", near));
}

std::vector<std::string> names_of_layers(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (OGRLayer* layer : dataset.GetLayers()) names.emplace_back(layer->GetName());
  return names;
}

Expected<OGRLayer*> find_layer(GDALDataset& dataset, const LayerRequest& request) {
  const std::vector<std::string> names = names_of_layers(dataset);
  if (request.layer.empty()) {
    if (names.size() == 1) return dataset.GetLayer(0);
    return bad_input(
        request.file,
        fmt::format("holds {} layers: {}; {}", names.size(), listed(names), request.if_several));
  }
  for (std::size_t row = 0; row < names.size(); ++row) {
    if (names[row] == request.layer) return dataset.GetLayer(static_cast<int>(row));
  }
  return bad_input(request.file, unknown("layer", request.layer, names));
}

std::string wkt_of(const OGRSpatialReference& crs) {
  char* text = nullptr;
  const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
  std::string wkt;
  if (crs.exportToWkt(&text, options) == OGRERR_NONE && text != nullptr) wkt = text;
  CPLFree(text);
  return wkt;
}

// What a source says of its licence and origin: GeoPackage metadata and layer descriptions.
void collect_credits(CSLConstList metadata, std::vector<std::string>& credits) {
  for (CSLConstList line = metadata; line != nullptr && *line != nullptr; ++line) {
    const std::string_view text(*line);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    std::string key(text.substr(0, equals));
    for (char& c : key) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    bool wanted = false;
    for (const std::string_view part :
         {"licen", "description", "credit", "attribution", "source", "rights"}) {
      wanted = wanted || key.find(part) != std::string::npos;
    }
    if (wanted) credits.emplace_back(trim(text.substr(equals + 1)));
  }
}

class Reader {
 public:
  Reader(const LayerRequest& request, OGRLayer& source) : request_(request), source_(source) {
    layer_.file = request.file;
    layer_.name = source.GetName();
  }

  Expected<Layer> run() {
    EVEIL_CHECK(find_columns());
    EVEIL_CHECK(find_crs());
    source_.ResetReading();
    while (const OGRFeatureUniquePtr feature{source_.GetNextFeature()}) {
      read_fields(*feature);
      read_geometry(feature->GetGeometryRef());
      if (errors_.size() >= most_errors) break;
    }
    // A file cut short ends the loop like a whole one: only the complaint tells.
    if (errors_.empty() && CPLGetLastErrorType() >= CE_Failure) {
      return bad_input(
          layer_.file + ":" + layer_.name,
          fmt::format(
              "reading stopped after {} features: {}", layer_.size(), CPLGetLastErrorMsg()));
    }
    if (!errors_.empty()) return joined(std::move(errors_));
    collect_credits(source_.GetMetadata(), layer_.credits);
    return std::move(layer_);
  }

 private:
  struct Place {
    int index;
    OGRFieldType type;
    Field* field;
  };

  Expected<void> find_columns() {
    const OGRFeatureDefn& definition = *source_.GetLayerDefn();
    std::vector<std::string> known;
    known.reserve(static_cast<std::size_t>(definition.GetFieldCount()));
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
      known.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    }
    std::vector<Error> errors;
    for (const std::string& column : request_.columns) {
      int index = -1;
      for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i] == column) index = static_cast<int>(i);
      }
      if (index < 0) {
        errors.push_back({ErrorKind::bad_input,
                          layer_.file + ":" + layer_.name,
                          unknown("column", column, known),
                          {}});
        continue;
      }
      const OGRFieldType type = definition.GetFieldDefn(index)->GetType();
      const auto [entry, fresh] = layer_.fields.try_emplace(column);
      if (!fresh) continue;  // two of our names may share a column; it is read once
      Field& field = entry->second;
      field.is_text = type != OFTInteger && type != OFTInteger64 && type != OFTReal;
      places_.push_back({index, type, &field});
    }
    if (!errors.empty()) return joined(std::move(errors));
    return {};
  }

  Expected<void> find_crs() {
    if (request_.shapes == Shapes::none) return {};
    const OGRSpatialReference* crs = source_.GetSpatialRef();
    // A GeoPackage marks a CRS that isn't known as an engineering one without name (srs_id -1 and
    // 0).
    const bool known =
        crs != nullptr && (crs->IsGeographic() || crs->IsProjected() || crs->IsCompound());
    if (known) layer_.crs_wkt = wkt_of(*crs);
    if (!layer_.crs_wkt.empty()) return {};
    return bad_input(
        layer_.file + ":" + layer_.name,
        "states no coordinate reference system; give it the one it was made in, for example "
        "with `ogr2ogr -a_srs EPSG:4326 out.gpkg` and the file");
  }

  void read_fields(const OGRFeature& feature) {
    layer_.feature.push_back(feature.GetFID());
    for (const Place& place : places_) {
      const bool given = feature.IsFieldSetAndNotNull(place.index);
      Field& field = *place.field;
      field.given.push_back(given ? 1 : 0);
      if (field.is_text) {
        field.texts.emplace_back(given ? feature.GetFieldAsString(place.index) : "");
        continue;
      }
      field.numbers.push_back(given ? feature.GetFieldAsDouble(place.index)
                                    : std::numeric_limits<double>::quiet_NaN());
      if (place.type != OFTReal) {
        field.integers.push_back(given ? feature.GetFieldAsInteger64(place.index) : 0);
      }
    }
  }

  void read_geometry(const OGRGeometry* geometry) {
    if (request_.shapes == Shapes::none) return;
    const std::string where = layer_.where(layer_.size() - 1);
    Expected<void> read;
    if (request_.shapes == Shapes::lines) {
      read = read_lines(geometry, where, layer_.lines.emplace_back());
    } else {
      read = read_area(geometry, where, layer_.areas.emplace_back());
    }
    if (!read) errors_.push_back(read.error());
  }

  const LayerRequest& request_;
  OGRLayer& source_;
  Layer layer_;
  std::vector<Place> places_;
  std::vector<Error> errors_;
};

}  // namespace

Expected<Layer> read_layer(const LayerRequest& request) {
  EVEIL_TRY(const Dataset dataset, open_vector(request.file));
  QuietGdal quiet;
  EVEIL_TRY(OGRLayer * source, find_layer(*dataset, request));
  CPLErrorReset();
  EVEIL_TRY(Layer layer, Reader(request, *source).run());
  collect_credits(dataset->GetMetadata(), layer.credits);
  return layer;
}

Expected<std::vector<std::string>> layer_names(const std::string& file) {
  EVEIL_TRY(const Dataset dataset, open_vector(file));
  return names_of_layers(*dataset);
}

}  // namespace eveil::io

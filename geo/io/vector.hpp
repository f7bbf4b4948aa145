// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::io {

/// What a layer's geometries must be.
enum class Shapes : std::uint8_t { lines, areas, none };

/// Which part of a file is wanted.
struct LayerRequest {
  std::string file;
  std::string layer;                 ///< empty: the only one
  std::vector<std::string> columns;  ///< those to read, by the source's name
  Shapes shapes = Shapes::none;
  /// What to do about a file of several layers where none is named, for the message.
  std::string if_several = "name one with `layer`";
};

/// One column as stored: numbers or texts, a row a feature.
struct Field {
  bool is_text = false;
  std::vector<double> numbers;         ///< NaN where null; empty for a text column
  std::vector<std::int64_t> integers;  ///< of whole-number columns; 0 where null
  std::vector<std::string> texts;      ///< of text columns; empty where null
  std::vector<std::uint8_t> given;     ///< 0 where null
};

/// A layer read into plain columns; coordinates are the source's own, x east or longitude, y north
/// or latitude, whatever the order of its CRS's axes.
struct Layer {
  std::string file;
  std::string name;
  std::string crs_wkt;                                 ///< empty for Shapes::none
  std::vector<std::int64_t> feature;                   ///< the feature's id in the source
  std::map<std::string, Field> fields;                 ///< the columns asked for
  std::vector<std::vector<std::vector<Point>>> lines;  ///< Shapes::lines: the parts of each feature
  std::vector<Area> areas;                             ///< Shapes::areas
  std::vector<std::string> credits;  ///< what the source states on licence and origin

  std::size_t size() const { return feature.size(); }
  /// `FILE:LAYER:feature 12`, with `:COLUMN` where one is meant.
  std::string where(std::size_t row, std::string_view column = {}) const;

  // Columns by type. errors bad_input: not one of the columns asked for, or a value of another kind
  // (named by row). Texts that are numbers are taken as numbers, as CSV needs it.
  Expected<std::vector<double>> numbers(const std::string& column) const;  ///< NaN where null
  Expected<std::vector<std::optional<std::int64_t>>> integers(const std::string& column) const;
  Expected<std::vector<std::string>> texts(const std::string& column) const;  ///< empty where null
};

/// Reads one layer of a GeoPackage, GeoJSON, shapefile, FlatGeobuf or CSV file.
///
/// Only these five formats of GDAL are ever registered, the name must be a regular local file, and
/// a text that claims to be another format is refused (parameters.md, section 10).
///
/// \errors  bad_input: the file; the layer (its layers are listed, with the nearest name); a column
/// (the
///          same); no CRS; a feature without geometry or of another kind; a coordinate that isn't
///          finite; an area that crosses itself, with the place and the remedy. Of several features
///          the first twenty are named.
/// \threads serial; several files from several threads are fine.
Expected<Layer> read_layer(const LayerRequest& request);

/// The layers of a file, in its order.
Expected<std::vector<std::string>> layer_names(const std::string& file);

}  // namespace eveil::io
